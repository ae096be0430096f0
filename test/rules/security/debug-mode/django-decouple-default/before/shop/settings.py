from decouple import config

DEBUG = config("DEBUG",   default=True, cast=bool)
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
