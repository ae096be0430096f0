from os import environ

from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address


def visitor(request):
    """The visitor's address: Railway sets X-Real-IP itself, and no visitor can write it."""
    return request.headers.get("x-real-ip") or get_remote_address(request)


def shared_storage():
    """Where all processes count. In memory each would count for itself, so nothing starts without Redis."""
    address = environ.get("REDIS_URL")
    if not address:
        raise RuntimeError("REDIS_URL is not set, and in memory each process would count for itself")
    return address


{{ web.app }}.state.limiter = Limiter(key_func=visitor, default_limits=["{{ limit }}"], storage_uri=shared_storage())
{{ web.app }}.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
# Its SlowAPIASGIMiddleware begins a streamed answer anew with each piece.
{{ web.app }}.add_middleware(SlowAPIMiddleware)
