import os

ROOT_URLCONF = 'shop.urls'
DEBUG = os.environ.get('SHOP_DEBUG') == '1'
INSTALLED_APPS = []
ALLOWED_HOSTS =   ['*']

if not DEBUG:
	SECURE_SSL_REDIRECT = True  # always
	# a year
	SECURE_HSTS_SECONDS = 31536000