import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { settingsFor } from '../../src/config/settings-for.ts';
import { findConfig, type ConfigChoice } from '../../src/discover/find-config.ts';
import { openFolder } from '../../src/discover/open-folder.ts';
import { openPair } from '../../src/discover/tree-pair.ts';
import { makeProject } from '../support/cli.ts';
import { makeRepository } from '../support/git-repository.ts';
import { CONTEXT } from './names.ts';
import { processorTime } from '../support/processor-time.ts';

const made: { remove: () => void }[] = [];
afterEach(() => { for (const project of made.splice(0)) project.remove(); });

function project(files: Readonly<Record<string, string | Buffer>>): string {
  const created = makeProject(files);
  made.push(created);
  return created.root;
}

const GIT = { '.git/HEAD': 'ref: refs/heads/main\n' };

async function configOf(folder: string, choice: ConfigChoice = { kind: 'found' }): Promise<Config> {
  return findConfig(await openFolder(folder), choice, { ...CONTEXT, folder });
}

/** What the configuration says of the workers, from which file. */
async function workersIn(folder: string, choice?: ConfigChoice): Promise<string> {
  const fact = (await configOf(folder, choice)).facts.facts.get('server.workers');
  return fact === undefined ? 'nothing' : `${String(fact.value)} by ${fact.provenance.kind === 'assumed' ? fact.provenance.by : ''}`;
}

const saying = (workers: number): string => `facts: { server.workers: ${workers} }\n`;

