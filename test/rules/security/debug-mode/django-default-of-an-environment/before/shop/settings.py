import os

DEBUG = os.getenv('STAGE', 'Development') == 'Development'
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
