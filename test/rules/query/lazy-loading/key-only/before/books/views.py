from django.http import JsonResponse

from .models import Book


def books(request):
    answer = []
    for book in Book.objects.all():
        answer.append(book.author_id)
    return JsonResponse({"books": answer})
