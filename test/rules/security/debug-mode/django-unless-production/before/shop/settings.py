import os

DEBUG = os.environ.get("STAGE", "local") != "live"
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
