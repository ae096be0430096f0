import { execaSync } from 'execa';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../src/check.ts';
import { GIT_USER, makeRepository } from '../support/git-repository.ts';

const MANIFEST = '{\n  "name": "till",\n  "scripts": { "start": "node server.js" },\n  "engines": { "node": "20.x" },\n  "dependencies": { "express": "^4.21.0", "pg": "^8.16.0" }\n}\n';
const SERVER = `const crypto = require('node:crypto');
const express = require('express');

const app = express();

app.get('/pay', (request, response) => {
  response.send(crypto.scryptSync(request.query.word, 'salt', 32).toString('hex'));
});

app.listen(process.env.PORT);
`;
const SHOP = `import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/slow")
async def slow():
    time.sleep(2)
`;
const COMMAND = 'uvicorn shop:app --host 0.0.0.0 --port $PORT --reload';
const REQUIREMENTS = 'fastapi>=0.115\nuvicorn\nSQLAlchemy>=2\n';
const RAILWAY = '{\n  "build": { "builder": "NIXPACKS" },\n  "deploy": {\n    "restartPolicyType": "NEVER",\n    "numReplicas": 1\n  }\n}\n';
const COMPOSE = 'services:\n  db:\n    image: postgres:17\n    command: ["postgres", "-c", "max_connections=20"]\n';
const IMAGE = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "job.py"]\n';
const FILES: Readonly<Record<string, string>> = {
  'shop/Procfile': `web: ${COMMAND}\n`, 'shop/railway.json': RAILWAY, 'shop/requirements.txt': REQUIREMENTS, 'shop/shop.py': SHOP, 'shop/.python-version': '3.9\n',
  'till/package.json': MANIFEST, 'till/server.js': SERVER, 'till/railway.toml': '[deploy]\nstartCommand = "npm start"\nrestartPolicyType = "NEVER"\n',
  'job/Dockerfile': IMAGE, 'job/job.py': 'print("done")\n', 'job/requirements.txt': 'requests\n', 'job/railway.json': '{"build":{"builder":"DOCKERFILE","dockerfilePath":"Dockerfile"}}\n',
  'compose.yaml': COMPOSE, 'README.md': '# Shop\n',
};

const { root, git, write, remove } = makeRepository(FILES);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const change = (path: string, how: (text: string) => string) => write(path, how(read(path)));
const drop = (path: string) => rmSync(join(root, path), { recursive: true });
const move = (from: string, to: string) => {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
};
const windows = (text: string) => text.replaceAll('\n', '\r\n');

