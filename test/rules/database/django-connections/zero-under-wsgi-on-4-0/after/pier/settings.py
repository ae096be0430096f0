import os

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': os.environ['PGDATABASE'],  # the berths
        'HOST': os.environ['PGHOST'],
        'CONN_MAX_AGE': 60,
    },
}
