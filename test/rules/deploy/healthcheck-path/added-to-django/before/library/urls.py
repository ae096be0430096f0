from django.contrib import admin
from django.urls import include, path

from shelves import views

# All paths of the library.
urlpatterns = [
    path('',            views.home),  # the entrance
    path('shelves/',    include('shelves.urls')),
    path('admin/',      admin.site.urls)  # staff only
]