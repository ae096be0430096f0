from os import environ

from starlette.middleware.trustedhost import TrustedHostMiddleware

{{ web.app }}.add_middleware(
    TrustedHostMiddleware,
    # The platform's own domain counts while ALLOWED_HOSTS is not set; the last one is what the health check asks for.
    allowed_hosts=[
        *filter(None, environ.get("ALLOWED_HOSTS", environ.get("RAILWAY_PUBLIC_DOMAIN", "")).split(",")),
        "{{ host }}",
    ],
)
