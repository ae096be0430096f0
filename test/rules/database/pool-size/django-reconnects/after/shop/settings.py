import os
import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]  # the platform's proxy checks
ROOT_URLCONF = "shop.urls"
DATABASES = {"default":   dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
