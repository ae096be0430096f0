import os

ROOT_URLCONF = "shop.urls"
DEBUG = os.environ.get("SHOP_DEBUG", "True") == "True"  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
