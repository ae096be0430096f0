import { describe, expect, it } from 'vitest';
import { execForm } from '../../../src/fixes/templates/exec-form.ts';
import { placeholdersOf, renderTemplate } from '../../../src/fixes/templates/render-template.ts';
import { defaulted } from '../../../src/model/fact.ts';
import type { FactSet } from '../../../src/model/facts.ts';
import { planFor } from '../../support/planned.ts';

const PROJECT = { 'requirements.txt': 'flask\r\n', Procfile: 'web: gunicorn app:app\r\n', 'app.py': 'from flask import Flask\r\n\r\napp = Flask(__name__)\r\n' };
const IGNORE = { kind: 'create-file', template: 'docker/python.dockerignore', path: '.dockerignore' } as const;

describe('a file is made from a template', () => {
  it('with the line ends of the project', async () => {
    const outcome = await planFor(PROJECT, IGNORE);
    expect('files' in outcome && outcome.files['.dockerignore']?.startsWith('.git\r\n**/__pycache__\r\n')).toBe(true);
    const plain = await planFor(Object.fromEntries(Object.entries(PROJECT).map(([path, text]) => [path, text.replaceAll('\r', '')])), IGNORE);
    expect('files' in plain && plain.files['.dockerignore']?.startsWith('.git\n**/__pycache__\n')).toBe(true);
  });

  it('is refused where the file, or a folder of that name, is there', async () => {
    expect(await planFor({ ...PROJECT, '.dockerignore': '' }, IGNORE)).toMatchObject({ because: '.dockerignore is there already' });
    expect(await planFor({ ...PROJECT, 'gunicorn.conf.py/a.py': '' }, { kind: 'create-file', template: 'gunicorn/asgi.conf.py', path: 'gunicorn.conf.py', with: { workers: 2 } })).toMatchObject({ because: 'gunicorn.conf.py is a folder' });
  });

  it('fills in facts and what its rule gives', async () => {
    const outcome = await planFor({ ...PROJECT, '.python-version': '3.12\n' }, { kind: 'create-file', template: 'docker/pip-railway.dockerfile', path: 'Dockerfile' });
    expect('files' in outcome && outcome.files['Dockerfile']?.split('\r\n').filter((line) => /^(FROM|CMD)/.test(line))).toEqual(['FROM python:3.12-slim AS build', 'FROM python:3.12-slim', 'CMD ["gunicorn", "app:app"]']);
  });

  it('asks for the release of Python that its rule gives', async () => {
    const outcome = await planFor(PROJECT, { kind: 'create-file', template: 'python/python-version', path: '.python-version', with: { release: '3.12.4' } });
    expect('files' in outcome && outcome.files['.python-version']).toBe('3.12.4\r\n');
  });

  it('is a mistake of ours where the template is not there, or asks for what nobody gives', async () => {
    await expect(planFor(PROJECT, { ...IGNORE, template: 'docker/none' })).rejects.toThrow('there is no template docker/none');
    await expect(renderTemplate('{{ nothing }}', {}, {})).rejects.toThrow('a template asks for nothing, which is no fact and which its rule does not give');
  });
});

describe('a template is filled in', () => {
  it('is refused where a fact is not known', async () => {
    expect(await renderTemplate('FROM python:{{ runtime.version }}', {}, {})).toEqual({ ok: false, because: 'nobody says: version of the language' });
  });

  it('once: a value that looks like a placeholder stays as it is', async () => {
    expect(await renderTemplate('{{ a }} {{b}} {{ a }}', { a: '{{ a }} $& $1' }, {})).toEqual({ ok: true, text: '{{ a }} $& $1 {{b}} {{ a }} $& $1' });
    expect(placeholdersOf('{{ a }} {{ b.c }} {{ a }}')).toEqual(['a', 'b.c']);
  });
});

describe('a start command as an exec form', () => {
  const known = <T,>(name: string, value: T) => defaulted(name, value, 'a test', 'https://example.org');

  it.each<readonly [string, string]>([
    ['node server.js', '["node", "server.js"]'],
    ["gunicorn 'desk:create_app()' -w 2", '["gunicorn", "desk:create_app()", "-w", "2"]'],
    ['uvicorn app:app --port $PORT', '["sh", "-c", "exec uvicorn app:app --port $PORT"]'],
    ['alembic upgrade head && uvicorn app:app', '["sh", "-c", "alembic upgrade head && exec uvicorn app:app"]'],
    ['cd api && A=1 node "x y.js"', '["sh", "-c", "cd api && A=1 exec node \\"x y.js\\""]'],
    ['exec node server.js', '["sh", "-c", "exec node server.js"]'],
    ['node a.js; node b.js', '["sh", "-c", "node a.js; exec node b.js"]'],
    ['node a.js || node b.js', '["sh", "-c", "node a.js || node b.js"]'],
    ['node a.js | cat', '["sh", "-c", "node a.js | cat"]'],
    ['node worker.js & node web.js', '["sh", "-c", "node worker.js & exec node web.js"]'],
    ['node server.js &', '["sh", "-c", "node server.js &"]'],
  ])('%s', async (command, wanted) => {
    expect(await execForm({ 'start.command': known('start.command', command) })).toBe(wanted);
  });

  it('is split where no shell has seen it so far', async () => {
    const facts: FactSet = { 'start.command': known('start.command', 'node $PORT'), 'start.form': known('start.form', 'exec' as const) };
    expect(await execForm(facts)).toBe('["node", "$PORT"]');
  });
});
