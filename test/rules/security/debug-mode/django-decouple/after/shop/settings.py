from decouple import config

SECRET_KEY = config('SECRET_KEY', default='x')
DEBUG = config("DJANGO_DEBUG", default=False, cast=bool)   # for now
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
