from django.http import HttpResponse, JsonResponse


def health(request):
    return HttpResponse("ok")


def show(request, book):
    return JsonResponse({"book": book})
