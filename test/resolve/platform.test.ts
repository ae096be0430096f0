import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import type { FactName } from '../../src/model/facts.ts';
import { printedServices, readFiles } from './project.ts';

const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const PROCFILE = { Procfile: 'web: gunicorn shop:shop\n' };
const IMAGE = { Dockerfile: 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "shop:shop", "-w", "5"]\n' };
const SILENT_IMAGE = { Dockerfile: 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY . .\n' };
const NAMES = ['service.platforms', 'build.builder', 'start.command'] as const satisfies readonly FactName[];

const CASES: readonly { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly says: string }[] = [
  { name: 'Heroku builds with buildpacks, whatever Dockerfile is there', files: { ...FLASK, ...PROCFILE, ...IMAGE, 'app.json': '{"name":"shop"}' }, says: '["heroku"] | heroku | gunicorn shop:shop' },
  { name: 'heroku.yml asks for an image', files: { ...FLASK, ...PROCFILE, ...IMAGE, 'heroku.yml': 'build:\n  docker:\n    web: Dockerfile\n' }, says: "[\"heroku\"] | dockerfile | gunicorn shop:shop -w 5" },
  { name: 'heroku.yml with buildpacks', files: { ...FLASK, ...IMAGE, 'heroku.yml': 'build:\n  languages:\n    - python\nrun:\n  web: gunicorn shop:shop -w 3\n' }, says: '["heroku"] | heroku | gunicorn shop:shop -w 3' },
  { name: 'an app.json of Expo shows no platform', files: { ...FLASK, ...PROCFILE, 'app.json': '{"expo":{"name":"shop"}}' }, says: 'absent | railpack | gunicorn shop:shop' },
  { name: 'Dokku starts an image by the Procfile', files: { ...FLASK, ...PROCFILE, ...IMAGE, 'app.json': '{"healthchecks":{}}' }, says: '["dokku"] | dockerfile | gunicorn shop:shop' },
  { name: 'an image that starts nothing, and a Procfile', files: { ...FLASK, ...PROCFILE, ...SILENT_IMAGE }, says: 'absent | dockerfile | gunicorn shop:shop' },
  { name: 'Railway does not read the Procfile beside a Dockerfile', files: { ...FLASK, ...PROCFILE, ...SILENT_IMAGE, 'railway.json': '{}' }, says: '["railway"] | dockerfile | absent' },
  { name: 'Render builds by itself, and reads no Procfile', files: { ...FLASK, ...PROCFILE, ...IMAGE, 'render.yaml': 'services:\n  - type: web\n    name: shop\n    runtime: python\n    startCommand: gunicorn shop:shop -w 3\n' }, says: '["render"] | render | gunicorn shop:shop -w 3' },
  { name: 'a manifest of Cloud Foundry', files: { ...FLASK, ...PROCFILE, 'manifest-base.yml': 'applications:\n  - name: shop\n    memory: 1G\n' }, says: '["cloud-foundry"] | unresolved | gunicorn shop:shop' },
  { name: 'another folder shows where all of it goes', files: { ...FLASK, ...PROCFILE, 'jobs/railway.json': '{}' }, says: '["railway"] | railpack | gunicorn shop:shop' },
  { name: 'a Dockerfile that only compose names is for a machine of a developer', files: { ...FLASK, ...PROCFILE, 'dev/Dockerfile': 'FROM python:3.12\nCMD ["flask", "run"]\n', 'docker-compose.yml': 'services:\n  app:\n    build:\n      context: .\n      dockerfile: dev/Dockerfile\n', 'railway.json': '{}' }, says: '["railway"] | railpack | gunicorn shop:shop' },
];

describe('which builder runs where', () => {
  it.each(CASES)('$name', async ({ files, says }) => {
    const [service] = printedServices(await readFiles(files), NAMES);
    expect(service?.split(' | ').slice(1).join(' | ')).toBe(says);
  });
});

const FRONTEND = { 'web/package.json': '{"scripts":{"dev":"vite"},"devDependencies":{"vite":"7.0.0"}}', 'web/Dockerfile': 'FROM node:24\nWORKDIR /srv\nCOPY . .\nCMD ["npm", "run", "dev"]\n', 'railway.toml': '[build]\nrootDirectory = "api"\n' };

const BELOW: readonly { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly says: string }[] = [
  { name: 'a frontend whose folder names Vercel is built there, and the Dockerfile is for a machine of a developer', files: { ...FRONTEND, 'web/vercel.json': '{}' }, says: '["vercel"] | unresolved | unresolved' },
  { name: 'netlify.toml shows Netlify', files: { ...FRONTEND, 'web/netlify.toml': '' }, says: '["netlify"] | unresolved | unresolved' },
  { name: 'a platform that the folder names as well runs the image', files: { ...FRONTEND, 'web/vercel.json': '{}', 'web/railway.json': '{}' }, says: '["railway"] | dockerfile | npm run dev' },
  { name: 'a file at the root that names the folder deploys it', files: { ...FRONTEND, 'web/vercel.json': '{}', 'railway.toml': '[deploy]\nstartCommand = "npm --prefix web run dev"\n' }, says: '["railway"] | dockerfile | npm run dev' },
  { name: 'the root says where the others go', files: FRONTEND, says: '["railway"] | dockerfile | npm run dev' },
];

describe('where a folder below the root is deployed to', () => {
  it.each(BELOW)('$name', async ({ files, says }) => {
    const service = printedServices(await readFiles(files), NAMES).find((line) => line.startsWith('web'));
    expect(service?.split(' | ').slice(1).join(' | ')).toBe(says);
  });
});

const FACTS: readonly { readonly name: string; readonly fact: FactName; readonly says: string; readonly files: Readonly<Record<string, string>> }[] = [
  { name: "Heroku's buildpacks decide the workers", fact: 'server.workers', says: 'unresolved', files: { ...FLASK, ...PROCFILE, 'app.json': '{"name":"shop"}' } },
  { name: 'Heroku reads the version of Node in package.json', fact: 'runtime.version', says: '22', files: { 'package.json': '{"engines":{"node":"22.x"},"scripts":{"start":"node till.js"}}', '.nvmrc': '20\n', 'till.js': '', Procfile: 'web: npm start\n', 'app.json': '{"name":"till"}' } },
  { name: 'and takes the newest release of a range', fact: 'runtime.version', says: 'unresolved', files: { 'package.json': '{"engines":{"node":">=20"},"scripts":{"start":"node till.js"}}', '.nvmrc': '20\n', 'till.js': '', Procfile: 'web: npm start\n', 'app.json': '{"name":"till"}' } },
  { name: 'a default of Railpack is none of Heroku', fact: 'runtime.version', says: '-', files: { ...FLASK, ...PROCFILE, 'app.json': '{"name":"shop"}' } },
  { name: 'a site of files at the root says nothing of an image of Python', fact: 'service.kind', says: 'web', files: { ...FLASK, ...IMAGE, 'package.json': '{"scripts":{"build":"vite build"},"devDependencies":{"vite":"7.0.0"}}', 'index.html': '<html></html>', 'vite.config.js': 'export default {};\n' } },
  { name: 'the Dockerfile of the workspace gives the version', fact: 'runtime.version', says: '22', files: { Dockerfile: 'FROM node:22-alpine\nWORKDIR /srv\nCOPY . .\n', 'apps/till/package.json': '{"dependencies":{"express":"5.1.0"}}', 'apps/till/index.js': '', 'apps/till/railway.json': '{"build":{"dockerfilePath":"Dockerfile"},"deploy":{"startCommand":"node apps/till/index.js"}}' } },
  { name: 'and its folder is where the command runs', fact: 'start.appFile', says: 'apps/till/index.js', files: { Dockerfile: 'FROM node:22-alpine\nWORKDIR /srv\nCOPY . .\n', 'apps/till/package.json': '{"dependencies":{"express":"5.1.0"}}', 'apps/till/index.js': '', 'apps/till/railway.json': '{"build":{"dockerfilePath":"Dockerfile"},"deploy":{"startCommand":"node apps/till/index.js"}}' } },
  { name: 'PHP is served by the image that Railpack makes', fact: 'service.kind', says: 'web', files: { 'composer.json': '{"require":{"php":"^8.3"}}', 'index.php': '<?php\n' } },
  { name: 'a program without anything that serves is a worker', fact: 'service.kind', says: 'worker', files: { 'requirements.txt': 'aiokafka==0.12.0\n', 'main.py': 'import aiokafka\n\n\nasync def main() -> None:\n    await aiokafka.AIOKafkaConsumer("orders").start()\n', Procfile: 'consumer: python main.py\n' } },
  { name: 'the worker beside an application is a worker', fact: 'service.kind', says: 'worker', files: { 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\nredis==5.2.0\n', 'main.py': 'from fastapi import FastAPI\nimport uvicorn\napp = FastAPI()\nuvicorn.run(app)\n', 'reports.py': 'import redis\nwhile True:\n    redis.Redis().blpop("reports")\n', 'railway.json': '{"deploy":{"startCommand":"python reports.py"}}' } },
  { name: "an application in another service's folder is read", fact: 'start.interface', says: 'asgi', files: { 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\n', 'railway.json': '{"deploy":{"startCommand":"uvicorn till.main:app"}}', 'till/__init__.py': '', 'till/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n', 'till/railway.json': '{"deploy":{"startCommand":"uvicorn main:app"}}', 'till/requirements.txt': 'fastapi==0.115.0\n' } },
  { name: 'a module below src is found', fact: 'start.appFile', says: 'src/till/main.py', files: { 'pyproject.toml': '[project]\nname = "till"\ndependencies = ["aiokafka==0.12.0"]\n', 'src/till/main.py': 'import aiokafka\n', Procfile: 'worker: python -m till.main\n' } },
  { name: 'the version file that .* hides is committed all the same', fact: 'runtime.version', says: '3.12', files: { ...FLASK, ...PROCFILE, '.gitignore': '.*\n', '.python-version': '3.12\n' } },
  { name: 'a Procfile that nobody reads names no processes', fact: 'service.processes', says: '[]', files: { ...FLASK, ...PROCFILE, ...IMAGE, 'railway.json': '{}' } },
  { name: 'a manage.py of Flask', fact: 'start.server', says: 'flask', files: { ...FLASK, 'manage.py': 'from flask_script import Manager, Server\nfrom shop import shop\nmanager = Manager(shop)\nmanager.add_command("runserver", Server(host="0.0.0.0"))\n', Procfile: 'web: python manage.py runserver\n' } },
  { name: 'whose address is set elsewhere', fact: 'server.bind', says: 'unresolved', files: { ...FLASK, 'manage.py': 'from flask_script import Manager\nmanager = Manager(None)\n', Procfile: 'web: python manage.py runserver\n' } },
  { name: 'the folder of the image is the folder that is built', fact: 'start.directory', says: 'shop', files: { 'shop/requirements.txt': 'flask==3.1.0\n', 'shop/main.py': 'import flask\n', 'shop/Dockerfile': 'FROM python:3.13\nWORKDIR /srv\nCOPY . .\nCMD ["sh", "-c", "cd /srv && exec python main.py"]\n' } },
  { name: 'a Dockerfile that copies from the top of the project is built there', fact: 'start.directory', says: 'decks/till', files: { 'package.json': '{"private":true}', 'decks/till/pyproject.toml': '[project]\nname = "till"\ndependencies = ["flask"]\n', 'decks/till/main.py': 'import flask\n', 'decks/till/railway.toml': '[deploy]\n', 'decks/till/Dockerfile': 'FROM python:3.13\nWORKDIR /srv\nCOPY decks/till/ /srv/decks/till/\nCMD ["sh", "-c", "cd /srv/decks/till && exec python main.py"]\n' } },
  { name: "the platform's PORT replaces that of the image", fact: 'server.port', says: '${PORT:-8075}', files: { 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\n', 'shop.py': 'from fastapi import FastAPI\nshop = FastAPI()\n', Dockerfile: 'FROM python:3.13\nENV PORT=8075\nWORKDIR /srv\nCOPY . .\nCMD ["sh", "-c", "exec uvicorn shop:shop --host 0.0.0.0 --port ${PORT:-8075}"]\n', 'railway.json': '{}' } },
  { name: 'nobody knows the shell that starts an image by a Procfile', fact: 'start.signalPath', says: 'unresolved', files: { ...FLASK, ...SILENT_IMAGE, Procfile: 'web: newrelic-admin run-program gunicorn shop:shop\n' } },
  { name: 'the server shows the language where the folder does not', fact: 'runtime.language', says: 'python', files: { 'till/Procfile': 'web: gunicorn till.wsgi\n', 'till/till/wsgi.py': 'application = None\n' } },
  { name: 'an image that serves files holds no language', fact: 'runtime.language', says: 'static', files: { 'package.json': '{"scripts":{"build":"vite build"}}', Dockerfile: 'FROM node:22 AS build\nWORKDIR /srv\nCOPY . .\nRUN npm run build\nFROM caddy:2-alpine\nCOPY --from=build /srv/dist /srv\n' } },
  { name: 'and starts its server by itself', fact: 'start.server', says: 'caddy', files: { 'package.json': '{"scripts":{"build":"vite build"}}', Dockerfile: 'FROM node:22 AS build\nWORKDIR /srv\nCOPY . .\nRUN npm run build\nFROM caddy:2-alpine\nCOPY --from=build /srv/dist /srv\n' } },
  { name: 'a script for Python on standard input is no server', fact: 'start.server', says: 'uvicorn', files: { 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\n', 'shop.py': 'from fastapi import FastAPI\nshop = FastAPI()\n', Procfile: 'web: bash start.sh\n', 'start.sh': "python3 << 'END'\nprint(1)\nEND\nif [ -z \"$PORT\" ]; then PORT=8075; fi\nexec uvicorn shop:shop --host 0.0.0.0 --port $PORT\n" } },
  { name: 'what nothing starts is no kind of service', fact: 'service.kind', says: 'absent', files: { 'package.json': '{"private":true,"workspaces":["shops/*"]}', 'railway.json': '{"build":{"builder":"RAILPACK"}}' } },
  { name: 'what only one builder starts may be one', fact: 'service.kind', says: 'unresolved', files: { 'package.json': '{"scripts":{"start":"./till"}}', 'nixpacks.toml': '[start]\ncmd = "./till --verbose"\n', 'railway.json': '{"deploy":{}}' } },
  { name: 'a folder that no builder recognises has no language', fact: 'runtime.language', says: 'absent', files: { 'notes.txt': 'later\n', 'railway.json': '{"build":{"builder":"RAILPACK"}}' } },
  { name: 'Nixpacks steps into a lone folder', fact: 'runtime.manifest', says: 'shop/requirements.txt', files: { 'shop/requirements.txt': 'flask==3.1.0\n', 'shop/main.py': 'import flask\n', 'railway.json': '{"build":{"builder":"NIXPACKS"}}' } },
];

describe('what is known of a service', () => {
  it('has the scripts of the package.json beside a Python program', async () => {
    const project = await readFiles({ ...FLASK, ...PROCFILE, 'package.json': '{"scripts":{"build":"vite build"}}' });
    expect(valueOf(project.services[0]?.facts['runtime.scripts'])?.map(({ name, command }) => [name, command.value])).toEqual([['build', 'vite build']]);
  });

  it.each(FACTS)('$name', async ({ files, fact, says }) => {
    const [service] = printedServices(await readFiles(files), [fact]);
    expect(service?.split(' | ')[1]).toBe(says);
  });
});

const WEB = { 'requirements.txt': 'flask==3.1.3\nsqlalchemy==2.0.58\npsycopg2-binary==2.9.13\ncelery==5.7.0\ngunicorn==26.2.0\n',
  'jobs.py': 'import os\nfrom celery import Celery\nfrom flask import Flask\nfrom sqlalchemy import create_engine\nengine = create_engine(os.environ["DATABASE_URL"])\ncelery = Celery("jobs")\nsite = Flask(__name__)\n' };
const TYPES = 'web: gunicorn jobs:site\nrelease: flask db upgrade\nworker: celery -A jobs worker -c 12\nbeat: celery -A jobs beat\nurgent: celery -A jobs worker\n';

describe('process types beside the main one', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['no platform is named', { Procfile: TYPES }, ['worker: celery 12', 'beat: celery -', 'urgent: celery -']],
    ['Heroku runs some of them', { Procfile: TYPES, 'app.json': '{"formation": {"worker": {"quantity": 3}, "urgent": {"quantity": 0}}}' }, ['worker: celery 12 x 3', 'beat: celery -']],
    ['Railway starts one for each service', { Procfile: TYPES, 'railway.json': '{}' }, []],
    ['the worker is the main one', { Procfile: 'worker: celery -A jobs worker -c 12\n' }, []],
  ])('%s', async (_title, files, expected) => {
    const { services: [service] } = await readFiles({ ...WEB, ...files });
    const sides = valueOf(service?.facts['database.sideProcesses']) ?? [];
    expect(sides.map(({ process, server, workers, replicas }) =>
      `${process.value}: ${valueOf(server)} ${valueOf(workers) ?? '-'}${valueOf(replicas) === undefined ? '' : ` x ${valueOf(replicas)}`}`)).toEqual(expected);
  });

  it('are not followed where nothing opens pools', async () => {
    const { services: [service] } = await readFiles({ ...FLASK, Procfile: TYPES });
    expect(service?.facts['database.sideProcesses']).toBeUndefined();
  });
});
