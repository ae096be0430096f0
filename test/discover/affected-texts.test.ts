import { expect, test } from 'vitest';
import { ADAPTERS } from '../../src/adapters/index.ts';
import { affectedServices } from '../../src/discover/affected.ts';
import { listServices } from '../../src/discover/read-project.ts';
import { openPair } from '../../src/discover/tree-pair.ts';
import { temporary } from '../support/repositories.ts';

const made = temporary();
const SHOP = {
  'README.md': '# Shop\n', 'docs/notes.md': 'notes\n',
  'auth/Procfile': 'web: python main.py\n', 'auth/main.py': 'import os\n', 'web/Procfile': 'web: python main.py\n', 'web/main.py': 'import os\n',
};

test.each([
  ['no service, where it changed', {}, { 'README.md': '# A shop\n', 'docs/notes.md': 'more notes\n' }, []],
  ['the service that names it', { 'web/main.py': 'text = open("../docs/notes.md").read()\n' }, { 'docs/notes.md': 'more notes\n' }, ['web']],
  ['every service, where a shared file names it', { 'lib.py': 'text = open("README.md").read()\n' }, { 'README.md': '# A shop\n' }, ['auth', 'web']],
  ['every service, where it is new', {}, { 'CHANGELOG.md': '# One\n' }, ['auth', 'web']],
  ['every service, where code changed too', {}, { 'README.md': '# A shop\n', 'lib.py': 'x = 1\n' }, ['auth', 'web']],
] as const)('a text outside of all services affects %s', async (_, more, change, expected) => {
  const { root, write } = made.repository({ ...SHOP, ...more });
  for (const [path, text] of Object.entries(change)) write(path, text);
  const pair = await openPair(root, { base: 'HEAD' });
  const [before, after] = [await listServices(pair.before, { adapters: ADAPTERS }), await listServices(pair.after, { adapters: ADAPTERS })];
  const affected = await affectedServices({ before, after, changed: pair.changed, mentions: pair.mentions });
  expect([...affected.after].map(({ name }) => name).sort()).toEqual(expected);
});
