import os

ROOT_URLCONF = "pier.urls"
WSGI_APPLICATION = "pier.wsgi.application"
INSTALLED_APPS = []
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME":  os.environ["PGDATABASE"],
        "HOST": os.environ["PGHOST"],
        "CONN_MAX_AGE": 93,  # seconds
        "CONN_HEALTH_CHECKS": True,
    }
}
