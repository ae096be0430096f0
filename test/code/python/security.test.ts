import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

const MIDDLEWARE = 'import os\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\n';
const DJANGO = { 'p/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\napplication = get_wsgi_application()' };

it.each([
  ['a star', 'app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)', 'starlette any true'],
  ['a star behind a name', 'ORIGINS = ("*",)\napp.add_middleware(CORSMiddleware, allow_origins=ORIGINS)', 'starlette any false'],
  ['a list of middleware', 'from starlette.middleware import Middleware\napp = FastAPI(middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])', 'starlette any false'],
  ['options in a dictionary', 'options = {"allow_origins": ["*"], "allow_credentials": True}\napp.add_middleware(CORSMiddleware, **options)', 'starlette any true'],
  ['options from elsewhere', 'from x import options\napp.add_middleware(CORSMiddleware, **options)', 'starlette unknown undefined'],
  ['a pattern for all', 'app.add_middleware(CORSMiddleware, allow_origin_regex=r"^https?://.*$")', 'starlette every false'],
  ['a pattern for some', 'app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.ferry\\.co")', 'starlette listed false'],
  ['names', 'app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])', 'starlette listed false'],
  ['a star by default', 'app.add_middleware(CORSMiddleware, allow_origins=os.getenv("O", "*").split(","))', 'starlette any false unless O'],
  ['a variable', 'app.add_middleware(CORSMiddleware, allow_origins=os.environ["O"].split(","))', 'starlette unknown false'],
  ['credentials from a variable', 'app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=os.getenv("C") == "1")', 'starlette any undefined'],
  ['a star by default in a settings class', 'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n  origins: list[str] = ["*"]\nsettings = Settings()\napp.add_middleware(CORSMiddleware, allow_origins=settings.origins)', 'starlette any false unless ORIGINS'],
  ['a star in a plain class', 'class Settings:\n  origins = ["*"]\nsettings = Settings()\napp.add_middleware(CORSMiddleware, allow_origins=settings.origins)', 'starlette any false'],
  ['nothing', 'app.add_middleware(CORSMiddleware)', 'starlette listed false'],
])('reads who may call: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': MIDDLEWARE + text });
  const shown = itemsOf(facts['web.corsSetups']).map(({ library, origins, credentials, unless }) => `${library} ${origins} ${credentials}${unless === undefined ? '' : ` unless ${unless}`}`);
  expect(shown).toEqual([expected]);
});

it.each([
  ['a test for development', 'if os.getenv("DEBUG"):\n  app.add_middleware(CORSMiddleware, allow_origins=["*"])'],
  ['another middleware', 'from starlette.middleware.gzip import GZipMiddleware\napp.add_middleware(GZipMiddleware)'],
])('sees nobody let in by %s', async (_name, text) => {
  expect((await read({ 'main.py': MIDDLEWARE + text })).facts['web.corsSetups']?.state).toBe('absent');
});

it.each([
  ['every site by default', 'CORS(app)', 'any false'], ['a star', 'CORS(app, origins="*", supports_credentials=True)', 'any true'],
  ['names', 'CORS(app, origins=["https://a.example"], supports_credentials=True)', 'listed true'],
  ['a part of the paths', 'CORS(app, resources=r"/api/*")', 'any false'], ['names for a part of the paths', 'CORS(app, resources={r"/api/*": {"origins": ["https://a.example"]}})', 'listed false'],
  ['a configuration', 'app.config["CORS_ORIGINS"] = ["https://a.example"]\nCORS(app)', 'unknown undefined'],
])('reads Flask-CORS: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': `from flask import Flask\nfrom flask_cors import CORS\napp = Flask(__name__)\n${text}` });
  expect(itemsOf(facts['web.corsSetups']).map(({ origins, credentials }) => `${origins} ${credentials}`)).toEqual([expected]);
});

it.each([
  ['open', 'CORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True', ['any true']], ['under its old name', 'CORS_ORIGIN_ALLOW_ALL = True', ['any false']],
  ['closed', 'CORS_ALLOW_ALL_ORIGINS = False', ['listed false']], ['open in debug mode', 'DEBUG = False\nif DEBUG:\n  CORS_ALLOW_ALL_ORIGINS = True', []],
])('reads the settings of django-cors-headers: %s', async (_name, text, expected) => {
  const { facts } = await read({ ...DJANGO, 'p/settings.py': `INSTALLED_APPS = ["corsheaders"]\n${text}` });
  expect(itemsOf(facts['web.corsSetups']).map(({ origins, credentials }) => `${origins} ${credentials}`)).toEqual(expected);
});

