import os

STAGE = os.environ.get("STAGE", "development")
DEBUG = STAGE == "development"
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
