import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { UsageError } from '../../src/usage-error.ts';
import { CONTEXT } from './names.ts';

/** The message and the hint of a file that is wrong. */
async function said(text: string, path = 'optimize.yaml'): Promise<readonly [string, string]> {
  try {
    await readConfig({ main: { path, text }, inner: [], read: async () => undefined, hasFolder: (folder) => folder === 'backend' }, CONTEXT);
  } catch (error) {
    if (error instanceof UsageError && error.code === 'config') return [error.message, error.hint];
    throw error;
  }
  throw new Error('the file was taken');
}

describe('a mistake is named with its place', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['an unknown key', '# ours\n\nrulse:\n  a: off\n', 'optimize.yaml:3:1: the configuration has no key "rulse"', 'did you mean rules?'],
    ['a key far from any', 'colour: red\n', 'optimize.yaml:1:1: the configuration has no key "colour"', 'there are $schema, extends, edition, rules, gates, baseline, live, facts, services, ignores'],
    ['an unknown rule', 'rules:\n  network/port: off\n  server/wrokers: off\n', 'optimize.yaml:3:3: there is no rule "server/wrokers"', 'did you mean server/workers?'],
    ['a rule far from any', 'rules:\n  x: off\n', 'optimize.yaml:2:3: there is no rule "x"', '`optimize rules` lists them'],
    ['an unknown category', 'rules: { sever/*: off }', 'optimize.yaml:1:10: there is no category "sever/*"', 'did you mean server/*?'],
    ['an unknown level', 'rules:\n  server/workers: warn\n', 'optimize.yaml:2:19: server/workers is "warn"', 'server/workers is one of off, info, low, medium, high, critical'],
    ['an unknown fact', 'facts:\n  deploy.workers: 2\n', 'optimize.yaml:2:3: there is no fact "deploy.workers"', 'did you mean server.workers?'],
    ['a fact with letters in another order', 'facts:\n  server.tiemout: 2\n', 'optimize.yaml:2:3: there is no fact "server.tiemout"', 'did you mean server.timeout?'],
    ['a fact of another shape', 'facts:\n  server.workers: many\n', 'optimize.yaml:2:19: server.workers is "many"', 'server.workers is a number'],
    ['a list that cannot be stated', 'facts:\n  web.routes: [/]\n', 'optimize.yaml:2:15: web.routes is a list', 'web.routes is a list, which cannot be stated'],
    ['an unknown edition', 'edition: 2026.2', 'optimize.yaml:1:10: there is no edition "2026.2"', 'there are 2025.2, 2026.1'],
    ['a score over 100', 'gates:\n  min-score: 101\n', 'optimize.yaml:2:14: min-score is 101', 'min-score is a whole number from 0 to 100'],
    ['a limit of no category', 'gates:\n  max-lost: { securty: 0 }\n', 'optimize.yaml:2:15: there is no category "securty"', 'did you mean security?'],
    ['no reason', 'ignores:\n  - rule: server/workers\n    path: a\n', 'optimize.yaml:2:5: this entry of ignores has no reason', 'add why: `reason: "runs behind our own proxy"`'],
    ['a blank reason', 'ignores:\n  - rule: server/workers\n    reason: "  "\n', 'optimize.yaml:3:13: reason is " "', 'reason is a text'],
    ['a day that the calendar does not have', 'ignores:\n  - { rule: server/workers, reason: a, until: 2027-02-29 }\n', 'optimize.yaml:2:47: "2027-02-29" is no day', 'until is the last day on which it holds: 2027-01-31'],
    ['a folder that is not there', 'services:\n  api:\n    root: frontend\n', 'optimize.yaml:3:5: the service api has no folder: there is none frontend', 'root is a folder with files, from the folder of this file'],
    ['several, the first by its place', 'facts: { server.workers: x }\nrules: { a: off }\nextra: 1\n', 'optimize.yaml:1:26: server.workers is "x" (and 2 more in this file)', 'server.workers is a number'],
    ['a key that stands twice', 'rules:\n  server/workers: off\n  server/workers: low\n', 'optimize.yaml:3:3: "server/workers" stands here a second time', 'keep one of the two'],
    ['broken YAML', 'rules:\n  a: [\n', 'optimize.yaml:3:1: Flow sequence in block collection must be sufficiently indented and end with a ]', 'the file must be valid YAML'],
    ['a tab', 'rules:\n\tserver/workers: off\n', 'optimize.yaml:2:1: Tabs are not allowed as indentation', 'the file must be valid YAML'],
    ['a second document', 'rules: {}\n---\nfacts: {}\n', 'optimize.yaml:3:1: the file goes on with a second document', 'one document is read; remove the line --- and what follows'],
    ['a merge that is not finished', 'rules:\n<<<<<<< HEAD\n  a: off\n=======\n>>>>>>> b\n', 'optimize.yaml:2:1: a merge conflict is not resolved', 'the file must be valid YAML'],
    ['Windows line ends', 'facts:\r\n  env.A: 1\r\n  server.workers: x\r\n', 'optimize.yaml:3:19: server.workers is "x"', 'server.workers is a number'],
    ['an alias of an anchor, where the value stands', 'facts:\n  env.A: &a [1]\n  server.workers: *a\n', 'optimize.yaml:2:13: env.A is a list (and 1 more in this file)', 'env.A is a text'],
  ];
  it.each(cases)('%s', async (_, text, message, hint) => {
    expect(await said(text)).toEqual([message, hint]);
  });

  it('in TOML', async () => {
    expect(await said('[rules]\n"server/workers" = "warn"\n', 'optimize.toml')).toEqual(['optimize.toml:2:20: server/workers is "warn"', 'server/workers is one of off, info, low, medium, high, critical']);
    expect(await said('[rules]\na = = 1\n', 'optimize.toml')).toEqual(['optimize.toml:2:5: "=" cannot stand here', 'the file must be valid TOML']);
    expect(await said('edition = "2026.1"\nedition = "2026.1"\n', 'optimize.toml')).toEqual([expect.stringMatching(/^optimize\.toml:2:1: edition is set twice$/), 'the file must be valid TOML']);
  });

  it('in package.json, whose other keys are not ours', async () => {
    const text = '{\n  "name": "a", "name": "b",\n  "optimize": {\n    "rules": { "server/workers": 1 }\n  }\n}\n';
    expect(await said(text, 'package.json')).toEqual(['package.json:4:34: server/workers is 1', 'server/workers is one of off, info, low, medium, high, critical']);
  });
});

