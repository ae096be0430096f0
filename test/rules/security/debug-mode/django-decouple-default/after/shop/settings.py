from decouple import config

DEBUG = config("DEBUG",   default=False, cast=bool)
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
