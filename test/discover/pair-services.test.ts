import { expect, test } from 'vitest';
import { pairServices } from '../../src/discover/pair-services.ts';
import type { ServiceRoot } from '../../src/discover/services.ts';

const service = (name: string, root: string, configFile?: string): ServiceRoot => ({ name, root, configFile, declaredAs: undefined });
const printed = (before: readonly ServiceRoot[], after: readonly ServiceRoot[], renamed: Readonly<Record<string, string>> = {}): readonly string[] => {
  const { pairs, added, removed } = pairServices(before, after, new Map(Object.entries(renamed)));
  return [...pairs.map((pair) => `${pair.before.name} is ${pair.after.name}`), ...added.map(({ name }) => `${name} is new`), ...removed.map(({ name }) => `${name} is gone`)];
};

test.each([
  ['the same name and folder', [service('api', 'api'), service('web', 'web')], [service('web', 'web'), service('api', 'api')], {}, ['web is web', 'api is api']],
  ['the same name elsewhere', [service('api', 'api')], [service('api', 'services/api')], {}, ['api is api']],
  ['another name for the same folder', [service('api', 'backend')], [service('shop', 'backend')], {}, ['api is shop']],
  ['two services that change their names, in one folder', [service('app', ''), service('worker', '', 'railway.worker.json')], [service('app', ''), service('jobs', '', 'railway.jobs.json')], { 'railway.worker.json': 'railway.jobs.json' }, ['app is app', 'worker is jobs']],
  ['a renamed folder', [service('api', 'api')], [service('backend', 'backend')], { 'api/a.py': 'backend/a.py', 'api/b/c.py': 'backend/b/c.py', 'api/x.py': 'lib/x.py' }, ['api is backend']],
  ['half of a folder that went elsewhere', [service('api', 'api')], [service('backend', 'backend')], { 'api/a.py': 'backend/a.py', 'api/x.py': 'lib/x.py' }, ['backend is new', 'api is gone']],
  ['a folder that moved to the root', [service('api', 'api')], [service('app', '')], { 'api/a.py': 'a.py', 'api/b.py': 'b.py' }, ['api is app']],
  ['a deployment file that moved alone', [service('api', 'api')], [service('backend', 'backend')], { 'api/Procfile': 'backend/Procfile', 'api/x.py': 'lib/x.py' }, ['api is backend']],
  ['a second folder of that name, so that both are called by their paths', [service('api', 'shop/api')], [service('api', 'api'), service('shop/api', 'shop/api')], {}, ['api is shop/api', 'api is new']],
  ['one of two folders of a name that goes away', [service('api', 'api'), service('shop/api', 'shop/api')], [service('api', 'shop/api')], {}, ['shop/api is api', 'api is gone']],
  ['nothing in common', [service('api', 'api')], [service('web', 'web')], {}, ['web is new', 'api is gone']],
] as const)('%s', (_, before, after, renamed, expected) => {
  expect(printed(before, after, renamed)).toEqual(expected);
});
