import { describe, expect, it } from 'vitest';
import type { Known } from '../../src/model/fact.ts';
import { readFiles } from './project.ts';

const APP = { 'requirements.txt': 'flask==3.1.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const SPACE = { 'package.json': '{ "workspaces": ["apps/*"] }', '.dockerignore': 'y\n', 'apps/till/package.json': '{ "name": "till" }', 'apps/till/till.js': 'console.log(7);\n' };
const IMAGE = 'FROM python:3.12-slim\nWORKDIR /srv\nCOPY requirements.txt shop.py ./\nCMD ["flask", "run"]\n';

const PLAIN = 'FROM node:24\nWORKDIR /srv\nCOPY . .\nCMD ["node", "till.js"]\n';
const compose = (context: string, dockerfile: string) => `services:\n  register:\n    build: { context: "${context}", dockerfile: ${dockerfile} }\n`;

/** The patterns of the first service, or where its .dockerignore would stand; then the files at the top. */
async function context(files: Readonly<Record<string, string>>): Promise<readonly [unknown, readonly string[] | undefined]> {
  const [service] = (await readFiles(files)).services;
  const ignores = service?.facts['build.contextIgnores'] as Known<readonly Known<string>[]> | { state: 'absent'; file?: { path: string } } | undefined;
  const names = service?.facts['build.contextFiles'] as Known<readonly string[]> | undefined;
  const said = ignores?.state === 'known' ? ignores.value.map(({ value }) => value) : ignores?.state === 'absent' ? ignores.file?.path : ignores;
  return [said, names?.value];
}

describe('what a build sees of its folder', () => {
  it.each([
    ['the .dockerignore of the folder', { ...APP, Dockerfile: IMAGE, '.dockerignore': '# no\n.git\n!a\n' }, ['.git', '!a'], ['.dockerignore', 'Dockerfile', 'requirements.txt', 'shop.py']],
    ['one named like the Dockerfile wins', { ...APP, Dockerfile: IMAGE, '.dockerignore': '.git\n', 'Dockerfile.dockerignore': '*\n' }, ['*'], ['.dockerignore', 'Dockerfile', 'Dockerfile.dockerignore', 'requirements.txt', 'shop.py']],
    ['none', { ...APP, Dockerfile: IMAGE, 'api/.dockerignore': '*' }, '.dockerignore', ['Dockerfile', 'requirements.txt', 'shop.py']],
    ['an empty one', { ...APP, Dockerfile: IMAGE, '.dockerignore': '\n' }, [], ['.dockerignore', 'Dockerfile', 'requirements.txt', 'shop.py']],
    ['a Dockerfile below that copies from the root', { ...APP, 'docker/prod.Dockerfile': IMAGE, 'docker/.dockerignore': 'x\n', '.dockerignore': 'y\n', 'railway.json': '{"build":{"dockerfilePath":"docker/prod.Dockerfile"}}' }, ['y'], ['.dockerignore', 'railway.json', 'requirements.txt', 'shop.py']],
    ['a Dockerfile of a workspace that chooses a package', { ...SPACE, 'apps/till/Dockerfile': 'FROM node:24 AS base\nWORKDIR /srv\nCOPY . .\nRUN npx turbo prune till --docker\nCMD ["node", "till.js"]\n' }, ['y'], ['.dockerignore', 'package.json']],
    ['a Dockerfile that names its own folder in the image', { ...SPACE, 'apps/till/Dockerfile': 'FROM node:24\nWORKDIR /srv\nCOPY --link "." "/srv/"\nWORKDIR /srv/apps/till\nCMD ["node", "till.js"]\n' }, ['y'], ['.dockerignore', 'package.json']],
    ['a Dockerfile that names another folder', { ...SPACE, 'apps/till/Dockerfile': 'FROM node:24\nWORKDIR /srv/apps/tills\nCOPY . .\nCMD ["node", "till.js"]\n' }, 'apps/till/.dockerignore', ['Dockerfile', 'package.json', 'till.js']],
    ['a compose file that builds the root', { ...SPACE, 'apps/till/Dockerfile': PLAIN, 'docker-compose.yml': compose('.', 'apps/till/Dockerfile') }, ['y'], ['.dockerignore', 'docker-compose.yml', 'package.json']],
    ['a compose file below that builds the root', { ...SPACE, 'apps/till/Dockerfile': PLAIN, 'apps/till/.dockerignore': 'x\n', 'ops/compose.yaml': compose('..', 'apps/till/Dockerfile') }, ['y'], ['.dockerignore', 'package.json']],
    ['a compose file that builds the folder', { ...SPACE, 'apps/till/Dockerfile': PLAIN, 'compose.yaml': compose('apps/till', 'Dockerfile') }, 'apps/till/.dockerignore', ['Dockerfile', 'package.json', 'till.js']],
    ['compose files that do not agree', { ...SPACE, 'apps/till/Dockerfile': PLAIN, 'compose.yaml': compose('.', 'apps/till/Dockerfile'), 'ops/compose.yaml': compose('../apps/till', 'Dockerfile') }, 'apps/till/.dockerignore', ['Dockerfile', 'package.json', 'till.js']],
    ['a compose file that builds a folder without what is copied', { ...SPACE, 'apps/till/Dockerfile': PLAIN.replace('COPY . .', 'COPY package.json apps/till/ ./'), 'compose.yaml': compose('apps/till', 'Dockerfile') }, ['y'], ['.dockerignore', 'compose.yaml', 'package.json']],
    ['a folder that the environment of compose decides', { ...SPACE, 'apps/till/Dockerfile': PLAIN, 'compose.yaml': compose('${PLACE}', 'Dockerfile') }, 'apps/till/.dockerignore', ['Dockerfile', 'package.json', 'till.js']],
    ['Railpack reads it too', { ...APP, '.dockerignore': 'docs\n' }, ['docs'], ['.dockerignore', 'requirements.txt', 'shop.py']],
  ])('%s', async (_name, files, ignores, names) => expect(await context(files as Readonly<Record<string, string>>)).toEqual([ignores, names]));

  it('does not know which folder is built where a .dockerignore lies beside a Dockerfile that copies from the root', async () => {
    const [ignores] = await context({ ...APP, 'docker/prod.Dockerfile': IMAGE, 'docker/.dockerignore': 'x\n', 'railway.json': '{"build":{"dockerfilePath":"docker/prod.Dockerfile"}}' });
    expect(ignores).toMatchObject({ state: 'unresolved', reason: 'docker/.dockerignore counts only where the folder of the Dockerfile is built' });
  });

  it('says nothing of a buildpack', async () => {
    expect(await context({ ...APP, Procfile: 'web: flask run\n', 'app.json': '{"name":"shop"}', '.dockerignore': 'x\n' })).toEqual([undefined, undefined]);
  });
});
