ROOT_URLCONF = 'shop.urls'
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS = "shop.example, www.shop.example,healthcheck.railway.app".split(",")
