import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["library.example", "healthcheck.railway.app"]
ROOT_URLCONF = "library.urls"
INSTALLED_APPS = ["shelves"]
WSGI_APPLICATION = "library.wsgi.application"
