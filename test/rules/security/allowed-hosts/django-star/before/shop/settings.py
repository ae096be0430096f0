"""Settings."""
from pathlib import Path

DEBUG = False
ALLOWED_HOSTS = ["*"]  # Railway
ROOT_URLCONF = "shop.urls"
