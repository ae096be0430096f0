import os

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "port",
        "HOST": "pgbouncer",  # the berths
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
