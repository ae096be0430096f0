from django.http import JsonResponse

from .models import Book


def books(request):
    answer = []
    for book in Book.objects.select_related("author").prefetch_related("tags").filter(stock__gt=0).order_by("title"):
        answer.append({"title": book.title, "author": book.author.name, "tags": [tag.name for tag in book.tags.all()]})
    return JsonResponse({"books": answer})
