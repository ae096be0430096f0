import dj_database_url

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    'default': dj_database_url.config(conn_max_age=600, conn_health_checks=True),
}
