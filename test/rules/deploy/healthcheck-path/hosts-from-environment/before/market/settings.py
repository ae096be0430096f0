import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
# The stalls' own names, with commas between them.
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
ROOT_URLCONF = "market.urls"
INSTALLED_APPS = []
WSGI_APPLICATION = "market.wsgi.application"
