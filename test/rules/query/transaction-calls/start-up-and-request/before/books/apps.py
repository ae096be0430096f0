import requests
from django.apps import AppConfig
from django.db import transaction


class Books(AppConfig):
    name = "books"

    def ready(self):
        with transaction.atomic():
            requests.get("https://rates.example.com/", timeout=5)
