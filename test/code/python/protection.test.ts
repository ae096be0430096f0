import { expect, it } from 'vitest';
import { itemsOf, read, show } from './read.ts';

const DJANGO = { 'p/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\napplication = get_wsgi_application()' };

it.each([
  ['Django always', { ...DJANGO, 'p/settings.py': 'DEBUG = True' }, ['django always']],
  ['Django unless a variable says otherwise', { ...DJANGO, 'p/settings.py': 'import os\nDEBUG = os.environ.get("DEBUG", "True") == "True"' }, ['django unless']],
  ['Django off by default', { ...DJANGO, 'p/settings.py': 'import os\nDEBUG = os.environ.get("DEBUG") == "1"' }, []],
  ['Django with decouple', { ...DJANGO, 'p/settings.py': 'from decouple import config\nDEBUG = config("DEBUG", default=True, cast=bool)' }, ['django unless']],
  ['settings that a later module turns off', { ...DJANGO, 'p/settings.py': 'from .base import *\nDEBUG = False', 'p/base.py': 'DEBUG = True' }, []],
  ['FastAPI', { 'main.py': 'from fastapi import FastAPI\napp = FastAPI(debug=True)' }, ['fastapi always']],
  ['Flask', { 'main.py': 'from flask import Flask\napp = Flask(__name__)\napp.debug = True' }, ['flask always']],
  ['app.run under a server', { 'main.py': 'from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n  app.run(debug=True)' }, []],
])('finds debug mode: %s', async (_name, texts, expected) => {
  const { facts } = await read(texts);
  expect(itemsOf(facts['web.debugSettings']).map((each) => `${each.framework} ${each.always ? 'always' : 'unless'}`)).toEqual(expected);
});

it('counts app.run(debug=True) when the file itself is started', async () => {
  const text = 'from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n  app.run(debug=True)';
  const { facts } = await read({ 'main.py': text }, { appFile: 'main.py', server: 'python' });
  expect(itemsOf(facts['web.debugSettings'])).toHaveLength(1);
});

it.each([
  ['Django', { ...DJANGO, 'p/settings.py': 'ALLOWED_HOSTS = ["a.com", "b.com"]' }, 'a.com,b.com complete'],
  ['Django with a variable', { ...DJANGO, 'p/settings.py': 'import os\nALLOWED_HOSTS = os.getenv("HOSTS", "a.com,b.com").split(",")' }, 'a.com,b.com open'],
  ['Django extended', { ...DJANGO, 'p/settings.py': 'import os\nALLOWED_HOSTS = ["a.com"]\nif os.getenv("X"):\n  ALLOWED_HOSTS.append(os.getenv("X"))' }, 'a.com open'],
  ['Starlette', { 'main.py': 'from fastapi import FastAPI\nfrom starlette.middleware.trustedhost import TrustedHostMiddleware\napp = FastAPI()\napp.add_middleware(TrustedHostMiddleware, allowed_hosts=["a.com"])' }, 'a.com complete'],
])('reads host lists: %s', async (_name, texts, expected) => {
  const { facts } = await read(texts);
  expect(itemsOf(facts['web.hostAllowlists']).map((each) => `${each.hosts.join(',')} ${each.complete ? 'complete' : 'open'}`)).toEqual([expected]);
});

it.each([
  ['Django', { ...DJANGO, 'p/settings.py': 'SECURE_SSL_REDIRECT = True' }, 1],
  ['Django outside of debug mode', { ...DJANGO, 'p/settings.py': 'import os\nDEBUG = os.getenv("DEBUG") == "1"\nif not DEBUG:\n  SECURE_SSL_REDIRECT = True' }, 1],
  ['Django with exceptions', { ...DJANGO, 'p/settings.py': 'SECURE_SSL_REDIRECT = True\nSECURE_REDIRECT_EXEMPT = ["^health"]' }, 0],
  ['Django off', { ...DJANGO, 'p/settings.py': 'SECURE_SSL_REDIRECT = False' }, 0],
  ['middleware', { 'main.py': 'from fastapi import FastAPI\nfrom fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware\napp = FastAPI()\napp.add_middleware(HTTPSRedirectMiddleware)' }, 1],
  ['Talisman without', { 'main.py': 'from flask import Flask\nfrom flask_talisman import Talisman\napp = Flask(__name__)\nTalisman(app, force_https=False)' }, 0],
])('finds redirects to HTTPS: %s', async (_name, texts, expected) => {
  expect(itemsOf((await read(texts)).facts['web.httpsRedirects'])).toHaveLength(expected);
});

it('finds abilities once for each library', async () => {
  const text = 'import sentry_sdk\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\nfrom prometheus_client import Counter\n'
    + 'sentry_sdk.init(dsn)\na = Counter("a", "a")\nb = Counter("b", "b")\napp = FastAPI()\napp.add_middleware(CORSMiddleware)';
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['web.capabilities']).map((each) => each.kind).sort()).toEqual(['cors', 'error-tracking', 'metrics']);
});

it.each([
  ['uvicorn', 'import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nuvicorn.run(app, host="0.0.0.0", port=8000)', 'uvicorn 0.0.0.0 8000 undefined'],
  ['a variable', 'import uvicorn, os\nuvicorn.run("a:b", host="0.0.0.0", port=int(os.getenv("PORT", 8000)))', 'uvicorn 0.0.0.0 PORT 8000'],
  ['Flask by default', 'from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n  app.run()', 'flask absent absent undefined'],
  ['waitress', 'from waitress import serve\nserve(app, port=9000)', 'waitress absent 9000 undefined'],
])('reads where the program listens: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text }, { appFile: 'main.py', server: 'python' });
  expect(itemsOf(facts['web.listens']).map((each) => `${each.library} ${show(each.host)} ${show(each.port)} ${each.portDefault}`)).toEqual([expected]);
});

