from django.db.models import F
from django.http import JsonResponse

from .models import Book


def books(request):
    book = Book.objects.get(pk=1)
    book.views = F("views") + 1
    book.save()
    return JsonResponse({})
