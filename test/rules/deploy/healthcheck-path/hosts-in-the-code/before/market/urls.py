from django.http import HttpResponse
from django.urls import path


def alive(request):
    return HttpResponse("yes")


urlpatterns = [
    path('healthz/',  alive),
]
