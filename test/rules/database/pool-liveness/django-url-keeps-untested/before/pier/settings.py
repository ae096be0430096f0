import os
import dj_database_url

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    'default': dj_database_url.config(
        default='postgres://localhost/pier',
        conn_max_age=617  # ten minutes
    ),
}
