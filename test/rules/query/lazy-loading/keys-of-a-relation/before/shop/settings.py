ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["books"]
