import os

SECRET_KEY = os.environ["SECRET_KEY"]
ROOT_URLCONF = "market.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "market.db"}}
