import { describe, expect, it } from 'vitest';
import { detectNixpacks } from '../../src/builders/nixpacks/detect.ts';
import { allowsMajor } from '../../src/builders/nixpacks/node-range.ts';
import { matchesWildcard } from '../../src/builders/nixpacks/wildcard.ts';
import type { Detection } from '../../src/builders/detection.ts';
import { assumed, unresolved, valueOf } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';

type Texts = Readonly<Record<string, string>>;

async function detect(files: Texts, env: Texts = {}): Promise<Detection | undefined> {
  const environment = new Map<string, Fact<string>>(Object.entries(env).map(([key, value]) => [key, assumed(key, value, 'test')]));
  return detectNixpacks({ files: filesOf(files), root: '', environment });
}

/** Why the start command is not known. */
function reasonOf(found: Detection | undefined): string {
  return found?.startCommand.state === 'unresolved' ? found.startCommand.reason : (found?.startCommand.state ?? 'nothing found');
}

describe('nixpacks.toml', () => {
  it('names the provider, with its place', async () => {
    const found = await detect({ 'nixpacks.toml': 'providers = ["python"]\n', 'package.json': '{}', 'main.py': '' });
    expect(found?.language).toMatchObject({ value: 'python', provenance: { kind: 'declared', range: { start: 13, end: 21 } } });
  });

  it('adds a provider to the one that is found', async () => {
    const found = await detect({ 'nixpacks.toml': 'providers = ["...", "python"]\n', 'package.json': '{}', 'main.py': '' });
    expect([found && valueOf(found.language), Object.keys(found?.versions ?? {})]).toEqual(['node', ['node', 'npm', 'python']]);
    expect(found && valueOf(found.startCommand)).toBe('python main.py');
  });

  it('switches detection off', async () => {
    expect(await detect({ 'nixpacks.toml': 'providers = []\n', 'package.json': '{}' })).toBeUndefined();
  });

  it('names a provider that does not exist', async () => {
    expect(reasonOf(await detect({ 'nixpacks.toml': 'providers = ["...", "nodejs"]\n', 'package.json': '{}' }))).toContain('no provider nodejs');
  });

  it('sets variables over those of the platform', async () => {
    const toml = '[variables]\nNIXPACKS_NODE_VERSION = "20"\n';
    const found = await detect({ 'nixpacks.toml': toml, 'package.json': '{}' }, { NIXPACKS_NODE_VERSION: '16' });
    expect(found && valueOf(found.versions['node'] ?? found.language)).toBe('20');
  });

  it('that does not parse leaves the start unknown', async () => {
    expect(reasonOf(await detect({ 'nixpacks.toml': 'providers = [\n', 'main.py': '' }))).toContain('nixpacks stops at nixpacks.toml');
  });

  it('is read before nixpacks.json', async () => {
    const found = await detect({ 'nixpacks.toml': 'providers = ["go"]', 'nixpacks.json': '{ "providers": ["ruby"] }' });
    expect(found && valueOf(found.language)).toBe('go');
  });

  it('gives way to the file that NIXPACKS_CONFIG_FILE names', async () => {
    const found = await detect(
      { 'nixpacks.toml': 'providers = ["go"]', 'other.json': '{ "providers": ["ruby"] }' }, { NIXPACKS_CONFIG_FILE: 'other.json' },
    );
    expect(found && valueOf(found.language)).toBe('ruby');
  });
});

describe('packages of nixpacks.toml', () => {
  const withPackages = (list: string) => detect({ 'nixpacks.toml': `[phases.setup]\nnixPkgs = ${list}\n`, 'main.py': '', 'runtime.txt': '3.11' });

  it('replace those of the provider', async () => {
    const found = await withPackages('["python312"]');
    expect(found?.versions['python']).toMatchObject({ state: 'known', value: '3.12' });
    expect(found?.requests.map(({ by, effective }) => [by, effective])).toEqual([['nixpkgs', true], ['runtime-txt', false]]);
  });

  it('leave no Python when they do not list it', async () => {
    const found = await withPackages('["cowsay"]');
    expect(found?.versions['python']?.state).toBe('unresolved');
    expect(found?.requests.map(({ effective }) => effective)).toEqual([false]);
  });

  it('add to those of the provider', async () => {
    const found = await withPackages('["...", "nodejs_20"]');
    expect(found?.versions).toMatchObject({ python: { value: '3.11' }, node: { value: '20' } });
  });

  it('stand beside another version of the same language', async () => {
    expect((await withPackages('["...", "python312"]'))?.versions['python']?.state).toBe('unresolved');
  });

  it('give versions without any provider', async () => {
    const found = await detect({ 'nixpacks.toml': '[phases.setup]\nnixPkgs = ["nodejs-18_x"]\n' });
    expect([found?.language.state, found?.versions['node']]).toMatchObject(['absent', { value: '18' }]);
  });

  it('come from NIXPACKS_PKGS too', async () => {
    expect((await detect({ 'main.py': '' }, { NIXPACKS_PKGS: 'cowsay nodejs_22' }))?.versions['node']).toMatchObject({ value: '22' });
  });
});

