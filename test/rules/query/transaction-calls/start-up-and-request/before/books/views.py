import requests
from django.db import transaction
from django.http import JsonResponse

from .models import Book


def books(request):
    with transaction.atomic():
        Book.objects.create(title="x", author_id=1)
    return JsonResponse({})
