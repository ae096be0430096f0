from django.http import JsonResponse

from .models import Book


def books(request):
    Book.objects.bulk_create([
        Book(title=title,   author_id=request.POST["author"])
        for title in request.POST.getlist("title")
    ])
    return JsonResponse({})