const SLOWAPI = 'import os\nfrom slowapi import Limiter\nfrom slowapi.util import get_remote_address\n';
it.each([
  ['memory by default', 'limiter = Limiter(key_func=get_remote_address)', 'slowapi memory peer'], ['memory by name', 'limiter = Limiter(get_remote_address, storage_uri="memory://")', 'slowapi memory peer'],
  ['Redis', 'limiter = Limiter(get_remote_address, storage_uri="redis://cache:6379")', 'slowapi shared peer'], ['a variable that must be there', 'limiter = Limiter(get_remote_address, storage_uri=os.environ["R"])', 'slowapi shared peer'],
  ['a variable that may be missing', 'limiter = Limiter(get_remote_address, storage_uri=os.getenv("R"))', 'slowapi fallback R peer'],
  ['memory beside a variable', 'limiter = Limiter(get_remote_address, storage_uri=os.getenv("R") or "memory://")', 'slowapi fallback R peer'],
  ['Redis beside a variable', 'limiter = Limiter(get_remote_address, storage_uri=os.getenv("R", "redis://cache:6379"))', 'slowapi shared peer'],
  ['a key of its own', 'limiter = Limiter(key_func=lambda request: request.headers["x-real-ip"])', 'slowapi memory other'],
  ['options from elsewhere', 'from x import options\nlimiter = Limiter(get_remote_address, **options)', 'slowapi unknown peer'],
  ['Flask-Limiter', 'from flask_limiter import Limiter as Limits\nfrom flask_limiter.util import get_remote_address as peer\nlimiter = Limits(peer)', 'flask-limiter memory peer'],
  ['Flask-Limiter with a configuration', 'from flask_limiter import Limiter as Limits\napp.config["RATELIMIT_STORAGE_URI"] = x\nlimiter = Limits()', 'flask-limiter unknown other'],
])('reads where a limiter counts, and by what: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': SLOWAPI + text });
  expect(itemsOf(facts['web.rateLimiters']).map(({ library, storage, variable, key }) => [library, storage, variable, key].filter((each) => each !== undefined).join(' '))).toEqual([expected]);
});

it.each([
  ['headers of its own', 'from fastapi import FastAPI\napp = FastAPI()\ndef f(r):\n  r.headers["X-Frame-Options"] = "DENY"', ['headers own']],
  ['Talisman', 'from flask import Flask\nfrom flask_talisman import Talisman\nTalisman(Flask(__name__))', ['headers flask-talisman']],
  ['a length that is read', 'from fastapi import FastAPI, Request\ndef f(request: Request):\n  return request.headers.get("content-length")', ['body-limit own']],
  ['a configuration class', 'from flask import Flask\nclass Config:\n  MAX_CONTENT_LENGTH = 5', ['body-limit flask']],
  ['ProxyFix', 'from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\napp = Flask(__name__)\napp.wsgi_app = ProxyFix(app.wsgi_app)', ['proxy-trust werkzeug']],
  ['middleware that asks who it is', 'from fastapi import FastAPI\nfrom x import AuthMiddleware\napp = FastAPI()\napp.add_middleware(AuthMiddleware)', ['authentication middleware']],
  ['sessions, which ask nobody', 'from fastapi import FastAPI\nfrom starlette.middleware.sessions import SessionMiddleware\napp = FastAPI()\napp.add_middleware(SessionMiddleware)', []],
])('finds what protects: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': text });
  expect(itemsOf(facts['web.protections']).map(({ kind, library }) => `${kind} ${library}`)).toEqual(expected);
});

it('reads what protects from the settings of Django', async () => {
  const { facts } = await read({ ...DJANGO, 'p/settings.py': 'SECURE_PROXY_SSL_HEADER = ("A", "b")\nMIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\nROOT_URLCONF = "p.urls"\nINSTALLED_APPS = []' });
  expect(itemsOf(facts['web.protections']).map(({ kind }) => kind).sort()).toEqual(['headers', 'proxy-trust']);
});

const METRICS = 'from fastapi import FastAPI, Depends\nfrom prometheus_client import generate_latest, make_asgi_app\nfrom prometheus_fastapi_instrumentator import Instrumentator\napp = FastAPI()\n';
it.each([
  ['a mount', 'app.mount("/numbers", make_asgi_app())', ['/numbers open']], ['another mount', 'app.mount("/numbers", other)', []],
  ['an instrumentator in two steps', 'i = Instrumentator()\ni.instrument(app).expose(app, endpoint="/m")', ['/m open']],
  ['a dependency', 'Instrumentator().expose(app, dependencies=[Depends(check_token)])', ['/metrics guarded']],
  ['a route', '@app.get("/metrics")\ndef m():\n  return generate_latest()', ['/metrics open']],
  ['a route that looks at a header', '@app.get("/metrics")\ndef m(request):\n  if request.headers["authorization"] != KEY:\n    raise X\n  return generate_latest()', ['/metrics guarded']],
  ['a route that asks who it is', '@app.get("/metrics")\ndef m(user=Depends(get_current_user)):\n  return generate_latest()', ['/metrics guarded']],
])('finds where metrics are given away: %s', async (_name, text, expected) => {
  const { facts } = await read({ 'main.py': METRICS + text });
  expect(itemsOf(facts['web.metricsEndpoints']).map(({ path, guarded }) => `${path} ${guarded ? 'guarded' : 'open'}`)).toEqual(expected);
});

it('says which routes ask who is calling', async () => {
  const { facts } = await read({ 'main.py': 'from fastapi import Depends, FastAPI\napp = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)\n@app.get("/a")\ndef a(user=Depends(current_user)): ...\n@app.get("/b")\ndef b(): ...' });
  expect(itemsOf(facts['web.routes']).map(({ path, guarded }) => [path.value, guarded])).toEqual([['/a', true], ['/b', undefined]]);
});
