import os

ROOT_URLCONF = "shop.urls"
DEBUG = os.environ.get("SHOP_DEBUG", "False") == "True"  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
