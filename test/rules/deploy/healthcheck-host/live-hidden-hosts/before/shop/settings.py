import os

ROOT_URLCONF = "shop.urls"
DEBUG = False  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   os.environ["SHOP_ALLOWED_HOSTS"].split(",")
