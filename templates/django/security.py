"""Hosts, HTTPS, headers and limits of production: `from .security import *` at the end of the settings takes them over."""
from os import environ

# The platform's own domain counts while ALLOWED_HOSTS is not set; the last one is what the health check asks for.
ALLOWED_HOSTS = [
    *filter(None, environ.get("ALLOWED_HOSTS", environ.get("RAILWAY_PUBLIC_DOMAIN", "")).split(",")),
    "{{ host }}",
]

# The proxy ends TLS, and this header says how a visitor came.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# A host that begins with a dot means all below it, which an origin writes with a star.
CSRF_TRUSTED_ORIGINS = ["https://" + ("*" if host.startswith(".") else "") + host for host in ALLOWED_HOSTS]

DATA_UPLOAD_MAX_MEMORY_SIZE = {{ megabytes }} * 1_000_000
