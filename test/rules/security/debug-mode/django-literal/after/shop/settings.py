import os

ROOT_URLCONF = "shop.urls"
DEBUG = os.environ.get("DJANGO_DEBUG") == "1"  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
