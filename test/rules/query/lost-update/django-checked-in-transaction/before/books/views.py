from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .models import Book


@transaction.atomic
def books(request):
    book = get_object_or_404(Book, pk=request.POST["book"])
    if book.stock < 1:
        return JsonResponse({"error": "sold out"})
    book.stock -= 1
    book.save()
    return JsonResponse({})
