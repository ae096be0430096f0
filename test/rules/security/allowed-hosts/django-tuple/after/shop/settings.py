import os

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get('ALLOWED_HOSTS', os.environ.get('RAILWAY_PUBLIC_DOMAIN', '')).split(',') if host] + ['healthcheck.railway.app']
ROOT_URLCONF = 'shop.urls'
