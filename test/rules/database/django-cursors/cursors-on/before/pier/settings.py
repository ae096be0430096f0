import os

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "port",
        "HOST": "ep-cold-dew-pooler.eu-west-2.aws.neon.tech",  # the berths
        "DISABLE_SERVER_SIDE_CURSORS": False,
    },
}
