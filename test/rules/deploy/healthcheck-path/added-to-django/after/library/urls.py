from django.contrib import admin
from django.http import JsonResponse
from django.urls import include, path

from shelves import views


def health_check(request):
    return JsonResponse({'status': 'ok'})


# All paths of the library.
urlpatterns = [
    path('',            views.home),  # the entrance
    path('shelves/',    include('shelves.urls')),
    path('admin/',      admin.site.urls),  # staff only
    path('health/', health_check)
]