ROOT_URLCONF = "shop.urls"
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS = [
    'shop.example',   # the shop
    'www.shop.example',   # the old name
    'healthcheck.railway.app'
]
SECRET_KEY = 'x'
