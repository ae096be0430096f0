from os import getenv

DEBUG = bool(getenv("DEBUG", "True"))  # any text is true
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
