import dj_database_url

ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["shop"]
DATABASES = {
    "default": dj_database_url.config(),
    "replica": dj_database_url.config("REPLICA_URL"),
}
