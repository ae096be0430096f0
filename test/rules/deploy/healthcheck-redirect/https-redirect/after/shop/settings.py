ROOT_URLCONF = "shop.urls"
DEBUG = False  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^alive/?$"]
