ROOT_URLCONF = "shop.urls"
DEBUG = True  # never here
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
