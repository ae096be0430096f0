import django_heroku

ALLOWED_HOSTS = []
INSTALLED_APPS = []
ROOT_URLCONF = "quay.urls"

# At the end, as its page says
django_heroku.settings(locals())
