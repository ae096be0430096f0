STATIC_ROOT = "static"
WSGI_APPLICATION = "shop.wsgi.application"
