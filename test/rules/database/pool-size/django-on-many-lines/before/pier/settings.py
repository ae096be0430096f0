import os

ROOT_URLCONF = 'pier.urls'
DATABASES = {
  'default': {
    'ENGINE':   'django.db.backends.postgresql',
    'NAME':     os.environ['PGDATABASE'],
    'HOST':     os.environ['PGHOST']  # inside
  }
}