describe('a folder', () => {
  it('with nothing but one folder is left for that one', async () => {
    const found = await detect({ 'README.md': '', 'web/shop/package.json': '{}', 'web/shop/index.js': '' });
    expect([found?.root, found && valueOf(found.startCommand)]).toEqual(['web/shop', 'node index.js']);
    expect(found?.manifest).toMatchObject({ value: 'web/shop/package.json' });
  });

  it('with two folders gives nothing', async () => {
    expect(await detect({ 'web/package.json': '{}', 'api/main.py': '' })).toBeUndefined();
  });

  it('below the project root is read alone', async () => {
    const files = filesOf({ 'api/main.py': '', 'package.json': '{}' });
    const found = await detectNixpacks({ files, root: 'api', environment: new Map() });
    expect([found && valueOf(found.language), found?.root]).toEqual(['python', undefined]);
  });

  it('of static files is served', async () => {
    expect(await detect({ 'public/odd.css': '' })).toMatchObject({ language: { value: 'static' }, static: { value: true } });
  });

  it('without anything gives nothing', async () => {
    expect(await detect({ 'README.md': '# odd' })).toBeUndefined();
  });
});

describe('what nixpacks installs from', () => {
  it.each([
    ['requirements.txt before any lock file', { 'requirements.txt': '', 'pyproject.toml': '', 'uv.lock': '' }, 'pip requirements.txt none'],
    ['poetry before uv', { 'pyproject.toml': '', 'uv.lock': '', 'poetry.lock': '' }, 'poetry pyproject.toml poetry.lock'],
    ['uv', { 'pyproject.toml': '', 'uv.lock': '' }, 'uv pyproject.toml uv.lock'],
    ['a Pipfile', { 'Pipfile': '', 'Pipfile.lock': '{}' }, 'pipenv Pipfile Pipfile.lock'],
    ['nothing', { 'main.py': '' }, 'none none none'],
    ['bun', { 'package.json': '{}', 'bun.lockb': '' }, 'bun package.json bun.lockb'],
  ] as const)('%s', async (_name, files, wanted) => {
    const found = await detect(files);
    const facts = [found?.packageManager, found?.manifest, found?.lockFile];
    expect(facts.map((fact) => (fact === undefined ? 'none' : (valueOf(fact) ?? 'none'))).join(' ')).toBe(wanted);
  });
});

it('a package.json that nixpacks cannot read leaves the start unknown', async () => {
  expect(reasonOf(await detect({ 'package.json': '{ "scripts": { "start": 1 } }' }))).toContain('nixpacks stops at package.json');
});

it('a variable without a known value leaves the start unknown', async () => {
  const file = { path: '.env', text: 'x' };
  const environment = new Map([['NIXPACKS_SPA_CADDY', unresolved('NIXPACKS_SPA_CADDY', 'it is odd', file, { start: 0, end: 1 })]]);
  const found = await detectNixpacks({ files: filesOf({ 'package.json': '{}', 'index.js': '' }), root: '', environment });
  expect(reasonOf(found)).toContain('no known value');
});

it.each([
  ['>=18', 22, true], ['>=24', 22, false], ['^18.1', 18, true], ['~18', 18, true], ['<18', 18, false], ['<=18', 18, false], ['<=18.2', 18, true], ['>18', 18, false],
  ['>18.2', 18, true], ['18.x || 20.x', 20, true], ['14 - 16', 16, true], ['14 - 16', 18, false], ['>= 18 < 20', 20, false], ['*', 14, true],
  ['v18.3.1', 18, true], ['=18', 18, true], ['^0.10', 14, false], ['18 <17', 18, true], ['>=18 <=18', 22, true], ['14 - 16 || 20', 20, true],
])('the range %s allows Node %i: %s', (range, major, wanted) => {
  expect(allowsMajor(range, major)).toBe(wanted);
});

it.each(['abc', 'lts/foo', '>=18,<21', 'node', '', '18-alpine', '==18', '1.2.3.4'])('%s is no range', (range) => {
  expect(allowsMajor(range, 18)).toBeUndefined();
});

it.each([
  ['apps/*', 'apps/web', true], ['apps/*', 'apps/web/src', true], ['apps/?', 'apps/ab', false], ['*', 'x', true], ['a*c', 'abc', true], ['a*c', 'ab', false],
])('the pattern %s takes %s: %s', (pattern, path, wanted) => {
  expect(matchesWildcard(pattern, path)).toBe(wanted);
});
