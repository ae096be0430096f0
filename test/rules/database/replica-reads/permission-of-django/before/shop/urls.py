from django.urls import path

from shop import views

urlpatterns = [path("orders/<int:order>/refund", views.refund), path("orders", views.orders)]
