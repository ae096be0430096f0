from django.http import JsonResponse

from .models import Book


def books(request):
    for title in request.POST.getlist("title"):
        Book.objects.create(title=title, author_id=1)
    return JsonResponse({})
