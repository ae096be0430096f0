from shop.flags import VERBOSE

DEBUG = VERBOSE
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