it.each([
  ['lets all hosts in', 'django_heroku.settings(locals())', ['*']],
  ['is told not to', 'django_heroku.settings(locals(), allowed_hosts=False)', []],
])('knows the hosts when a library of Heroku %s', async (_name, call, hosts) => {
  const { facts } = await read({ ...DJANGO, 'p/settings.py': `import django_heroku\nALLOWED_HOSTS = []\n${call}\n` });
  expect(itemsOf(facts['web.hostAllowlists']).map((each) => each.hosts)).toEqual([hosts]);
});

it.each([
  ['nothing in it can', 'import redis\nredis.Redis().ping()', {}, 'absent'],
  ['something in it may', 'import grpc\nstart(grpc)', {}, 'unresolved'],
  ['it opens a socket', 'import socket\ns = socket.socket()\ns.listen()', {}, 'unresolved'],
  ['it asks for its name', 'import socket\nsocket.gethostname()', {}, 'absent'],
  ['only another program of the folder can', 'import jobs', { 'jobs.py': 'import redis', 'main.py': 'import uvicorn\nuvicorn.run("a:b")' }, 'absent'],
])('says that a program listens nowhere when %s', async (_name, text, others, expected) => {
  const { facts } = await read({ 'work.py': text, ...others }, { appFile: 'work.py', server: 'python' });
  expect(facts['web.listens']?.state).toBe(expected);
});

it.each([
  ['an address of Flask', { 'main.py': 'from flask import Flask, url_for\napp = Flask(__name__)\n@app.get("/a")\ndef a():\n  return url_for("a", _external=True)' }, ['scheme url_for("a", _external=True)']],
  ['a path of Flask', { 'main.py': 'from flask import Flask, url_for\napp = Flask(__name__)\n@app.get("/a")\ndef a():\n  return url_for("a")' }, []],
  ['addresses of Starlette', { 'main.py': 'from fastapi import FastAPI, Request\napp = FastAPI()\n@app.get("/a")\ndef a(request: Request):\n  return [str(request.base_url), request.client.host if request.client else None, request.url_for("a")]' },
    ['scheme request.base_url', 'address request.client.host', 'scheme request.url_for("a")']],
  ['an address of Django', { ...DJANGO, 'p/settings.py': 'ROOT_URLCONF = "p.urls"', 'p/urls.py': 'from django.urls import path\nfrom . import views\nurlpatterns = [path("a", views.a)]', 'p/views.py': 'from django.http import HttpResponse\ndef a(request):\n  return request.build_absolute_uri("/b")' }, ['scheme request.build_absolute_uri("/b")']],
  ['Django that trusts a header', { ...DJANGO, 'p/settings.py': 'ROOT_URLCONF = "p.urls"\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")', 'p/urls.py': 'from django.urls import path\nfrom . import views\nurlpatterns = [path("a", views.a)]', 'p/views.py': 'from django.http import HttpResponse\ndef a(request):\n  return request.build_absolute_uri("/b")' }, []],
  ['a program that trusts its proxy', { 'main.py': 'from flask import Flask, url_for\nfrom werkzeug.middleware.proxy_fix import ProxyFix\napp = Flask(__name__)\napp.wsgi_app = ProxyFix(app.wsgi_app)\n@app.get("/a")\ndef a():\n  return url_for("a", _external=True)' }, []],
  ['a header that is read', { 'main.py': 'from fastapi import FastAPI, Request\napp = FastAPI()\n@app.get("/a")\ndef a(request: Request):\n  return request.headers.get("X-Forwarded-For") or request.client.host' }, []],
  ['a client that is no request', { 'main.py': 'from fastapi import FastAPI\nimport httpx\napp = FastAPI()\napi = httpx.AsyncClient(base_url="https://x.example")\n@app.get("/a")\nasync def a():\n  return str(api.base_url)' }, []],
])('finds what only a proxy knows: %s', async (_name, texts, expected) => {
  const { facts } = await read(texts);
  expect(itemsOf(facts['web.proxyUses']).map(({ about, at }) => `${about} ${at.value}`)).toEqual(expected);
});

const LOGGING = 'import logging\nfrom fastapi import FastAPI\napp = FastAPI()\nlogger = logging.getLogger(__name__)\n';

it.each([
  ['a middleware', `${LOGGING}@app.middleware("http")\nasync def log(request, call_next):\n  response = await call_next(request)\n  logger.info("%s", request.url.path)\n  return response`, 1],
  ['one that always ends with it', `${LOGGING}@app.middleware("http")\nasync def log(request, call_next):\n  try:\n    return await call_next(request)\n  finally:\n    logger.info("done")`, 1],
  ['a class', `${LOGGING}from starlette.middleware.base import BaseHTTPMiddleware\nclass Log(BaseHTTPMiddleware):\n  async def dispatch(self, request, call_next):\n    logger.log(20, "x")\n    return await call_next(request)\napp.add_middleware(Log)`, 1],
  ['one that logs slow requests', `${LOGGING}@app.middleware("http")\nasync def log(request, call_next):\n  response = await call_next(request)\n  if slow:\n    logger.info("slow")\n  return response`, 0],
  ['one that logs nothing', `${LOGGING}@app.middleware("http")\nasync def headers(request, call_next):\n  return await call_next(request)`, 0],
  ['a handler that logs', `${LOGGING}@app.get("/a")\nasync def a():\n  logger.info("a")`, 0],
])('finds logs of every request: %s', async (_name, text, count) => {
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['web.requestLogs'])).toHaveLength(count);
});
