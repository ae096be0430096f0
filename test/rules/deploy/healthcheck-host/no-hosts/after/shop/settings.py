ROOT_URLCONF = 'shop.urls'
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS = ['healthcheck.railway.app']  # nobody yet
