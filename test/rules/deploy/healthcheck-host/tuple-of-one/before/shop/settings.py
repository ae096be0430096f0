ROOT_URLCONF = "shop.urls"
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS: tuple[str, ...] = ('shop.example',)   # one