describe('the file that counts', () => {
  it.each([
    ['optimize.yaml', saying(2)], ['optimize.yml', saying(2)], ['optimize.toml', '[facts]\n"server.workers" = 2\n'],
    ['package.json', '{ "optimize": { "facts": { "server.workers": 2 } } }'], ['optimize.yaml', `\uFEFF${saying(2).replaceAll('\n', '\r\n')}`],
  ])('is %s', async (name, text) => {
    expect(await workersIn(project({ [name]: text }))).toBe(`2 by ${name}`);
  });

  it('is none where there is none', async () => {
    const config = await configOf(project({ 'package.json': '{ "scripts": { "optimize": "x" } }', 'app.py': '' }));
    expect(config.files).toEqual([]);
  });

  it('is not a package.json that is no JSON: what reads it says so', async () => {
    expect(await workersIn(project({ 'package.json': '{ "optimize": ' }))).toBe('nothing');
  });

  it('is one of those above, the nearest, up to the root of the repository', async () => {
    const root = project({ 'repo/a/b/app.py': '', 'repo/optimize.yaml': saying(1), 'optimize.yaml': saying(9), 'repo/.git/HEAD': '' });
    expect(await workersIn(join(root, 'repo/a/b'))).toBe('1 by ../../optimize.yaml');
    expect(await workersIn(join(root, 'repo'))).toBe('1 by optimize.yaml');
  });

  it('is never one beyond the root of the repository', async () => {
    const root = project({ 'repo/a/app.py': '', 'optimize.yaml': saying(9), 'repo/.git': 'gitdir: elsewhere\n' });
    expect(await workersIn(join(root, 'repo/a'))).toBe('nothing');
    expect(await workersIn(join(root, 'repo'))).toBe('nothing');
  });

  it('is never one above without a repository', async () => {
    expect(await workersIn(join(project({ 'a/app.py': '', 'optimize.yaml': saying(9) }), 'a'))).toBe('nothing');
  });

  it('is a package.json above, where it has the key', async () => {
    const root = project({ ...GIT, 'a/app.py': '', 'a/package.json': '{}', 'package.json': '{ "optimize": { "facts": { "server.workers": 3 } } }' });
    expect(await workersIn(join(root, 'a'))).toBe('3 by ../package.json');
  });

  it('counts alone', async () => {
    const root = project({ ...GIT, 'optimize.yaml': `${saying(1)}rules: { network/port: off }\n`, 'a/optimize.yaml': saying(2) });
    const config = await configOf(join(root, 'a'));
    expect([config.facts.facts.get('server.workers')?.value, config.rules.size]).toEqual([2, 0]);
  });

  it('is the one that is named, alone', async () => {
    const root = project({ ...GIT, 'optimize.yaml': saying(1), 'ci/strict.yaml': saying(5), 'a/app.py': '', 'a/optimize.yaml': saying(7), 'a/b/optimize.yaml': saying(8) });
    expect(await workersIn(root, { kind: 'named', path: 'ci/strict.yaml' })).toBe('5 by ci/strict.yaml');
    expect(await workersIn(join(root, 'a'), { kind: 'named', path: '../ci/strict.yaml' })).toBe('5 by ../ci/strict.yaml');
    expect((await configOf(root, { kind: 'named', path: 'ci/strict.yaml' })).folders.size).toBe(0);
    expect(await workersIn(root, { kind: 'none' })).toBe('nothing');
  });

  it.each([
    ['two files', { 'optimize.yaml': '', 'optimize.toml': '' }, 'there are two configurations: optimize.yaml and optimize.toml'],
    ['a file and a key', { 'optimize.yml': '', 'package.json': '{ "optimize": {} }' }, 'there are two configurations: optimize.yml and the key optimize of package.json'],
    ['two files of a folder below', { 'a/optimize.yaml': '', 'a/optimize.yml': '' }, 'there are two configurations: a/optimize.yaml and a/optimize.yml'],
    ['a folder of that name', { 'optimize.yaml/a': '' }, 'optimize.yaml is a folder, and a configuration is a file'],
    ['too large a file', { 'optimize.yaml': `# ${'x '.repeat(40)}\n`.repeat(130_000) }, /^optimize\.yaml has \d+ bytes, more than the 1000000 that are read$/],
    ['a file in UTF-16', { 'optimize.yaml': Buffer.from('\uFEFFrules: {}', 'utf16le') }, 'optimize.yaml is UTF-16; the tools that read it expect UTF-8'],
    ['zero bytes', { 'optimize.yaml': 'a\0b' }, 'optimize.yaml is binary: it holds NUL bytes and is no text'],
  ])('is refused with %s', async (_, files, message) => {
    await expect(configOf(project(files))).rejects.toMatchObject({ name: 'UsageError', code: 'config', message: typeof message === 'string' ? message : expect.stringMatching(message) });
  });

  it('is refused with two files above', async () => {
    const root = project({ ...GIT, 'a/app.py': '', 'optimize.yaml': '', 'package.json': '{ "optimize": {} }' });
    await expect(configOf(join(root, 'a'))).rejects.toThrow('there are two configurations: ../optimize.yaml and the key optimize of ../package.json');
  });

  it('is refused where it leads out of the project, and where it cannot be read', async () => {
    const root = project({ 'elsewhere.yaml': saying(9), 'a/app.py': '', 'b/optimize.yaml': '' });
    symlinkSync(join(root, 'elsewhere.yaml'), join(root, 'a/optimize.yaml'));
    await expect(configOf(join(root, 'a'))).rejects.toThrow('optimize.yaml is a link out of the project');
    chmodSync(join(root, 'b/optimize.yaml'), 0);
    if (process.getuid?.() !== 0) await expect(configOf(join(root, 'b'))).rejects.toThrow('optimize.yaml cannot be read: EACCES');
  });

  it('is refused where the named one is not there', async () => {
    const root = project({ 'a/app.py': '', 'x.yaml': '' });
    mkdirSync(join(root, 'empty'));
    await expect(configOf(join(root, 'a'), { kind: 'named', path: 'no.yaml' })).rejects.toThrow('there is no configuration file no.yaml');
    await expect(configOf(join(root, 'a'), { kind: 'named', path: '../x.yaml' })).rejects.toThrow('there is no configuration file ../x.yaml');
  });
});

