import os

# off unless somebody asks
DEBUG = os.environ.get("DEBUG", "false").lower() == "true"
ALLOWED_HOSTS = [".example.net"]
ROOT_URLCONF = "shop.urls"
