import { expect, it } from 'vitest';
import { read } from './read.ts';

it.each([
  ['FastAPI', 'from fastapi import FastAPI\napp = FastAPI()', 'main:app', 'app fastapi asgi'],
  ['Flask', 'from flask import Flask\napp = Flask(__name__)', 'main:app', 'app flask wsgi'],
  ['Flask for gunicorn without a name', 'from flask import Flask\napplication = Flask(__name__)', 'main', 'application flask wsgi'],
  ['Quart', 'from quart import Quart\napp = Quart(__name__)', 'main:app', 'app quart asgi'],
  ['a subclass', 'from fastapi import FastAPI\nclass My(FastAPI): pass\napp = My()', 'main:app', 'app fastapi asgi'],
  ['a factory', 'from flask import Flask\ndef create_app():\n  app = Flask(__name__)\n  return app', 'main:create_app()', 'create_app flask wsgi'],
  ['a method of a class', 'from fastapi import FastAPI\nclass R:\n  def make(self) -> FastAPI:\n    return FastAPI()\napp = R().make()', 'main:app', 'app fastapi asgi'],
  ['get_wsgi_application', 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()', 'main:application', 'application django wsgi'],
  ['get_asgi_application', 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()', 'main:application', 'application django asgi'],
  ['channels', 'from django.core.asgi import get_asgi_application\nfrom channels.routing import ProtocolTypeRouter\napplication = ProtocolTypeRouter({"http": get_asgi_application()})', 'main:application', 'application django asgi'],
  ['WsgiToAsgi', 'from flask import Flask\nfrom asgiref.wsgi import WsgiToAsgi\nflask = Flask(__name__)\napp = WsgiToAsgi(flask)', 'main:app', 'app flask asgi'],
  ['a2wsgi', 'from fastapi import FastAPI\nfrom a2wsgi import ASGIMiddleware\napi = FastAPI()\napp = ASGIMiddleware(api)', 'main:app', 'app fastapi wsgi'],
  ['Socket.IO', 'import socketio\nfrom fastapi import FastAPI\nsio = socketio.AsyncServer()\napp = FastAPI()\nasgi = socketio.ASGIApp(sio, other_asgi_app=app)', 'main:asgi', 'asgi fastapi asgi'],
  ['a name that is wrapped', 'from fastapi import FastAPI\nfrom starlette.middleware.cors import CORSMiddleware\napp = FastAPI()\napp = CORSMiddleware(app)', 'main:app', 'app fastapi asgi'],
  ['an unknown wrapper', 'from fastapi import FastAPI\nfrom x import wrap\napi = FastAPI()\napp = wrap(api)', 'main:app', 'app fastapi undefined'],
  ['an attribute', 'import dash\ndash_app = dash.Dash(__name__)\nserver = dash_app.server', 'main:server', 'server dash wsgi'],
  ['something else', 'app = make()', 'main:app', 'nothing'],
])('tells what is started: %s', async (_name, text, app, expected) => {
  const { facts } = await read({ 'main.py': text }, { app, appFile: 'main.py' });
  const found = facts['web.app'];
  expect(found?.state === 'known' ? `${found.value.variable.value} ${found.value.framework} ${found.value.interface}` : 'nothing').toBe(expected);
});

it('finds the application of a file that serves itself', async () => {
  const main = 'import uvicorn\nfrom app.core import api\nif __name__ == "__main__":\n  uvicorn.run(api)';
  const { facts } = await read({ 'main.py': main, 'app/core.py': 'from fastapi import FastAPI\napi = FastAPI()' }, { appFile: 'main.py', server: 'python' });
  expect(facts['web.app']?.state).toBe('known');
});

it('takes the only application without a start command, and its file', async () => {
  const { facts } = await read({ 'src/api.py': 'from fastapi import FastAPI\nservice = FastAPI()' });
  expect([facts['start.appFile'], facts['start.interface'], facts['runtime.framework']].map((fact) => fact?.state === 'known' && fact.value))
    .toEqual(['src/api.py', 'asgi', 'fastapi']);
});

it('does not choose between two applications', async () => {
  const { facts } = await read({ 'a/x.py': 'from fastapi import FastAPI\napp = FastAPI()', 'b/y.py': 'from flask import Flask\napp = Flask(__name__)' });
  expect(facts['web.app']?.state).toBe('absent');
});

it('lists every application, and what makes one, but those of tests', async () => {
  const { facts } = await read({
    'a/x.py': 'from fastapi import FastAPI\napi = FastAPI()', 'b/y.py': 'from flask import Flask\ndef create_app():\n  return Flask(__name__)',
    'tests/test_x.py': 'from flask import Flask\napp = Flask(__name__)', 'c.py': 'app = make()',
  });
  const found = facts['web.applications'];
  const shown = found?.state === 'known' ? found.value.map(({ variable, path, framework, isFactory }) => `${path}:${variable.value} ${framework}${isFactory ? ' factory' : ''}`) : [];
  expect(shown).toEqual(['a/x.py:api fastapi', 'b/y.py:create_app flask factory']);
});
