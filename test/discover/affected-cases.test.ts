import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ADAPTERS } from '../../src/adapters/index.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { affectedServices } from '../../src/discover/affected.ts';
import { listServices } from '../../src/discover/read-project.ts';
import { openPair } from '../../src/discover/tree-pair.ts';
import { temporary } from '../support/repositories.ts';

const made = temporary();
const service = (root: string, code = 'import os\n'): Readonly<Record<string, string>> => ({ [`${root}/Procfile`]: 'web: python main.py\n', [`${root}/main.py`]: code });
const SHOP = { ...service('services/auth'), ...service('services/mail'), ...service('web') };

/** Names of the services that a change of the work tree can affect, found with git. */
async function affectedBy(before: Readonly<Record<string, string>>, change: Readonly<Record<string, string>>, staged = false): Promise<readonly string[]> {
  const { root, write, git } = made.repository(before);
  for (const [path, text] of Object.entries(change)) write(path, text);
  if (staged) git('add', '--all');
  const pair = await openPair(root, { base: 'HEAD', staged });
  const listings = { before: await listServices(pair.before, { adapters: ADAPTERS }), after: await listServices(pair.after, { adapters: ADAPTERS }) };
  const affected = await affectedServices({ ...listings, changed: pair.changed, mentions: pair.mentions });
  return [...new Set([...affected.before, ...affected.after].map(({ name }) => name))].sort();
}

describe('a change affects', () => {
  test.each([
    ['nothing, where nothing changed', {}, {}, []],
    ['its own service', {}, { 'services/auth/main.py': 'x = 1\n' }, ['auth']],
    ['a new service', {}, service('tools/jobs'), ['jobs']],
    ['every service, where no service owns the file', {}, { 'shared/lib.py': 'x = 1\n' }, ['auth', 'mail', 'web']],
    ['services inside of its own, and around it', service('services/auth/inner'), { 'services/auth/inner/main.py': 'x = 1\n' }, ['auth', 'inner']],
    ['a service that imports it', service('web', 'from services.auth import main\n'), { 'services/auth/main.py': 'x = 1\n' }, ['auth', 'web']],
    ['a service that imports one that imports it', { ...service('services/mail', 'import auth.main\n'), ...service('web', 'from services.mail import main\n') }, { 'services/auth/main.py': 'x = 1\n' }, ['auth', 'mail', 'web']],
    ['a service that uses its package', { 'services/auth/package.json': '{ "name": "@shop/login" }', 'web/index.ts': "import '@shop/login/x';\n" }, { 'services/auth/main.py': 'x = 1\n' }, ['auth', 'web']],
    ['every service, where a shared file uses it', { 'shared/lib.py': 'from services.auth import main\n' }, { 'services/auth/main.py': 'x = 1\n' }, ['auth', 'mail', 'web']],
    ['no other one, where only texts speak of it', { 'README.md': 'services/auth\n', 'web/README.md': 'auth\n', '.github/workflows/ci.yml': 'run: test services/auth\n' }, { 'services/auth/main.py': 'x = 1\n' }, ['auth']],
    ['a service whose image takes the whole project', { 'web/railway.json': '{ "build": { "dockerfilePath": "/web/Dockerfile" } }', 'web/Dockerfile': 'FROM python:3.13\nCOPY services services\nCOPY . .\nCMD ["python", "main.py"]\n' }, { 'services/auth/main.py': 'x = 1\n' }, ['auth', 'web']],
    ['every service, where a package has another name', { 'services/auth/package.json': '{ "name": "a" }' }, { 'services/auth/package.json': '{ "name": "b" }' }, ['auth', 'mail', 'web']],
    ['the services that a list describes in another way', { 'render.yaml': 'databases: []\n' }, { 'render.yaml': 'databases: []\n# one\n' }, ['auth', 'mail', 'web']],
  ] as const)('%s', async (_, more, change, expected) => {
    expect(await affectedBy({ ...SHOP, ...more }, change)).toEqual(expected);
    expect(await affectedBy({ ...SHOP, ...more }, change, true)).toEqual(expected);
  });

  test('every service, where our configuration above the project differs', async () => {
    const { root } = made.repository(SHOP);
    const pair = await openPair(root, { base: 'HEAD' });
    const [before, after] = [await listServices(pair.before, { adapters: ADAPTERS }), await listServices(pair.after, { adapters: ADAPTERS })];
    const config = { ...NO_CONFIG, files: [{ path: '../optimize.yaml', text: 'edition: 2026.1\n' }] };
    const affected = await affectedServices({ before, after: { ...after, config }, changed: pair.changed, mentions: pair.mentions });
    expect(affected.after.size).toBe(3);
  });

  test('a service that uses it by a file that git does not know yet', async () => {
    expect(await affectedBy(SHOP, { 'services/auth/main.py': 'x = 1\n', 'web/new file.py': 'import auth\n' })).toEqual(['auth', 'web']);
  });

  test('a service whose link leads to a file that uses it', async () => {
    const { root, git, write } = made.repository({ ...SHOP, 'services/mail/uses.py': 'from services.auth import main\n' });
    symlinkSync('../services/mail/uses.py', `${root}/web/link.py`);
    git('add', '--all');
    git('commit', '--quiet', '-m', 'Link');
    write('services/auth/main.py', 'x = 1\n');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...(await pair.mentions(['auth'])) ?? []].sort()).toEqual(['services/mail/uses.py', 'web/link.py']);
    const commits = await openPair(root, { base: 'HEAD', head: 'HEAD' });
    expect([...(await commits.mentions(['auth'])) ?? []].sort()).toEqual(['services/mail/uses.py', 'web/link.py']);
    expect(await commits.mentions(['nowhere'])).toEqual([]);
  });
});
