DEBUG = False
OWN = ["shop.example"]
ALLOWED_HOSTS = OWN + ["*"]
ROOT_URLCONF = "shop.urls"
