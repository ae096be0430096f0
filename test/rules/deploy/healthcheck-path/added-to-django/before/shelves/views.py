from django.http import HttpResponse


def home(request):
    return HttpResponse('welcome')


def shelf(request, number):
    return HttpResponse(str(number))
