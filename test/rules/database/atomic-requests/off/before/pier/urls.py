from django.urls import path

from pier import views

urlpatterns = [path("rates", views.rates)]
