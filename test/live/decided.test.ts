import { describe, expect, it } from 'vitest';
import type { GivenService } from '../support/live-state.ts';
import { liveState } from '../support/live-state.ts';
import type { LiveVariable } from '../../src/model/live-state.ts';
import { onlyService, scanTexts } from '../support/scan-texts.ts';

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly rule: string;
  readonly files: Files;
  /** What the rule says of the files alone. */
  readonly alone: 'undecided' | 'not-applicable';
  readonly passes: GivenService;
  readonly fails: GivenService;
  readonly edition?: string;
}

const FASTAPI = { 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\nslowapi==0.1.9\n', Procfile: 'web: uvicorn shop:app --host 0.0.0.0 --port $PORT\n', 'railway.json': '{}' };
const LIMITED = 'from fastapi import FastAPI, Request\nfrom slowapi import Limiter\nfrom slowapi.util import get_remote_address\n\napp = FastAPI()\nlimiter = Limiter(key_func=get_remote_address)\n\n\n@app.get("/")\n@limiter.limit("5/minute")\nasync def home(request: Request):\n    return {}\n';
const SECURE = 'from fastapi import FastAPI\nfrom starlette.middleware.httpsredirect import HTTPSRedirectMiddleware\n\napp = FastAPI()\napp.add_middleware(HTTPSRedirectMiddleware)\n';
const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', Procfile: 'web: gunicorn shop:shop\n', 'shop.py': 'from flask import Flask\n\nshop = Flask(__name__)\n\n\n@shop.get("/")\ndef home():\n    return "hello"\n' };
const EXPRESS = (port: string) => ({
  'package.json': '{ "scripts": { "start": "node index.js" }, "dependencies": { "express": "4.19.0" } }', 'package-lock.json': '{}', 'railway.json': '{}',
  'index.js': `const express = require('express');\nconst app = express();\napp.get('/', (q, r) => r.end());\napp.listen(${port});\n`,
});
const NODE_OUTPUT = { 'package.json': '{ "scripts": { "start": "node dist/index.js" }, "dependencies": { "express": "4.19.0" } }', 'package-lock.json': '{}', 'railway.json': '{}' };
const DJANGO = { 'requirements.txt': 'django==5.1.0\ngunicorn==23.0.0\n', Procfile: 'web: gunicorn shop.wsgi\n', 'railway.json': '{ "deploy": { "healthcheckPath": "/up" } }', 'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/__init__.py': '', 'shop/wsgi.py': 'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
  'shop/settings.py': 'import os\nROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = []\nALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "shop.example").split(",")\n', 'shop/urls.py': 'from django.urls import path\nfrom django.http import HttpResponse\nurlpatterns = [path("up", lambda r: HttpResponse("ok"))]\n' };

/** It leads to PORT: no other port is given. */
const DOMAIN = [{ domain: 'shop.up.railway.app', kind: 'service' }] as const;

const CASES: readonly Case[] = [
  { rule: 'security/rate-limit-key', files: { ...FASTAPI, 'shop.py': LIMITED }, alone: 'undecided', passes: { variables: { FORWARDED_ALLOW_IPS: '*' } }, fails: {} },
  { rule: 'security/https-redirect', files: { ...FASTAPI, 'shop.py': SECURE }, alone: 'undecided', passes: { variables: { FORWARDED_ALLOW_IPS: '*' } }, fails: { variables: { FORWARDED_ALLOW_IPS: '127.0.0.1' } } },
  { rule: 'deploy/healthcheck-path', files: FLASK, alone: 'not-applicable', passes: { settings: { 'deploy.healthcheckPath': '/' } }, fails: {} },
  { rule: 'deploy/draining', files: FLASK, alone: 'not-applicable', passes: { settings: { 'deploy.drainingSeconds': 40 } }, fails: { settings: { 'deploy.drainingSeconds': 0 } } },
  { rule: 'deploy/draining', files: FLASK, alone: 'not-applicable', passes: { variables: { RAILWAY_DEPLOYMENT_DRAINING_SECONDS: '40' } }, fails: {} },
  { rule: 'deploy/overlap', files: FLASK, alone: 'not-applicable', passes: { settings: { 'deploy.healthcheckPath': '/', 'deploy.overlapSeconds': 20 } }, fails: { settings: { 'deploy.healthcheckPath': '/' } } },
  { rule: 'network/port', files: EXPRESS('process.env.SHOP_PORT || 3005'), alone: 'undecided', passes: { variables: { PORT: '3005' } }, fails: { domains: DOMAIN } },
  { rule: 'network/port', files: { ...FASTAPI, 'shop.py': LIMITED, Procfile: 'web: uvicorn shop:app --host 0.0.0.0 --port ${SHOP_PORT:-8000}\n' }, alone: 'undecided', passes: { variables: { SHOP_PORT: '9000', PORT: '9000' } }, fails: { variables: { SHOP_PORT: '9000' }, domains: DOMAIN } },
  { rule: 'network/bind-address', files: { ...FASTAPI, 'shop.py': LIMITED, Procfile: 'web: uvicorn shop:app --host ${SHOP_HOST:-127.0.0.1} --port $PORT\n' }, alone: 'undecided', passes: { variables: { SHOP_HOST: '0.0.0.0' } }, fails: {} },
  { rule: 'start/entry-file', files: NODE_OUTPUT, alone: 'undecided', passes: { settings: { 'build.buildCommand': 'tsc' } }, fails: {} },
  { rule: 'start/application-found', files: { ...FLASK, 'shop.py': '', 'railway.json': '{}', Procfile: 'web: gunicorn app.main:app\n', 'apps/api/app/main.py': 'from flask import Flask\napp = Flask(__name__)\n', 'apps/api/requirements.txt': 'flask\n', 'optimize.yaml': 'services: { app: { railway: web } }\n' }, alone: 'undecided', passes: { source: { rootDirectory: 'apps/api' } }, fails: {} },
  { rule: 'deploy/healthcheck-host', files: DJANGO, alone: 'undecided', passes: { variables: { ALLOWED_HOSTS: 'shop.example,healthcheck.railway.app' } }, fails: {} },
  { rule: 'deploy/healthcheck-host', files: DJANGO, alone: 'undecided', passes: { variables: { ALLOWED_HOSTS: { shown: '….…,healthcheck.railway.app' } } }, fails: { variables: { ALLOWED_HOSTS: { shown: '…up.railway.app,….…' } } } },
  { rule: 'deploy/healthcheck-host', files: DJANGO, alone: 'undecided', passes: { variables: { ALLOWED_HOSTS: { shown: '.railway.app' } } }, fails: { variables: { ALLOWED_HOSTS: { shown: '….…' } } } },
  { rule: 'server/workers', files: { ...FLASK, 'railway.json': '{}', Procfile: 'web: sh start.sh\n', 'start.sh': 'exec gunicorn shop:shop -w "$SHOP_WORKERS"\n', 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\napscheduler==3.10.4\n', 'shop.py': `${FLASK['shop.py']}\nfrom apscheduler.schedulers.background import BackgroundScheduler\nscheduler = BackgroundScheduler()\nscheduler.start()\n` }, alone: 'undecided', passes: { variables: { SHOP_WORKERS: '1' } }, fails: { variables: { SHOP_WORKERS: '3' } } },
];

const outcomeOf = async ({ rule, files, edition }: Case, service: GivenService | undefined): Promise<string> => {
  const options = { ...(edition === undefined ? {} : { edition }), ...(service === undefined ? {} : { live: liveState({ services: [service] }) }) };
  const { verdicts } = onlyService(await scanTexts(files, options));
  const verdict = verdicts.find((each) => each.rule === rule);
  return verdict === undefined ? 'no verdict' : `${verdict.outcome}`;
};

it.each<readonly [string, Partial<LiveVariable>]>([
  ['a hidden value', { shown: '…' }], ['a list that was cut', { shown: '….…,.up.railway.app…' }], ['a list in quotes', { shown: '"….…,healthcheck.railway.app"', quoted: '"' }],
])('%s decides nothing about the hosts that are answered', async (_, variable) => {
  expect(await outcomeOf({ rule: 'deploy/healthcheck-host', files: DJANGO, alone: 'undecided', passes: {}, fails: {} }, { variables: { ALLOWED_HOSTS: variable } })).toBe('undecided');
});

describe('a verdict that the platform decides', () => {
  it.each(CASES.map((each, index) => ({ ...each, name: `${index + 1} ${each.rule}` })))('$name', async (each) => {
    expect([await outcomeOf(each, undefined), await outcomeOf(each, each.passes), await outcomeOf(each, each.fails)]).toEqual([each.alone, 'pass', 'fail']);
  });
});
