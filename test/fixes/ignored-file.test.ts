import { expect, it } from 'vitest';
import { planFor } from '../support/planned.ts';

const PROJECT = { 'requirements.txt': 'flask\n', Procfile: 'web: gunicorn app:app\n', 'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n' };
const IGNORE = { kind: 'create-file', template: 'docker/python.dockerignore', path: 'deploy/.dockerignore' } as const;

it.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ['by its name', { '.gitignore': '# Docker\n.dockerignore\n' }, '.gitignore ignores deploy/.dockerignore'],
  ['with its folder', { '.gitignore': '/deploy/\n' }, '.gitignore ignores deploy/.dockerignore'],
  ['in its own folder', { 'deploy/.gitignore': '.d*\r\n' }, 'deploy/.gitignore ignores deploy/.dockerignore'],
])('a file is not made where git ignores it %s', async (_name, texts, because) => {
  expect(await planFor({ ...PROJECT, ...texts }, IGNORE)).toEqual({ ok: false, because });
});

it.each<readonly [string, Readonly<Record<string, string>>]>([
  ['speaks of others', { '.gitignore': '.env\n/.dockerignore\n' }],
  ['takes it back', { '.gitignore': '.d*\n!.dockerignore\n' }],
  ['takes it back further down', { '.gitignore': '.d*\n', 'deploy/.gitignore': '!.dockerignore\n' }],
])('a file is made where the .gitignore %s', async (_name, texts) => {
  expect(await planFor({ ...PROJECT, ...texts }, IGNORE)).toHaveProperty(['files', 'deploy/.dockerignore']);
});
