import { expect, it } from 'vitest';
import { read } from './read.ts';

const APP = 'from fastapi import FastAPI\napp = FastAPI()\n';
const OLD = { 'old_main.py': 'from fastapi import FastAPI\napp = FastAPI(debug=True)\n' };

it.each([
  ['an import', { 'main.py': `import routes\n${APP}`, 'routes.py': 'import redis' }, ['main.py', 'routes.py']],
  ['an import of a module in a package', { 'main.py': `import api.routes\n${APP}`, 'api/__init__.py': 'import flask', 'api/routes.py': 'import redis' }, ['api/__init__.py', 'api/routes.py', 'main.py']],
  ['an import inside a function', { 'main.py': `${APP}def f():\n  from jobs import run\n`, 'jobs.py': 'import redis\ndef run(): pass' }, ['jobs.py', 'main.py']],
  ['an import over a file without libraries', { 'main.py': `import words\n${APP}`, 'words.py': 'import jobs', 'jobs.py': 'import redis' }, ['jobs.py', 'main.py']],
  ['a star over a package', { 'main.py': `from api import *\n${APP}`, 'api/__init__.py': '__all__ = ["users"]', 'api/users.py': 'import redis' }, ['api/__init__.py', 'api/users.py', 'main.py']],
  ['a text', { 'main.py': `${APP}c = Celery(include=["jobs.mail"])`, 'jobs/mail.py': 'import celery' }, ['jobs/mail.py', 'main.py']],
  ['a text with an object', { 'main.py': 'import uvicorn\nuvicorn.run("web.app:app")', 'web/app.py': APP }, ['main.py', 'web/app.py']],
  ['a module that is loaded by its name', { 'main.py': `${APP}import_module("jobs")\n__import__("uuid")`, 'jobs.py': 'import redis' }, ['jobs.py', 'main.py']],
  ['an import from a folder that nobody names', { 'main.py': `from shared.jobs import run\n${APP}`, 'libs/x/shared/jobs.py': 'import redis' }, ['libs/x/shared/jobs.py', 'main.py']],
])('follows %s from the file that is started, and reads no other program', async (_name, texts, expected) => {
  expect((await read({ ...texts, ...OLD }, { appFile: 'main.py' })).parsed).toEqual(expected);
});

it.each([
  ['a module is loaded by a name that is calculated', { 'main.py': `${APP}import_module(name)` }],
  ['modules are looked for', { 'main.py': `import pkgutil\n${APP}` }],
  ['Django looks for them', { 'main.py': 'import django' }],
  ['a file that is imported cannot be read', { 'main.py': `import broken\n${APP}`, 'broken.py': 'import redis\ndef f(:\n  pass\n' }],
])('reads all files when %s', async (_name, texts) => {
  expect((await read({ ...texts, ...OLD }, { appFile: 'main.py' })).parsed).toContain('old_main.py');
});

it('reads all files when nobody knows which one is started', async () => {
  expect((await read({ 'main.py': APP, ...OLD })).parsed).toEqual(['main.py', 'old_main.py']);
});