/** What people do without changing what runs. */
const PURE: readonly (readonly [string, () => unknown])[] = [
  ['a service in another folder', () => move('shop', 'services/shop')],
  ['a service in a folder of another name', () => move('till', 'cashdesk')],
  ['all services in a folder', () => { for (const name of ['shop', 'till', 'job']) move(name, `apps/${name}`); }],
  ['requirements of two files', () => { write('shop/base.txt', REQUIREMENTS); write('shop/requirements.txt', '-r base.txt\n'); }],
  ['requirements in a folder', () => { write('shop/requirements/prod.txt', REQUIREMENTS); write('shop/requirements.txt', '-r requirements/prod.txt\n'); }],
  ['an image in a folder of its own', () => { move('job/Dockerfile', 'job/docker/Dockerfile'); change('job/railway.json', (text) => text.replace('"Dockerfile"', '"docker/Dockerfile"')); }],
  ['a Procfile that becomes a setting', () => { drop('shop/Procfile'); change('shop/railway.json', (text) => text.replace('"deploy": {', `"deploy": {\n    "startCommand": "${COMMAND}",`)); }],
  ['JSON that becomes TOML', () => { drop('shop/railway.json'); write('shop/railway.toml', '[deploy]\nnumReplicas = 1\nrestartPolicyType = "NEVER"\n\n[build]\nbuilder = "NIXPACKS"\n'); }],
  ['JSON in another order and on one line', () => write('shop/railway.json', '{"deploy":{"numReplicas":1,"restartPolicyType":"NEVER"},"build":{"builder":"NIXPACKS"}}')],
  ['TOML in another order, with inline tables', () => write('till/railway.toml', "deploy = { restartPolicyType = 'NEVER', startCommand = 'npm start' }\n")],
  ['YAML in another style', () => write('compose.yaml', "services: { db: { image: 'postgres:17', command: [postgres, -c, max_connections=20] } }\n")],
  ['ends of lines as Windows has them', () => { for (const path of Object.keys(FILES)) change(path, windows); }],
  ['files without a last end of line', () => { for (const path of Object.keys(FILES)) change(path, (text) => text.trimEnd()); }],
  ['a byte order mark', () => change('shop/shop.py', (text) => `\u{feff}${text}`)],
  ['two spaces that become four', () => change('till/server.js', (text) => text.replaceAll(/^ {2}/gm, '    '))],
  ['other quotes', () => change('till/server.js', (text) => text.replaceAll("'", '"'))],
  ['comments', () => { change('till/railway.toml', (text) => `# how it is deployed\n${text}`); change('job/Dockerfile', (text) => `# syntax=docker/dockerfile:1\n${text}`); }],
  ['a module that is a package now', () => move('shop/shop.py', 'shop/shop/__init__.py')],
  ['dependencies in another order', () => change('shop/requirements.txt', (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`)],
  ['more text, and a workflow', () => { change('README.md', (text) => `${text}\nMore.\n`); write('.github/workflows/ci.yml', 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n'); }],
  ['examples and tests with configurations of their own', () => {
    write('examples/other/.railway/railway.ts', 'import { defineRailway, project, service } from "railway/iac";\n\nexport default defineRailway(() => project("p", { resources: [service("other", { start: "gunicorn a:b" })] }));\n');
    write('tests/fixtures/Procfile', 'web: gunicorn a:b --workers 1\n');
    write('tests/compose.yaml', COMPOSE.replace('20', '5'));
  }],
  ['a file of a script, named like one of Railway', () => write('shop/railway-services.json', '{"project":"shop","services":["shop","till"]}\n')],
];

describe('what changes nothing that runs', () => {
  afterAll(remove);
  beforeEach(() => {
    git('reset', '--quiet', '--hard');
    git('clean', '--quiet', '-d', '--force');
  });

  it.each(PURE)('%s', async (_, act) => {
    act();
    git('add', '--all');
    const { check } = await runCheck(root, {
      base: 'HEAD', baseline: undefined, head: undefined, staged: true, environment: {}, full: true, asOf: '2026-11-22', gates: { maxLost: new Map() },
    });
    const printed = (list: typeof check.new) => list.map(({ finding }) => finding.id);
    expect({
      new: printed(check.new), fixed: printed(check.fixed), moves: check.moves.map(({ points, rule, service, because }) => `${points} ${rule} in ${service}: ${because ?? ''}`),
      services: check.services.filter(({ state }) => state === 'added' || state === 'removed').map(({ name, state }) => `${name} ${state}`),
    }).toEqual({ new: [], fixed: [], moves: [], services: [] });
    expect(check.known.size).toBeGreaterThan(8);
  });
});

describe('what git does with branches', () => {
  const { root: place, git: run, write: put, remove: away } = makeRepository(FILES);
  afterAll(away);
  const commit = (message: string) => { run('add', '--all'); run('commit', '--quiet', '-m', message); };
  const verdict = async (base: string) => {
    const { check } = await runCheck(place, { base, baseline: undefined, head: undefined, staged: false, environment: {}, full: false, asOf: '2026-11-22', gates: { maxLost: new Map() } });
    return { new: check.new.map(({ finding, commits }) => `${finding.rule} in ${finding.service} by ${commits.map(({ subject }) => subject).join(', ')}`), isMergeBase: check.against.kind === 'ref' && check.against.isMergeBase };
  };

  it('leaves what others did to them: behind, merged, rebased, squashed', async () => {
    run('checkout', '--quiet', '-b', 'mine');
    put('job/README.md', '# Job\n');
    commit('Describe the job');
    run('checkout', '--quiet', 'main');
    put('shop/more.py', SHOP.replace('/slow', '/slower').replace('app = FastAPI()', 'from shop import app').replace('from fastapi import FastAPI\n', ''));
    put('shop/shop.py', SHOP.replace('slow():\n    time.sleep(2)', 'slow():\n    time.sleep(2)\n\n\n@app.get("/slower")\nasync def slower():\n    time.sleep(3)'));
    commit('Be slower');
    const added = ['async/blocking-call in shop by Be slower'];
    expect(await verdict('HEAD~1')).toMatchObject({ new: added });

    run('checkout', '--quiet', 'mine');
    expect(await verdict('main')).toEqual({ new: [], isMergeBase: true });
    run('merge', '--quiet', '--no-edit', 'main');
    expect(await verdict('main')).toMatchObject({ new: [] });
    run('reset', '--quiet', '--hard', 'HEAD~1');
    run('rebase', '--quiet', 'main');
    expect(await verdict('main')).toMatchObject({ new: [] });

    run('branch', '-m', 'main', 'trunk');
    expect(await verdict('trunk')).toMatchObject({ new: [] });
    run('checkout', '--quiet', 'trunk');
    run('merge', '--squash', 'mine');
    run('commit', '--quiet', '-m', 'Describe the job (#1)');
    expect(await verdict('HEAD~1')).toMatchObject({ new: [] });
    run('revert', '--no-edit', 'HEAD~1');
    expect(await verdict('HEAD~1')).toMatchObject({ new: [] });
    execaSync('git', ['-C', place, 'revert', '--no-edit', 'HEAD'], { env: GIT_USER });
    expect((await verdict('HEAD~1')).new).toEqual([expect.stringContaining('async/blocking-call in shop')]);
  });
});
