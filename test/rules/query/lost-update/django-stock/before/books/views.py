from django.http import JsonResponse

from .models import Book


def books(request):
    book = Book.objects.get(pk=request.POST["book"])
    book.stock -= int(request.POST["count"])  # sold
    book.save(update_fields=["stock"])
    return JsonResponse({})
