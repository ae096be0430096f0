from os import environ

from flask import request
from flask_limiter import Limiter


def visitor():
    """The visitor's address: Railway sets X-Real-IP itself, and no visitor can write it."""
    return request.headers.get("X-Real-IP") or request.remote_addr


def shared_storage():
    """Where all processes count. In memory each would count for itself, so nothing starts without Redis."""
    address = environ.get("REDIS_URL")
    if not address:
        raise RuntimeError("REDIS_URL is not set, and in memory each process would count for itself")
    return address


Limiter(visitor, app={{ web.app }}, default_limits=["{{ limit }}"], storage_uri=shared_storage())
