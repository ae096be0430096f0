import environ

env = environ.Env()
SECRET_KEY = env("SECRET_KEY")

DEBUG = True
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