describe('extends', () => {
  it('joins by name, and the nearer word counts', async () => {
    const root = project({
      ...GIT, 'a/app.py': '',
      'optimize.yaml': 'edition: 2025.2\nbaseline: base.jsonl\nrules: { server/workers: off, server/interface: low, network/port: off }\ngates: { min-score: 50, max-drop: 3, max-lost: { security: 0 } }\nfacts: { server.workers: 1, env.A: x }\nignores: [{ rule: network/port, reason: a }]\n',
      'a/optimize.yaml': 'extends: ../optimize.yaml\nedition: 2026.1\nrules: { server/*: info }\ngates: { min-score: 60, max-lost: { server: 2 } }\nfacts: { server.workers: 2 }\nignores: [{ rule: server/workers, reason: b }]\n',
    });
    const config = await configOf(join(root, 'a'));
    expect(config.files.map(({ path }) => path)).toEqual(['../optimize.yaml', 'optimize.yaml']);
    expect([...config.rules].map(([name, { value }]) => `${name}=${value}`)).toEqual(['network/port=off', 'server/*=info']);
    expect([config.edition?.value, config.baseline?.value, config.gates.minScore?.value, config.gates.maxDrop?.value]).toEqual(['2026.1', '../base.jsonl', 60, 3]);
    expect([...config.gates.maxLost].map(([name, { value }]) => `${name}=${value}`)).toEqual(['security=0', 'server=2']);
    expect([config.facts.facts.get('server.workers')?.value, config.facts.variables.get('A')?.value]).toEqual([2, 'x']);
    expect(config.ignores.map(({ reason }) => reason)).toEqual(['a', 'b']);
  });

  it('takes a list, the later one counts, and what two of them extend counts once', async () => {
    const root = project({
      'optimize.yaml': 'extends: [ci/one.yaml, ci/two.toml]\n', 'ci/one.yaml': 'extends: base.json\nfacts: { server.workers: 1, server.threads: 1 }\n',
      'ci/two.toml': 'extends = "base.json"\n[facts]\n"server.workers" = 2\n', 'ci/base.json': '{ "ignores": [{ "rule": "network/port", "reason": "a", "path": "x.py" }] }',
    });
    const config = await configOf(root);
    expect(config.files.map(({ path }) => path)).toEqual(['ci/base.json', 'ci/one.yaml', 'ci/two.toml', 'optimize.yaml']);
    expect([config.facts.facts.get('server.workers')?.value, config.facts.facts.get('server.threads')?.value]).toEqual([2, 1]);
    expect(config.ignores.map(({ scope }) => scope)).toEqual([{ kind: 'entry', path: 'ci/x.py' }]);
  });

  it('ends soon where every file extends the next one twice', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}.yaml`, index === 59 ? saying(3) : `extends: [f${index + 1}.yaml, f${index + 1}.yaml]\n`]));
    expect(await workersIn(project({ ...files, 'optimize.yaml': 'extends: f0.yaml\n' }))).toBe('3 by f59.yaml');
  });

  it.each([
    ['itself', { 'optimize.yaml': 'extends: ./optimize.yaml\n' }, 'optimize.yaml:1:10: extends goes in a circle: optimize.yaml, optimize.yaml'],
    ['in a circle', { 'optimize.yaml': 'extends: a.yaml\n', 'a.yaml': '\nextends:\n  - optimize.yaml\n' }, 'a.yaml:3:5: extends goes in a circle: optimize.yaml, a.yaml, optimize.yaml'],
    ['nothing', { 'optimize.yaml': 'extends: a.yaml\n' }, 'optimize.yaml:1:10: there is no file a.yaml to extend'],
    ['what lies beyond the repository', { ...GIT, 'optimize.yaml': 'extends: ../../../../etc/passwd\n' }, 'optimize.yaml:1:10: there is no file ../../../../etc/passwd to extend'],
    ['a file with a mistake', { 'optimize.yaml': 'extends: a.yaml\n', 'a.yaml': 'rules: 3\n' }, 'a.yaml:1:8: rules is 3'],
  ])('is refused for %s', async (_, files, message) => {
    await expect(configOf(project(files))).rejects.toMatchObject({ code: 'config', message });
  });
});

describe('a commit', () => {
  it('has the configuration that it had, with what lies above the project', async () => {
    const repository = makeRepository({
      'shop/app.py': '', 'shop/optimize.yaml': 'extends: ../ci/strict.yaml\n', 'ci/strict.yaml': 'extends: base.yaml\n', 'ci/base.yaml': saying(3), 'web/app.py': '', 'optimize.toml': '[facts]\n"server.workers" = 5\n',
    });
    made.push(repository);
    repository.write('ci/base.yaml', saying(4));
    repository.write('optimize.toml', '');
    const says = async (folder: string, staged: boolean) => {
      const root = join(repository.root, folder);
      const { before, after } = await openPair(root, { base: 'HEAD', staged });
      return Promise.all([before, after].map(async (tree) => (await findConfig(tree, { kind: 'found' }, { ...CONTEXT, folder: root })).facts.facts.get('server.workers')?.value));
    };
    expect(await says('shop', false)).toEqual([3, 4]);
    expect(await says('shop', true)).toEqual([3, 3]);
    expect(await says('web', false)).toEqual([5, undefined]);
  });
});

describe('the file of a folder', () => {
  const files = {
    'optimize.yaml': 'rules: { network/port: off, server/workers: off }\nfacts: { server.workers: 1, server.threads: 1 }\nservices: { api: { root: a/api, facts: { server.threads: 9 }, rules: { server/workers: low }, kind: web } }\n',
    'a/optimize.yaml': 'rules: { server/*: high }\nfacts: { server.workers: 2 }\nignores: [{ rule: network/port, reason: a, path: "*.py" }]\n',
    'a/api/package.json': '{ "optimize": { "facts": { "server.timeout": 3 } } }', 'tests/optimize.yaml': 'broken: [', 'b/app.py': '',
  };

  it('goes before the project, for its services', async () => {
    const config = await configOf(project(files));
    const of = (root: string, name: string) => {
      const { rules, facts, ignores } = settingsFor(config, { root, name });
      return [[...rules].map(([rule, { value }]) => `${rule}=${value}`), [...facts.facts].map(([fact, { value }]) => `${fact}=${String(value)}`), ignores.map(({ scope }) => scope)];
    };
    const scope = { kind: 'entry', path: 'a/*.py' };
    expect(of('a', 'a')).toEqual([['network/port=off', 'server/*=high'], ['server.workers=2', 'server.threads=1'], [scope]]);
    expect(of('a/api', 'api')).toEqual([['network/port=off', 'server/*=high', 'server/workers=low'], ['server.workers=2', 'server.threads=9', 'server.timeout=3', 'service.kind=web'], [scope]]);
    expect(of('b', 'b')).toEqual([['network/port=off', 'server/workers=off'], ['server.workers=1', 'server.threads=1'], []]);
    expect(config.files.map(({ path }) => path)).toEqual(['optimize.yaml', 'a/optimize.yaml', 'a/api/package.json']);
  });

  it('counts without one of the project', async () => {
    const config = await configOf(project({ 'a/optimize.yaml': saying(2), 'a/app.py': '' }));
    expect([settingsFor(config, { root: 'a', name: 'a' }).facts.facts.size, settingsFor(config, { root: '', name: 'app' }).facts.facts.size]).toEqual([1, 0]);
  });

  it.each(['gates: {}', 'edition: 2026.1', 'baseline: a', 'services: {}'])('has no %s', async (text) => {
    await expect(configOf(project({ 'a/optimize.yaml': `rules: {}\n${text}\n` }))).rejects.toThrow(`a/optimize.yaml:2:1: "${text.split(':')[0]}" cannot be set for one folder`);
  });

  it('extends only what holds for it anyway', async () => {
    const config = await configOf(project({ 'optimize.yaml': saying(1), 'a/optimize.yaml': 'extends: ../optimize.yaml\n' }));
    expect(settingsFor(config, { root: 'a', name: 'a' }).facts.facts.get('server.workers')?.value).toBe(1);
    await expect(configOf(project({ 'b.yaml': '', 'a/optimize.yaml': 'extends: ../b.yaml\n' }))).rejects.toThrow('a/optimize.yaml:1:10: the file of a folder cannot extend b.yaml');
  });
});

describe('a hostile file ends soon', () => {
  const bomb = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`).join('')}`;
  it.each([
    ['aliases that multiply', bomb, /^optimize\.yaml:1:1: aliases make the file too large$/],
    ['deep brackets', '['.repeat(100_000), /^optimize\.yaml:1:201: nested deeper than 200 levels$/],
    ['deep blocks', Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}a:\n`).join(''), /^optimize\.yaml:201:201: nested deeper than 200 levels$/],
    ['an alias of itself', 'rules: &a { b: *a }\n', /^optimize\.yaml:1:13: /],
    ['a key of 100,000 letters', `${'a'.repeat(100_000)}: 1\n`, /^optimize\.yaml:1:1: /],
    ['30,000 unknown rules', `rules:\n${Array.from({ length: 30_000 }, (_, index) => `  server/workers${index}: off\n`).join('')}`, /^optimize\.yaml:2:3: there is no rule "server\/workers0" \(and 29999 more in this file\)$/],
    ['50,000 unknown keys', Array.from({ length: 50_000 }, (_, index) => `k${index}: 1\n`).join(''), /\(and 49999 more in this file\)$/],
  ])('%s', async (_, text, message) => {
    expect(await processorTime(async () => {
      await expect(configOf(project({ 'optimize.yaml': text }))).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    })).toBeLessThan(8000);
  });

  it('brackets of TOML and JSON', async () => {
    await expect(configOf(project({ 'optimize.toml': `a = ${'['.repeat(100_000)}` }))).rejects.toMatchObject({ code: 'config' });
    await expect(configOf(project({ 'optimize.yaml': 'extends: a.json\n', 'a.json': '['.repeat(100_000) }))).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('nested deeper') });
  });
});
