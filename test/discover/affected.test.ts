import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADAPTERS } from '../../src/adapters/index.ts';
import { affectedServices } from '../../src/discover/affected.ts';
import { makeTree } from '../../src/discover/make-tree.ts';
import { filesUsing } from '../../src/discover/mentions.ts';
import { listServices, readServices, type ServiceListing } from '../../src/discover/read-project.ts';
import type { FileTree } from '../../src/discover/file-tree.ts';
import type { SourceFile } from '../../src/model/source-file.ts';

type Texts = Readonly<Record<string, string>>;

/** Two trees of texts; the same text at the same path is the same object. */
function treesOf(before: Texts, after: Texts): readonly [FileTree, FileTree] {
  const files = new Map<string, SourceFile>();
  const treeOf = (texts: Texts): FileTree => makeTree({
    walk: { paths: Object.keys(texts).sort(), links: new Set(), truncated: false, unreadable: [] }, above: () => [], readAbove: async () => undefined,
    load: (path) => {
      const key = `${path}\0${texts[path]}`;
      const file = files.get(key) ?? { path, text: texts[path] ?? '' };
      files.set(key, file);
      return file;
    },
  });
  return [treeOf(before), treeOf(after)];
}

/** Everything that a full reading says of each service, by its name. */
async function facts(listing: ServiceListing): Promise<ReadonlyMap<string, string>> {
  const project = await readServices(listing, '/projects/shop', { asOf: '2026-11-22', assumptions: { facts: new Map(), variables: new Map() }, wanted: () => true });
  return new Map(project.services.map((service) => [service.name, JSON.stringify(service, (_, value: unknown) => (
    value !== null && typeof value === 'object' && 'path' in value && 'text' in value ? value.path : value instanceof Map ? [...value] : value
  ))]));
}

/** Names of services that a change can affect, and of those whose reading differs. */
async function judged(before: Texts, after: Texts): Promise<{ readonly affected: readonly string[]; readonly different: readonly string[] }> {
  const [old, now] = treesOf(before, after);
  const [listedOld, listedNow] = [await listServices(old, { adapters: ADAPTERS }), await listServices(now, { adapters: ADAPTERS })];
  const changed = new Set([...new Set([...old.paths, ...now.paths])].filter((path) => before[path] !== after[path]));
  const load = (path: string): SourceFile => ({ path, text: after[path] ?? '' });
  const affected = await affectedServices({ before: listedOld, after: listedNow, changed, mentions: async (words) => filesUsing(now.paths, words, load) });
  const names = new Set([...affected.before, ...affected.after].map(({ name }) => name));
  const [then, today] = [await facts(listedOld), await facts(listedNow)];
  const different = [...new Set([...then.keys(), ...today.keys()])].filter((name) => then.get(name) !== today.get(name)).sort();
  return { affected: [...names].sort(), different };
}

const SERVICES = ['services/auth', 'services/billing', 'web', 'services/auth/jobs', 'tools/mail'];
const python = (root: string, uses: string): Texts => ({
  [`${root}/Procfile`]: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n',
  [`${root}/requirements.txt`]: 'fastapi==0.118.3\nuvicorn==0.37.0\nsqlalchemy==2.0.43\n',
  [`${root}/main.py`]: `from fastapi import FastAPI\n${uses}\nfrom data import engine\n\napp = FastAPI()\n\n\n@app.get("/up")\ndef up():\n    return {}\n`,
  [`${root}/data.py`]: 'from sqlalchemy import create_engine\n\nengine = create_engine("postgresql://db/shop", pool_size=5)\n',
});
const node = (root: string, uses: string): Texts => ({
  [`${root}/railway.json`]: '{ "deploy": { "startCommand": "node src/index.js" } }\n',
  [`${root}/package.json`]: `{ "name": "@shop/${root.split('/').at(-1)}", "type": "module", "main": "src/data.js", "dependencies": { "express": "^5.1.0", "pg": "^8.16.0" } }\n`,
  [`${root}/src/index.js`]: `import express from 'express';\n${uses}\nimport { pool } from './data.js';\nconst app = express();\napp.get('/up', (request, response) => response.send(pool));\napp.listen(process.env.PORT);\n`,
  [`${root}/src/data.js`]: "import pg from 'pg';\nexport const pool = new pg.Pool({ max: 5 });\n",
});

