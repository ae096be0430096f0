"""Imports the application of the folder it is started in, asks it, and prints what came of it as JSON.

The words after the script: what to try. A slow server on 127.0.0.1 stands in for the world; its address is in WORLD.
"""
import asyncio
import importlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECONDS = 0.6


class World(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(SECONDS if self.path == "/slow" else 0)
        body = json.dumps({"path": self.path}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def count(owner, name):
    """Counts the objects that a class makes from now on; the class itself stays what it is."""
    made = []
    before = owner.__init__

    def init(self, *values, **named):
        if type(self) is owner:
            made.append(name)
        before(self, *values, **named)

    owner.__init__ = init
    return made


def answers(module, path):
    """Asks twice, with the lifespan of the application around it."""
    from starlette.testclient import TestClient
    with TestClient(module.site) as client:
        found = [client.get(path) for _ in range(2)]
    return [[each.status_code, each.json()] for each in found]


def shared(path, owner):
    package, name = owner.rsplit(".", 1)
    made = count(getattr(importlib.import_module(package), name), name)
    module = importlib.import_module("shop")
    return {"answers": answers(module, path), "made": len(made)}


async def two_at_once(site, path):
    import httpx
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://shop") as client:
        began = time.monotonic()
        found = await asyncio.gather(client.get(path), client.get(path))
        # One after the other takes twice as long at least; a busy machine may take its time beyond that of one.
        return {"answers": [[each.status_code, each.json()] for each in found], "together": time.monotonic() - began < 1.95 * SECONDS}


def concurrent(path):
    return asyncio.run(two_at_once(importlib.import_module("shop").site, path))


def asked(path, host):
    """What the host of a health check is answered."""
    from starlette.testclient import TestClient
    client = TestClient(importlib.import_module("shop").site, base_url=f"http://{host}")
    return {"status": client.get(path).status_code}


def django(path, host):
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    import django as library
    library.setup()
    from django.conf import settings
    from django.test import Client
    status = Client(SERVER_NAME=host, raise_request_exception=False).get(path).status_code
    return {"status": status, "debug": settings.DEBUG}


def debug():
    return {"debug": importlib.import_module("shop").site.debug}


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    world = ThreadingHTTPServer(("127.0.0.1", 0), World)
    threading.Thread(target=world.serve_forever, daemon=True).start()
    os.environ["WORLD"] = f"http://127.0.0.1:{world.server_port}"
    what, *words = sys.argv[1:]
    print(json.dumps(globals()[what](*words)))
