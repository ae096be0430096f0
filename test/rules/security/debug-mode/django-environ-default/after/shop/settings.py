import environ

env = environ.Env()
DEBUG = env.bool("DEBUG", False)
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