/** The ways in which one service comes to use another one. */
function link(from: string, to: string, kind: number): { readonly uses: string; readonly files: Texts } {
  const up = from.split('/').map(() => '..').join('/');
  const last = to.split('/').at(-1) ?? to;
  switch (kind) {
    case 1: return { uses: `from ${to.replaceAll('/', '.')} import data as other_data\nother = other_data.engine`, files: {} };
    case 2: return { uses: `from ${last}.data import engine as other`, files: {} };
    case 3: return { uses: `import { pool as other } from '../${up}/${to}/src/data.js';\nconsole.log(other);`, files: {} };
    case 4: return { uses: `import { pool as other } from '@shop/${last}';\nconsole.log(other);`, files: {} };
    case 5: return { uses: '', files: { [`${from}/Procfile`]: `web: cd ${up}/${to} && uvicorn main:app --port $PORT\n` } };
    case 6: return { uses: '', files: { [`${from}/Dockerfile`]: `FROM python:3.13-slim\nWORKDIR /srv\nCOPY ${to} ${to}\nCOPY ${from} .\nRUN pip install -r ${to}/requirements.txt\nCMD ["uvicorn", "main:app", "--port", "8000"]\n` } };
    case 7: return { uses: '', files: { [`${from}/Dockerfile`]: `FROM python:3.13-slim\nWORKDIR /srv\nCOPY ${to}/requirements.txt .\nCOPY . .\nCMD ["./entrypoint.sh"]\n`, [`${from}/railway.json`]: `{ "build": { "dockerfilePath": "/${from}/Dockerfile" } }` } };
    case 8: return { uses: "import { pool as other } from '#other/data.js';\nconsole.log(other);", files: { [`${from}/tsconfig.json`]: `{ "compilerOptions": { "paths": { "#other/*": ["${up}/${to}/src/*"] } } }` } };
    case 9: return { uses: 'import shared', files: { 'shared.py': `from ${to.replaceAll('/', '.')} import data\nengine = data.engine\n` } };
    case 10: return { uses: '', files: { [`${from}/requirements.txt`]: `-r ${up}/${to}/requirements.txt\nfastapi\nuvicorn\n` } };
    case 11: return { uses: '', files: { [`${from}/package.json`]: `{ "name": "@shop/z", "scripts": { "start": "npm run start --workspace @shop/${last}" } }`, [`${from}/railway.json`]: '{ "deploy": { "startCommand": "npm start" } }' } };
    default: return { uses: '', files: {} };
  }
}

const EDITS: readonly ((texts: Texts, path: string, root: string) => Texts)[] = [
  (texts, path) => ({ ...texts, [path]: (texts[path] ?? '').replaceAll('5', '7').replaceAll('/up', '/ready').replaceAll('fastapi', 'flask') }),
  (texts, path) => Object.fromEntries(Object.entries(texts).filter(([each]) => each !== path)),
  (texts, _, root) => ({ ...texts, [`${root}/entrypoint.sh`]: 'exec gunicorn main:app --workers 3\n' }),
  (texts, _, root) => ({ ...texts, [`${root}/inner/Procfile`]: 'web: gunicorn inner:app\n', [`${root}/inner/inner.py`]: 'from flask import Flask\napp = Flask(__name__)\n' }),
  (texts, _, root) => Object.fromEntries(Object.entries(texts).filter(([each]) => !each.startsWith(`${root}/`))),
  (texts, _, root) => ({ ...texts, [`${root}/app.json`]: '{ "cron": [] }', [`${root}/schema.prisma`]: 'datasource db { provider = "postgresql" }\n' }),
  (texts, _, root) => ({ ...texts, [`${root}/package.json`]: '{ "name": "@shop/web" }' }),
  (texts) => ({ ...texts, 'shared.py': 'from sqlalchemy import create_engine\nengine = create_engine("postgresql://db/x")\n' }),
  (texts, _, root) => Object.fromEntries(Object.entries(texts).map(([each, text]) => [each.replace(`${root}/`, `${root}-new/`), text])),
];

const monorepo = fc.record({
  services: fc.array(fc.record({ root: fc.constantFrom(...SERVICES), isPython: fc.boolean(), kind: fc.nat(11), to: fc.constantFrom(...SERVICES) }), { minLength: 2, maxLength: 5 }),
  hasRoot: fc.boolean(), edit: fc.nat(EDITS.length - 1), file: fc.nat(30),
});

test('a reading of both states differs only in services that the change is said to affect', async () => {
  let [narrow, changes] = [0, 0];
  await fc.assert(fc.asyncProperty(monorepo, async ({ services, hasRoot, edit, file }) => {
    let before: Texts = hasRoot ? { Procfile: 'web: python app.py\n', 'app.py': 'import os\n' } : { 'README.md': 'All services: auth, web.\n' };
    for (const { root, isPython, kind, to } of services) {
      const { uses, files } = link(root, to, kind);
      before = { ...before, ...(isPython ? python(root, uses) : node(root, uses)), ...files };
    }
    const paths = Object.keys(before).sort();
    const path = paths[file % paths.length] ?? '';
    const after = (EDITS[edit] as (typeof EDITS)[number])(before, path, services[0]?.root ?? '');
    const { affected, different } = await judged(before, after);
    expect(different.filter((name) => !affected.includes(name))).toEqual([]);
    if (different.length > 0) changes += 1;
    if (affected.length < new Set(services.map(({ root }) => root)).size) narrow += 1;
  }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150), seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) });
  expect(changes, 'the changes do change something').toBeGreaterThan(20);
  expect(narrow, 'the answer is not always all').toBeGreaterThan(20);
}, 600_000 + Number(process.env['PROPERTY_RUNS'] ?? 0) * 100);
