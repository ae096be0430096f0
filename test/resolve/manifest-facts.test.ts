import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/model/fact.ts';
import { readFiles } from './project.ts';

const START = { Procfile: 'web: node till.js\n', 'till.js': '' };
const SHOP = { Procfile: 'web: gunicorn shop:shop\n', 'shop.py': '' };

async function factsOf(files: Readonly<Record<string, string>>) {
  const project = await readFiles(files);
  const facts = project.services[0]?.facts;
  if (facts === undefined) throw new Error('no service');
  return facts;
}

async function locksOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const locks = valueOf((await factsOf(files))['runtime.lockFiles']) ?? [];
  return locks.map(({ at, manager, state, format }) => `${at.value} ${manager} ${state} ${format ?? '-'}`);
}

async function differencesOf(files: Readonly<Record<string, string>>): Promise<readonly string[] | undefined> {
  return valueOf((await factsOf(files))['runtime.lockDifferences'])?.map(({ name, locked }) => `${name}: ${locked ?? 'missing'}`);
}

describe('runtime.lockFiles', () => {
  it('tells the one in use from those beside it, and their formats', async () => {
    expect(await locksOf({
      ...START, 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", 'package-lock.json': '{\n  "name": "till",\n  "lockfileVersion": 3\n}\n',
    })).toEqual(['pnpm-lock.yaml pnpm used 9.0', 'package-lock.json npm beside 3']);
  });

  it('finds one that .gitignore keeps out, unless a later line takes it back', async () => {
    expect(await locksOf({ ...START, 'package.json': '{}', '.gitignore': 'dist\r\n/package-lock.json\r\n' })).toEqual(['/package-lock.json npm ignored -']);
    expect(await locksOf({ ...START, 'package.json': '{}', '.gitignore': 'yarn.lock\n!yarn.lock\n' })).toEqual([]);
  });

  it('lists those of requirements.txt as beside it', async () => {
    expect(await locksOf({ ...SHOP, 'requirements.txt': 'flask\n', 'pyproject.toml': '[project]\nname = "shop"\n', 'uv.lock': 'version = 1\n' })).toEqual(['uv.lock uv beside -']);
  });
});

describe('runtime.lockDifferences', () => {
  const manifest = (dependencies: object) => JSON.stringify({ dependencies });
  const npm = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });

  it('compares npm by the release that is locked', async () => {
    const lock = npm({ '': {}, 'node_modules/express': { version: '4.18.2' }, 'node_modules/pg': { version: '8.11.0' }, 'node_modules/early': { version: '3.0.8-alpha.3' } });
    expect(await differencesOf({ ...START, 'package.json': manifest({ express: '^5.1.0', pg: '^8.9.0', redis: '^5.0.0', own: 'file:own', early: '3.0.8-alpha.3' }), 'package-lock.json': lock }))
      .toEqual(['express: 4.18.2', 'redis: missing']);
  });

  it('compares pnpm letter by letter', async () => {
    const lock = "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      express:\n        specifier: ^5.1.0\n        version: 5.1.0\n      '@scope/a':\n        specifier: '>=2'\n        version: 2.0.0\n\npackages:\n";
    expect(await differencesOf({ ...START, 'package.json': manifest({ express: '^5.2.0', '@scope/a': '>=2', late: '1.0.0' }), 'pnpm-lock.yaml': lock }))
      .toEqual(['express: ^5.1.0', 'late: missing']);
    expect(await differencesOf({ ...START, 'package.json': manifest({ express: '^5.2.0' }), 'pnpm-lock.yaml': lock.replace('importers:', 'overrides:\n  express: 5.1.0\n\nimporters:') }))
      .toBeUndefined();
  });

  it('looks for names in uv.lock', async () => {
    const pyproject = '[project]\nname = "shop"\ndependencies = ["Flask>=3", "late_comer"]\n';
    expect(await differencesOf({ ...SHOP, 'pyproject.toml': pyproject, 'uv.lock': 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.1.0"\n' })).toEqual(['late-comer: missing']);
  });
});

describe('what manifests say beside their dependencies', () => {
  it('reads the manager that package.json names', async () => {
    const facts = await factsOf({ ...START, 'package.json': '{"packageManager": "pnpm@9.1.0+sha512.ab"}' });
    expect(valueOf(facts['runtime.managerVersion'])).toBe('pnpm@9.1.0+sha512.ab');
  });

  it.each([
    ['{"dependencies": {"own": "file:./own", "linked": "link:../x"}}', 'package.json', ['"own": "file:./own"']],
    ['own @ file:///srv/own\nflask\n', 'requirements.txt', ['own @ file:///srv/own']],
    ['[project]\nname = "a"\n[tool.uv.sources]\nown = { path = "../own" }\n[tool.uv.workspace]\nmembers = ["a"]\n', 'pyproject.toml', ['path = "../own" }', 'tool.uv.workspace']],
    ['[project]\nname = "a"\ndependencies = ["flask"]\n', 'pyproject.toml', []],
  ])('finds local sources in %s', async (text, path, expected) => {
    const facts = await factsOf({ ...(path === 'package.json' ? START : SHOP), [path]: text });
    expect(valueOf(facts['build.localSources'])?.map(({ value }) => value)).toEqual(expected);
  });

  it('names a manifest that is no UTF-8 text', async () => {
    const facts = await factsOf({ ...SHOP, 'requirements.txt': '\0f\0l\0a\0s\0k', 'main.py': '' });
    expect(valueOf(facts['runtime.unreadableManifest'])).toBe('requirements.txt');
  });
});

describe('runtime.manifestTool', () => {
  it.each([
    ['uv', '# This file was autogenerated by uv via the following command:\n#    uv pip compile x\nflask==3.1.3\n', 'autogenerated by uv'],
    ['pip-compile, with Windows lines', '--index-url https://pypi.org/simple\r\n# This file is autogenerated by pip-compile with Python 3.13\r\nflask==3.1.3\r\n', 'autogenerated by pip-compile'],
    ['a command that people noted', 'flask==3.1.3  \n  # made with: poetry export\n', 'poetry export'],
    ['nobody', '# our packages, not autogenerated\nflask==3.1.3\n', undefined],
    ['a word that is no comment', 'flask==3.1.3\nautogenerated by uv\n', undefined],
  ])('is %s', async (_, text, tool) => {
    expect(valueOf((await factsOf({ ...SHOP, 'requirements.txt': text }))['runtime.manifestTool'])).toBe(tool);
  });

  it('says nothing of a pyproject.toml', async () => {
    expect(valueOf((await factsOf({ ...SHOP, 'pyproject.toml': '# autogenerated by uv\n[project]\nname = "shop"\n' }))['runtime.manifestTool'])).toBeUndefined();
  });
});

describe('runtime.dependencies', () => {
  it('tells which are held by hashes', async () => {
    const text = 'flask==3.1.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\ngunicorn==26.2.0 # --hash=sha256:cc\n';
    const found = valueOf((await factsOf({ ...SHOP, 'requirements.txt': text }))['runtime.dependencies']);
    expect(found?.map(({ name, hashed }) => [name, hashed])).toEqual([['flask', true], ['gunicorn', undefined]]);
  });
});
