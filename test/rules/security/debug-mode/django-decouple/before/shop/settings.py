from decouple import config

SECRET_KEY = config('SECRET_KEY', default='x')
DEBUG = True   # for now
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
