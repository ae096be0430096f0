from os import environ

# The platform's own domain counts while ALLOWED_HOSTS is not set; the last one is what the health check asks for. Flask 3.1 reads this.
{{ web.app }}.config["TRUSTED_HOSTS"] = [
    *filter(None, environ.get("ALLOWED_HOSTS", environ.get("RAILWAY_PUBLIC_DOMAIN", "")).split(",")),
    "{{ host }}",
]
