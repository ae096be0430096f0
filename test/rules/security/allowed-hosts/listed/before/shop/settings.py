DEBUG = False
ALLOWED_HOSTS = ["shop.example", "healthcheck.railway.app"]
ROOT_URLCONF = "shop.urls"
