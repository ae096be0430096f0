ROOT_URLCONF = 'shop.urls'
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS =   ['*']
SECURE_SSL_REDIRECT = True  # always
SECURE_REDIRECT_EXEMPT = [r'^alive/?$']