describe('a file is read', () => {
  const read = async (text: string, path = 'optimize.yaml', folder?: string) =>
    readConfig({ main: { path, text }, inner: [], read: async () => undefined, hasFolder: () => true }, folder === undefined ? CONTEXT : { ...CONTEXT, folder });

  it('with anchors and merge keys', async () => {
    const config = await read('services:\n  a: &base\n    root: a\n    facts: { server.workers: 2 }\n  b:\n    <<: *base\n    root: b\n');
    expect(config.services.map(({ name, root, facts }) => [name, root?.value, facts.facts.get('server.workers')?.value])).toEqual([['a', 'a', 2], ['b', 'b', 2]]);
  });

  it('with values as they are written', async () => {
    const { facts } = await read('facts: { runtime.version: 3.10, env.VERSION: 1.20, env.ON: true, server.port: 8080, build.builder: Nixpacks }');
    expect([...facts.facts].map(([name, { value }]) => [name, value])).toEqual([['runtime.version', '3.10'], ['server.port', '8080'], ['build.builder', 'nixpacks']]);
    expect([...facts.variables].map(([name, { value }]) => [name, value])).toEqual([['VERSION', '1.20'], ['ON', 'true']]);
  });

  it('with the dates of TOML', async () => {
    const [ignore] = (await read('[[ignores]]\nrule = "server/workers"\nreason = "ours"\nuntil = 2027-01-31\n', 'optimize.toml')).ignores;
    expect(ignore).toMatchObject({ rule: 'server/workers', until: '2027-01-31', in: 'configuration', scope: { kind: 'entry' } });
  });

  it('so that an ignore has the place of its whole entry', async () => {
    const text = 'ignores:\n  - rule: server/workers\n    reason: ours\n\n# end\n';
    const at = (await read(text)).ignores[0]?.at;
    expect(at?.value).toBe('rule: server/workers\n    reason: ours');
    expect(at?.provenance).toMatchObject({ kind: 'declared', range: { start: text.indexOf('rule'), end: text.indexOf('ours') + 4 } });
  });

  it('from above, so that its paths are those of the project', async () => {
    const text = 'baseline: ci/base.jsonl\nservices: { api: { root: shop/backend }, web: { root: shop/frontend }, job: { root: shop/backend/job } }\nignores:\n'
      + ['shop/backend/app.py', 'shop/*/db.py', 'shop/frontend/a.py', '**/x.py', 'shop/backend/**/y.py'].map((path) => `  - { rule: server/workers, reason: a, path: "${path}" }\n`).join('');
    const config = await read(text, '../../optimize.yaml', '/projects/shop/backend');
    expect(config.baseline?.value).toBe('../../ci/base.jsonl');
    expect(config.services.map(({ name, root }) => [name, root?.value])).toEqual([['api', ''], ['job', 'job']]);
    expect(config.ignores.map(({ scope }) => (scope.kind === 'entry' ? scope.path : ''))).toEqual(['app.py', 'db.py', '**/x.py', '**/y.py']);
  });
});
