ROOT_URLCONF = 'shop.urls'
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS = [ ]  # nobody yet
