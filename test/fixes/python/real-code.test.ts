import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planFixes } from '../../../src/fix.ts';
import { PYTHON, run, WITHOUT_PYTHON } from '../../support/real-tools.ts';

const TRY = fileURLToPath(new URL('real/try_app.py', import.meta.url));

type Texts = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string>>;

/** A program, the rule whose fixes it gets, and what is tried of it before and after. */
interface RealCase {
  readonly name: string;
  readonly rule: string;
  readonly files: Texts;
  readonly words: readonly string[];
  readonly environment?: Environment;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const ASGI: Texts = { 'Procfile': 'web: uvicorn shop:site --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi\nuvicorn\nhttpx\nsqlalchemy\naiohttp\nrequests\n' };
const FLASK: Texts = { 'Procfile': 'web: gunicorn shop:site\n', 'requirements.txt': 'flask\ngunicorn\n' };
const HEALTH = '{ "build": { "builder": "RAILPACK" }, "deploy": { "startCommand": "uvicorn shop:site --host 0.0.0.0 --port $PORT", "healthcheckPath": "/alive" } }\n';
const DJANGO: Texts = {
  'requirements.txt': 'django\ngunicorn\n', 'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'railway.json': HEALTH.replace('uvicorn shop:site --host 0.0.0.0 --port $PORT', 'gunicorn shop.wsgi').replace('/alive', '/alive/'), 'shop/__init__.py': '',
  'shop/urls.py': 'from django.http import HttpResponse\nfrom django.urls import path\n\nurlpatterns = [path("alive/", lambda request: HttpResponse("yes"))]\n',
  'shop/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
};
const djangoSettings = (more: string): Texts => ({ ...DJANGO, 'shop/settings.py': `ROOT_URLCONF = "shop.urls"\nSECRET_KEY = "x"\nMIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]\nINSTALLED_APPS = []\n${more}` });

const app = (imports: string, body: string): Texts => ({ ...ASGI, 'shop.py': `${imports}\nfrom fastapi import Depends, FastAPI, Request\n\nsite = FastAPI()\nWORLD = os.environ["WORLD"]\n\n\n${body}` });

const fine = (value: unknown): unknown => [[200, value], [200, value]];

const CASES: readonly RealCase[] = [
  {
    name: 'an httpx client with a with statement', rule: 'http/client-per-request', words: ['shared', '/rates', 'httpx.AsyncClient'],
    files: app('import os\nimport httpx', '@site.get("/rates")\nasync def rates():\n    async with httpx.AsyncClient(timeout=3) as client:  # each time\n        # ask\n        answer = await client.get(f"{WORLD}/rates")\n        return answer.json()\n'),
    before: { answers: fine({ path: '/rates' }), made: 2 }, after: { answers: fine({ path: '/rates' }), made: 1 },
  },
  {
    name: 'an httpx client that is closed in the end', rule: 'http/client-per-request', words: ['shared', '/rates', 'httpx.Client'],
    files: app('import os\nimport httpx', '@site.get("/rates")\ndef rates():\n\tclient = httpx.Client()\n\ttry:\n\t\treturn client.get(f"{WORLD}/rates").json()\n\tfinally:\n\t\tclient.close()\n'),
    before: { answers: fine({ path: '/rates' }), made: 2 }, after: { answers: fine({ path: '/rates' }), made: 1 },
  },
  {
    name: 'calls of httpx itself', rule: 'http/client-per-request', words: ['shared', '/rates', 'httpx.Client'],
    files: app('import os\nimport httpx', '@site.get("/rates")\ndef rates():\n    with httpx.stream("GET", f"{WORLD}/rates") as answer:\n        answer.read()\n    return [answer.json(), httpx.get(f"{WORLD}/more").json()]\n'),
    before: { answers: fine([{ path: '/rates' }, { path: '/more' }]), made: 4 }, after: { answers: fine([{ path: '/rates' }, { path: '/more' }]), made: 1 },
  },
  {
    name: 'an engine', rule: 'database/engine-per-request', words: ['shared', '/orders', 'sqlalchemy.engine.Engine'], environment: { DATABASE_URL: 'sqlite:///orders.db' },
    files: app('import os\nfrom sqlalchemy import create_engine, text', '@site.get("/orders")\ndef orders():\n    engine = create_engine(os.environ["DATABASE_URL"])\n    with engine.connect() as connection:\n        total = connection.execute(text("select 7")).scalar()\n    engine.dispose()\n    return {"total": total}\n'),
    before: { answers: fine({ total: 7 }), made: 2 }, after: { answers: fine({ total: 7 }), made: 1 },
  },
  {
    name: 'a session of aiohttp in a new lifespan', rule: 'http/client-per-request', words: ['shared', '/rates/4', 'aiohttp.ClientSession'],
    files: app('import os\nimport aiohttp', '@site.get("/rates/{number}")\nasync def rates(number: int):\n    async with aiohttp.ClientSession() as session:\n        async with session.get(f"{WORLD}/{number}") as answer:\n            return await answer.json()\n'),
    before: { answers: fine({ path: '/4' }), made: 2 }, after: { answers: fine({ path: '/4' }), made: 1 },
  },
  {
    name: 'a session of aiohttp in the lifespan that is there', rule: 'http/client-per-request', words: ['shared', '/rates', 'aiohttp.ClientSession'],
    files: { ...ASGI, 'shop.py': 'import os\nfrom contextlib import asynccontextmanager\nimport aiohttp\nfrom fastapi import FastAPI\n\nWORLD = os.environ["WORLD"]\nSTATE = []\n\n\n@asynccontextmanager\nasync def lifespan(api):\n    STATE.append("open")\n    try:\n        yield\n    finally:\n        STATE.clear()\n\n\nsite = FastAPI(lifespan=lifespan)\n\n\n@site.get("/rates")\nasync def rates():\n    session = aiohttp.ClientSession()\n    answer = await session.get(f"{WORLD}/rates")\n    body = await answer.json()\n    await session.close()\n    return [STATE, body]\n' },
    before: { answers: fine([['open'], { path: '/rates' }]), made: 2 }, after: { answers: fine([['open'], { path: '/rates' }]), made: 1 },
  },
  {
    name: 'time.sleep', rule: 'async/blocking-call', words: ['concurrent', '/nap'],
    files: app('import os\nimport time', '@site.get("/nap")\nasync def nap(seconds: float = 0.6):\n    time.sleep(seconds)\n    return {"slept": seconds}\n'),
    before: { answers: fine({ slept: 0.6 }), together: false }, after: { answers: fine({ slept: 0.6 }), together: true },
  },
  {
    name: 'a route that awaits nothing', rule: 'async/blocking-call', words: ['concurrent', '/rates'],
    files: app('import os\nimport requests', 'async def place(code: str = "slow"):\n    return requests.get(f"{WORLD}/quick", timeout=3).json()["path"]\n\n\n@site.get("/rates")\nasync def rates(found: str = Depends(place)):\n    return [found, requests.get(f"{WORLD}/slow", timeout=3).json()]\n'),
    before: { answers: fine(['/quick', { path: '/slow' }]), together: false }, after: { answers: fine(['/quick', { path: '/slow' }]), together: true },
  },
  {
    name: 'a call in a route that awaits', rule: 'async/blocking-call', words: ['concurrent', '/rates'],
    files: app('import os\nimport requests', '@site.get("/rates")\nasync def rates(request: Request):\n    body = await request.body()\n    return [len(body), requests.get(\n        f"{WORLD}/slow",  # it takes its time\n        timeout=3,\n    ).json()]\n'),
    before: { answers: fine([0, { path: '/slow' }]), together: false }, after: { answers: fine([0, { path: '/slow' }]), together: true },
  },
  {
    name: 'hosts of Django', rule: 'deploy/healthcheck-host', words: ['django', '/alive/', 'healthcheck.railway.app'],
    files: djangoSettings('DEBUG = False\nALLOWED_HOSTS = (\n    "shop.example",  # the shop\n)\n'), before: { status: 400, debug: false }, after: { status: 200, debug: false },
  },
  {
    name: 'hosts of a middleware', rule: 'deploy/healthcheck-host', words: ['asked', '/alive', 'healthcheck.railway.app'],
    files: { ...ASGI, 'railway.json': HEALTH, 'shop.py': 'from fastapi import FastAPI\nfrom starlette.middleware.trustedhost import TrustedHostMiddleware\n\nsite = FastAPI()\nsite.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.example"])\n\n\n@site.get("/alive")\ndef alive():\n    return "yes"\n' },
    before: { status: 400 }, after: { status: 200 },
  },
  {
    name: 'the redirect of Django', rule: 'deploy/healthcheck-redirect', words: ['django', '/alive/', 'healthcheck.railway.app'],
    files: djangoSettings('DEBUG = False\nALLOWED_HOSTS = ["*"]\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True  # always\n'), before: { status: 301, debug: false }, after: { status: 200, debug: false },
  },
  {
    name: 'other paths are redirected as before', rule: 'deploy/healthcheck-redirect', words: ['django', '/alive/not', 'healthcheck.railway.app'],
    files: djangoSettings('DEBUG = False\nALLOWED_HOSTS = ["*"]\nSECURE_SSL_REDIRECT = True\n'), before: { status: 301, debug: false }, after: { status: 301, debug: false },
  },
  {
    name: 'debug mode of Django', rule: 'security/debug-mode', words: ['django', '/alive/', 'localhost'],
    files: djangoSettings('DEBUG = True\nALLOWED_HOSTS = ["*"]\n'), before: { status: 200, debug: true }, after: { status: 200, debug: false },
  },
  {
    name: 'debug mode of Django where a variable turns it on', rule: 'security/debug-mode', words: ['django', '/alive/', 'localhost'], environment: { DJANGO_DEBUG: '1' },
    files: djangoSettings('DEBUG = True\nALLOWED_HOSTS = ["*"]\n'), before: { status: 200, debug: true }, after: { status: 200, debug: true },
  },
  {
    name: 'debug mode of Flask', rule: 'security/debug-mode', words: ['debug'],
    files: { ...FLASK, 'shop.py': 'from flask import Flask\n\nsite = Flask(__name__)\nsite.debug = True\n\n\n@site.get("/alive")\ndef alive():\n    return "yes"\n' },
    before: { debug: true }, after: { debug: false },
  },
  {
    name: 'debug mode of FastAPI', rule: 'security/debug-mode', words: ['debug'],
    files: { ...ASGI, 'shop.py': 'import os\nfrom fastapi import FastAPI\n\nsite = FastAPI(debug=os.getenv("SHOP_DEBUG", "yes") == "yes")\n\n\n@site.get("/alive")\ndef alive():\n    return "yes"\n' },
    before: { debug: true }, after: { debug: false },
  },
];

test.skipIf(WITHOUT_PYTHON).each(CASES.map((each) => [each.name, each] as const))('runs before and after its fix: %s (skipped until node scripts/setup-tools.mjs made .venv)', async (_name, each) => {
  const root = mkdtempSync(join(tmpdir(), 'optimize-real-'));
  try {
    writeAll(join(root, 'before'), each.files);
    const fixes = await planFixes(join(root, 'before'), { asOf: '2026-11-22', applicabilities: ['safe', 'review'], rules: [each.rule] });
    expect(fixes.refused.map(({ because }) => because)).toEqual([]);
    expect(fixes.files).not.toEqual([]);
    cpSync(join(root, 'before'), join(root, 'after'), { recursive: true });
    writeAll(join(root, 'after'), Object.fromEntries(fixes.files.map(({ path, after = '' }) => [path, after])));
    expect(await tried(join(root, 'before'), each)).toEqual(each.before);
    expect(await tried(join(root, 'after'), each)).toEqual(each.after);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

async function tried(folder: string, { words, environment }: RealCase): Promise<unknown> {
  const printed = await run(PYTHON, ['-W', 'ignore', TRY, ...words], { cwd: folder, env: { PATH: process.env['PATH'], ...environment } });
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '');
}

function writeAll(folder: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
