from django.http import JsonResponse

from .models import Author, Book


def copies(request):
    author = Author.objects.get(pk=request.GET["author"])
    made = Book.objects.bulk_create([Book(title=title, author=author) for title in request.GET.getlist("title")])
    answer = []
    for book in made:
        answer.append({"title": book.title, "author": book.author.name})
    return JsonResponse({"books": answer})
