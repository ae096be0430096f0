import os
import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]  # the platform's proxy checks
ROOT_URLCONF = "shop.urls"
DATABASES = {"default":   {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": os.environ["PGHOST"], "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
