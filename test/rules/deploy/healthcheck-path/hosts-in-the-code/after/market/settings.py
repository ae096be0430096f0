import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
# The stalls' own names, with commas between them.
ALLOWED_HOSTS = ['market.example', '.market.example', 'healthcheck.railway.app']
ROOT_URLCONF = "market.urls"
INSTALLED_APPS = []
WSGI_APPLICATION = "market.wsgi.application"
