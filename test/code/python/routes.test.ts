import { expect, it } from 'vitest';
import { itemsOf, read } from './read.ts';

/** Routes as `GET /path`, FastAPI's own documentation left out; `?` before one whose path is not certain. */
async function routesOf(texts: Readonly<Record<string, string>>, known: Parameters<typeof read>[1] = {}) {
  const { facts } = await read(texts, known);
  const own = itemsOf(facts['web.routes']).filter((route) => !['/docs', '/redoc', '/openapi.json'].includes(route.path.value));
  const complete = facts['web.routesComplete'];
  return {
    routes: own.map((route) => `${route.complete ? '' : '? '}${route.methods.join(',')} ${route.path.value}`),
    complete: complete?.state === 'known' && complete.value,
    health: itemsOf(facts['web.healthRoutes']).map((path) => path.value),
  };
}

const FASTAPI = 'from fastapi import FastAPI, APIRouter\napp = FastAPI()\n';

it.each([
  ['a route', { 'main.py': `${FASTAPI}@app.get("/a")\ndef a(): pass` }, ['GET /a']],
  ['methods', { 'main.py': `${FASTAPI}@app.api_route("/a", methods=["GET", "HEAD"])\ndef a(): pass` }, ['GET,HEAD /a']],
  ['a router', { 'main.py': `${FASTAPI}r = APIRouter(prefix="/r")\n@r.post("/a")\ndef a(): pass\napp.include_router(r, prefix="/api")` }, ['POST /api/r/a']],
  ['nested routers', { 'main.py': `${FASTAPI}a = APIRouter(prefix="/a")\nb = APIRouter()\n@b.get("/x")\ndef x(): pass\na.include_router(b, prefix="/b")\napp.include_router(a)` }, ['GET /a/b/x']],
  ['a prefix from settings', { 'c.py': 'class S:\n  API = "/api/v1"\ns = S()', 'main.py': `from c import s\n${FASTAPI}r = APIRouter()\n@r.get("/x")\ndef x(): pass\napp.include_router(r, prefix=s.API)` }, ['GET /api/v1/x']],
  ['modules', { 'api/users.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/u")\ndef u(): pass', 'api/__init__.py': '', 'main.py': `${FASTAPI}from api import users\napp.include_router(users.router, prefix="/api")` }, ['GET /api/u']],
  ['a re-export', { 'api/users.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/u")\ndef u(): pass', 'api/__init__.py': 'from .users import router as users_router', 'main.py': `${FASTAPI}from api import users_router\napp.include_router(users_router)` }, ['GET /u']],
  ['a package that imports itself', { 'api/users.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/u")\ndef u(): pass', 'api/__init__.py': 'from api import users', 'main.py': `${FASTAPI}from api import users\napp.include_router(users.router)` }, ['GET /u']],
  ['add_api_route', { 'main.py': `${FASTAPI}def a(): pass\napp.add_api_route("/a", a, methods=["PUT"])` }, ['PUT /a']],
  ['a mounted application', { 'main.py': `${FASTAPI}sub = FastAPI()\n@sub.get("/x")\ndef x(): pass\napp.mount("/sub", sub)` }, ['GET /sub/x']],
  ['static files', { 'main.py': `${FASTAPI}from fastapi.staticfiles import StaticFiles\napp.mount("/static", StaticFiles(directory="s"))` }, ['GET,HEAD /static/{path:path}']],
  ['a websocket', { 'main.py': `${FASTAPI}@app.websocket("/ws")\nasync def w(s): pass` }, ['GET /ws']],
  ['a factory', { 'main.py': 'from fastapi import FastAPI\ndef create_app():\n  app = FastAPI()\n  @app.get("/x")\n  def x(): pass\n  return app\napp = create_app()' }, ['GET /x']],
  ['a function that registers', { 'main.py': `${FASTAPI}def setup(a):\n  @a.get("/x")\n  def x(): pass\nsetup(app)` }, ['GET /x']],
  ['Flask', { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n@app.route("/x", methods=["POST"])\ndef x(): pass' }, ['POST /x']],
  ['a blueprint', { 'app.py': 'from flask import Flask, Blueprint\nb = Blueprint("b", __name__, url_prefix="/b")\n@b.route("/x")\ndef x(): pass\napp = Flask(__name__)\napp.register_blueprint(b)' }, ['GET /b/x']],
  ['a blueprint elsewhere', { 'app.py': 'from flask import Flask, Blueprint\nb = Blueprint("b", __name__, url_prefix="/b")\n@b.route("/x")\ndef x(): pass\napp = Flask(__name__)\napp.register_blueprint(b, url_prefix="/c")' }, ['GET /c/x']],
  ['add_url_rule', { 'app.py': 'from flask import Flask\napp = Flask(__name__)\ndef x(): pass\napp.add_url_rule("/x", view_func=x)' }, ['GET /x']],
  ['Flask-RESTful', { 'app.py': 'from flask import Flask\nfrom flask_restful import Api, Resource\napp = Flask(__name__)\napi = Api(app)\nclass X(Resource):\n  def get(self): pass\napi.add_resource(X, "/x")' }, ['GET /x']],
  ['Starlette', { 'app.py': 'from starlette.applications import Starlette\nfrom starlette.routing import Route, Mount\ndef h(r): pass\napp = Starlette(routes=[Route("/h", h), Mount("/m", routes=[Route("/x", h, methods=["POST"])])])' }, ['GET,HEAD /h', 'POST /m/x']],
  ['Quart', { 'app.py': 'from quart import Quart\napp = Quart(__name__)\n@app.get("/x")\nasync def x(): pass' }, ['GET /x']],
  ['Litestar', { 'app.py': 'from litestar import Litestar, get\n@get("/x")\nasync def x(): pass\napp = Litestar(route_handlers=[x])' }, ['GET /x']],
])('reads %s', async (_name, texts, expected) => {
  expect(await routesOf(texts)).toMatchObject({ routes: expected, complete: true });
});

it.each([
  ['a prefix that only a run tells', `${FASTAPI}r = APIRouter(prefix=make())\n@r.get("/x")\ndef x(): pass\napp.include_router(r)`, ['? GET /x']],
  ['a router of a library', `${FASTAPI}from fastapi_users import FastAPIUsers\nu = FastAPIUsers()\napp.include_router(u.get_auth_router(b))`, []],
  ['routers in a loop', `${FASTAPI}for r in routers:\n  app.include_router(r)`, []],
  ['a route on an unknown object', `${FASTAPI}from elsewhere import thing\n@make().get("/x")\ndef x(): pass`, []],
  ['an error in the file', `${FASTAPI}@app.get("/x")\ndef x(): pass\ndef (`, ['GET /x']],
])('is not complete with %s', async (_name, text, expected) => {
  expect(await routesOf({ 'main.py': text })).toMatchObject({ routes: expected, complete: false });
});

const WSGI = 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\napplication = get_wsgi_application()';
const DJANGO = { 'p/__init__.py': '', 'p/wsgi.py': WSGI, 'p/settings.py': 'from .base import *', 'p/base.py': 'ROOT_URLCONF = "p.urls"\nINSTALLED_APPS = []' };
const URLS = 'from django.urls import path, re_path, include\nfrom django.contrib import admin\nfrom . import v\n';

it.each([
  ['paths', { 'p/urls.py': `${URLS}urlpatterns = [path("", v.a), path("x/<int:id>/", v.b)]` }, ['ANY /', 'ANY /x/<int:id>/'], true],
  ['include', { 'p/urls.py': `${URLS}urlpatterns = [path("api/", include("shop.urls"))]`, 'shop/urls.py': `${URLS}urlpatterns = [path("items/", v.a)]` }, ['ANY /api/items/'], true],
  ['a list', { 'p/urls.py': `${URLS}extra = [path("y/", v.a)]\nurlpatterns = [path("api/", include(extra))]` }, ['ANY /api/y/'], true],
  ['re_path', { 'p/urls.py': `${URLS}urlpatterns = [re_path(r"^health/?$", v.a)]` }, ['ANY /health/'], true],
  ['the admin', { 'p/urls.py': `${URLS}urlpatterns = [path("admin/", admin.site.urls)]` }, ['ANY /admin/', 'ANY /admin/login/'], true],
  ['+=', { 'p/urls.py': `${URLS}urlpatterns = [path("a/", v.a)]\nurlpatterns += [path("b/", v.b)]` }, ['ANY /a/', 'ANY /b/'], true],
  ['a router', { 'p/urls.py': `${URLS}from rest_framework.routers import DefaultRouter\nr = DefaultRouter()\nr.register("u", v.U)\nurlpatterns = [path("api/", include(r.urls))]` }, ['ANY /api/u/', 'ANY /api/u/<pk>/'], true],
  ['a library', { 'p/urls.py': `${URLS}urlpatterns = [path("a/", v.a), path("auth/", include("allauth.urls"))]` }, ['ANY /a/'], false],
  ['a pattern', { 'p/urls.py': `${URLS}urlpatterns = [re_path(r"^(?P<x>\\w+)/$", v.a)]` }, ['? ANY /^(?P<x>\\w+)/$'], false],
])('reads Django with %s', async (_name, texts, routes, complete) => {
  expect(await routesOf({ ...DJANGO, ...texts })).toMatchObject({ routes, complete });
});

it.each([
  ['the best name first', `@app.get("/api/status")\ndef a(): pass\n@app.get("/ping")\ndef b(): pass\n@app.get("/healthz")\ndef c(): pass`, ['/healthz', '/ping', '/api/status']],
  ['parts of a health check last', `@app.get("/health/ready")\ndef a(): pass\n@app.get("/health")\ndef b(): pass`, ['/health', '/health/ready']],
  ['none with a parameter', `@app.get("/health/{x}")\ndef a(x): pass`, []],
  ['none that is posted to', `@app.post("/health")\ndef a(): pass`, []],
  ['none of another meaning', `@app.get("/health-records")\ndef a(): pass\n@app.get("/orders/status")\ndef b(): pass`, []],
  ['none that asks who is calling', `from fastapi import Depends\n@app.get("/health")\ndef a(u=Depends(get_current_user)): pass`, []],
])('finds health routes: %s', async (_name, text, expected) => {
  expect((await routesOf({ 'main.py': FASTAPI + text })).health).toEqual(expected);
});

it('reads the routes of the application that is started, not of another one', async () => {
  const texts = { 'main.py': `${FASTAPI}@app.get("/a")\ndef a(): pass`, 'other.py': `${FASTAPI}@app.get("/b")\ndef b(): pass` };
  expect((await routesOf(texts, { app: 'other:app', appFile: 'other.py' })).routes).toEqual(['GET /b']);
});

it('knows FastAPI\'s own routes', async () => {
  const { facts } = await read({ 'main.py': 'from fastapi import FastAPI\napp = FastAPI(docs_url=None, openapi_url="/api/openapi.json")' });
  expect(itemsOf(facts['web.routes']).map((route) => route.path.value)).toEqual(['/api/openapi.json', '/redoc']);
});
