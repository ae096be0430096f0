from django.http import JsonResponse

from .models import Book


def books(request):
    answer = {}
    for book in Book.objects.filter(stock__gt=0).order_by("title"):
        keys = book.tags.values_list("id",   flat=True)
        answer[book.title] = list(keys)
    return JsonResponse({"books": answer})
