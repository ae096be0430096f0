import os

DEBUG = os.getenv('STAGE', 'Production') == 'Development'
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
