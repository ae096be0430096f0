import environ

env = environ.Env()
DEBUG = env.bool("DEBUG", True)
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
ALLOWED_HOSTS =   ["*"]
