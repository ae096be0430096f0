import os

SECRET_KEY = "only for this test"
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["orders"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "django", "USER": "tester", "HOST": "127.0.0.1", "PORT": os.environ.get("DATABASE_PORT", "5432")}}
