import os

SECRET_KEY = os.environ["SECRET_KEY"]
WSGI_APPLICATION = "shop.wsgi.application"
