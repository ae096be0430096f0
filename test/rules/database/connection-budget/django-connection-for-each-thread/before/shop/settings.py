import dj_database_url

ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []
DATABASES = {"default": dj_database_url.config(conn_max_age=600)}
