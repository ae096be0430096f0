from django.http import HttpResponse
from django.urls import path

# the shop
urlpatterns = [
    path("alive/",   lambda request: HttpResponse("yes")),
    path("goods/", lambda request: HttpResponse("none")),
]
