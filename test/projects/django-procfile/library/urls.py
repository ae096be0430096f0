from django.urls import include, path

from books.views import health

urlpatterns = [
    path("health/", health),
    path("books/", include("books.urls")),
]
