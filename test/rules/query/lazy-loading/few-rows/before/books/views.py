from django.http import JsonResponse

from .models import Book


def books(request):
    answer = []
    for book in Book.objects.all()[:5]:
        answer.append(book.author.name)
    return JsonResponse({"books": answer})
