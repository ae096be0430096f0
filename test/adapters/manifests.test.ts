import { describe, expect, it } from 'vitest';
import { lockedVersions } from '../../src/adapters/lock-files.ts';
import { chooseManifest } from '../../src/adapters/manifests.ts';
import type { ManifestQuestion } from '../../src/adapters/manifests.ts';
import { readPackageManifest, readPackageScripts } from '../../src/adapters/package-json.ts';
import { readPipfile } from '../../src/adapters/pipfile.ts';
import { readPyproject } from '../../src/adapters/pyproject.ts';
import { readRequirementsTxt } from '../../src/adapters/requirements-txt.ts';
import type { ManifestReading } from '../../src/adapters/manifest-reading.ts';
import { valueOf } from '../../src/model/fact.ts';
import type { Dependency } from '../../src/model/facts/runtime.ts';
import { filesOf } from '../support/files.ts';
import { textAt } from './shown.ts';
import { processorTime } from '../support/processor-time.ts';

const shown = ({ name, specifier, extras, version, kind }: Dependency): string =>
  [`${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}`, specifier, version === undefined ? '' : `=> ${version}`, kind === 'production' ? '' : `(${kind})`].filter((part) => part !== '').join(' ');
const lines = (reading: ManifestReading) => [...reading.dependencies.map(shown), ...reading.problems.map(({ path, message }) => `! ${path}: ${message}`)];
const requirements = (texts: Record<string, string>) => {
  const files = filesOf(texts);
  const first = files.read('requirements.txt');
  if (first === undefined) throw new Error('no requirements.txt');
  return readRequirementsTxt(first, (path) => files.read(path));
};

describe('requirements.txt', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ 'requirements.txt': 'Flask_SQLAlchemy==3.1.1\nuvicorn[standard]>=0.30 # x\n' }, ['flask-sqlalchemy ==3.1.1 => 3.1.1', 'uvicorn[standard] >=0.30']],
    [{ 'requirements.txt': '-r requirements/base.txt\nb', 'requirements/base.txt': '-r ../more.txt\na==1.*', 'more.txt': '-r requirements.txt\nc' }, ['c', 'a ==1.*', 'b']],
    [{ 'requirements.txt': '-c pins.txt\na\nb>=1', 'pins.txt': 'a==2.0\nb==3.0\nz==1' }, ['a => 2.0', 'b >=1 => 3.0']],
    [{ 'requirements.txt': '-r gone.txt\na' }, ['a', '! requirements.txt: gone.txt is included, and cannot be read']],
    [{ 'requirements.txt': 'pip install x\na' }, ['a', '! requirements.txt: pip cannot read the line "pip install x"']],
    [{ 'requirements.txt': '-r ../../outside.txt\n-r https://x/y.txt' }, ['! requirements.txt: ../../outside.txt is included, and cannot be read']],
    [{ 'requirements.txt': 'pywin32; sys_platform == "win32"\nuvloop; sys_platform != "win32"' }, ['uvloop']],
    [{ 'requirements.txt': '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n' }, ['! requirements.txt: a merge conflict is not resolved']],
    [{ 'requirements.txt': 'a @ git+https://x/y\n-e .\n./local' }, ['a']],
  ])('%j', (texts, expected) => expect(lines(requirements(texts))).toEqual(expected));

  it('keeps the place of what it read', () => {
    expect(requirements({ 'requirements.txt': 'a\r\nuvicorn[standard]>=0.30 # x\r\n' }).dependencies.map(({ at }) => textAt(at))).toEqual(['a', 'uvicorn[standard]>=0.30']);
  });
});

describe('pyproject.toml, Pipfile and package.json', () => {
  it('reads PEP 621, groups, Poetry, uv and PDM', async () => {
    const text = `[project]
dependencies = ["fastapi[standard]>=0.110", "psycopg==3.2.1; python_version > '3.8'"]
[project.optional-dependencies]
s3 = ["boto3"]
[dependency-groups]
dev = ["pytest", {include-group = "x"}]
[tool.uv]
dev-dependencies = ["ruff"]
[tool.poetry.dependencies]
python = "^3.12"
django = "5.0.1"
celery = {version = "^5", extras = ["redis"], optional = true}
multi = [{version = "1", python = "<3"}]
any = "*"
[tool.poetry.group.dev.dependencies]
black = "^24"
`;
    expect(lines(await readPyproject({ path: 'pyproject.toml', text }))).toEqual([
      'fastapi[standard] >=0.110', 'psycopg ==3.2.1 => 3.2.1', 'boto3 (optional)', 'pytest (development)', 'ruff (development)',
      'django 5.0.1 => 5.0.1', 'celery[redis] ^5 (optional)', 'multi 1 => 1', 'any', 'black ^24 (development)',
    ]);
  });

  it('reads a Pipfile', async () => {
    const text = '[packages]\nflask = "*"\ngunicorn = "==21.2.0"\nx = {extras = ["y"], version = ">=1"}\n[dev-packages]\npytest = "*"\n';
    expect(lines(await readPipfile({ path: 'Pipfile', text }))).toEqual(['flask', 'gunicorn ==21.2.0 => 21.2.0', 'x[y] >=1', 'pytest (development)']);
  });

  it('reads a package.json, with Windows line ends', async () => {
    const text = '{\r\n "packageManager": "pnpm@9.1.0",\r\n "dependencies": {"express": "^4.18.2", "pg": "8.11.0", "bad": 1},\r\n "devDependencies": {"vite": "5"},\r\n "optionalDependencies": {"x": "file:../x"}\r\n}';
    const reading = await readPackageManifest({ path: 'package.json', text });
    expect([reading.packageManager, ...lines(reading)]).toEqual(['pnpm@9.1.0', 'express ^4.18.2', 'pg 8.11.0 => 8.11.0', 'vite 5 (development)', 'x file:../x (optional)']);
    expect(reading.dependencies.map(({ at }) => textAt(at))[0]).toBe('"express": "^4.18.2"');
  });

  it('reads the scripts of a package.json with their places', async () => {
    const text = '{\r\n\t"scripts": {"start": "node \\"till.js\\"",\n "odd": 7, "build": "tsc"}\r\n}';
    const scripts = valueOf(await readPackageScripts({ path: 'package.json', text })) ?? [];
    expect(scripts.map(({ name, command }) => [name, command.value, textAt(command)])).toEqual([
      ['start', 'node "till.js"', '"node \\"till.js\\""'], ['build', 'tsc', '"tsc"'],
    ]);
  });

  it.each<[string | undefined, string]>([[undefined, 'absent'], ['{"scripts": ["a"]}', 'known'], ['{"scripts": ', 'unresolved']])('says what %j has of scripts: %s', async (text, state) => {
    expect((await readPackageScripts(text === undefined ? undefined : { path: 'package.json', text })).state).toBe(state);
  });

  it.each([
    [readPyproject, '[project\n'], [readPipfile, 'a = = 1'], [readPackageManifest, '{"a": }'], [readPackageManifest, ''], [readPackageManifest, '{\n<<<<<<< HEAD\n"a": 1\n=======\n>>>>>>> x\n}'],
  ])('reports a file that does not parse', async (read, text) => {
    const reading = await read({ path: 'x', text });
    expect([reading.dependencies.length, reading.problems.length]).toEqual([0, 1]);
  });
});

const NPM = '{"lockfileVersion": 3, "packages": {"": {}, "apps/api": {}, "node_modules/express": {"version": "4.18.2"}, "node_modules/@a/b": {"version": "1.0.0"}, "apps/api/node_modules/express": {"version": "5.0.0"}}}';
const PNPM = `lockfileVersion: '9.0'\r
importers:\r
  .:\r
    dependencies:\r
      express:\r
        specifier: ^4\r
        version: 4.18.2\r
  apps/api:\r
    dependencies:\r
      '@a/b':\r
        specifier: ^1\r
        version: 1.0.0(react@18.2.0)\r
      shared:\r
        specifier: workspace:*\r
        version: link:../shared\r
    devDependencies:\r
      express:\r
        specifier: 5\r
        version: 5.0.0\r
packages:\r
  express@9.9.9:\r
    resolution: {}\r
`;
const want = (...specifiers: string[]) => specifiers.map((text) => ({ name: text.slice(0, text.lastIndexOf('@')), specifier: text.slice(text.lastIndexOf('@') + 1) }));

describe('lockedVersions', () => {
  it.each<[string, string, string, ReturnType<typeof want>, Record<string, string>]>([
    ['uv.lock', 'version = 1\n\n[[package]]\nname = "Flask_X"\nversion = "3.0.1"\nsource = { registry = "x" }\n[[package.wheels]]\nname = "flask-x"\nversion = "9"\n[[package]]\nname = "a"\nversion = "1"\n[[package]]\nname = "a"\nversion = "2"\n', '', want('flask-x@', 'a@'), { 'flask-x': '3.0.1' }],
    ['poetry.lock', '[[package]]\r\nname = "django"\r\nversion = "5.0.1"\r\n[metadata]\r\nversion = "7"\r\n', '', want('django@^5'), { django: '5.0.1' }],
    ['Pipfile.lock', '{"default": {"flask": {"version": "==3.0.0"}, "git": {"ref": "x"}}, "develop": {"pytest": {"version": "==8.0"}}}', '', want('flask@', 'pytest@', 'git@'), { flask: '3.0.0', pytest: '8.0' }],
    ['package-lock.json', NPM, '', want('express@4', '@a/b@1', 'gone@1'), { express: '4.18.2', '@a/b': '1.0.0' }],
    ['package-lock.json', NPM, 'apps/api', want('express@5', '@a/b@1'), { express: '5.0.0', '@a/b': '1.0.0' }],
    ['package-lock.json', '{"lockfileVersion": 1, "dependencies": {"express": {"version": "4.17.1"}}}', '', want('express@4', 'constructor@1'), { express: '4.17.1' }],
    ['pnpm-lock.yaml', PNPM, '', want('express@4'), { express: '4.18.2' }],
    ['pnpm-lock.yaml', PNPM, 'apps/api', want('express@5', '@a/b@1', 'shared@workspace:*'), { express: '5.0.0', '@a/b': '1.0.0' }],
    ['pnpm-lock.yaml', "lockfileVersion: 5.4\ndependencies:\n  express: 4.18.2\n  react-dom: 18.2.0_react@18.2.0\ndevDependencies:\n  vite: 5.0.0\n", '', want('express@4', 'react-dom@18', 'vite@5'), { express: '4.18.2', 'react-dom': '18.2.0', vite: '5.0.0' }],
    ['pnpm-lock.yaml', "lockfileVersion: '6.0'\n\ndependencies:\n  express:\n    specifier: ^4\n    version: 4.18.2\n", '', want('express@^4'), { express: '4.18.2' }],
    ['yarn.lock', '# yarn lockfile v1\n\n"@a/b@^1", "@a/b@~1.0":\n  version "1.0.5"\n  resolved "x"\n\nexpress@^3:\n  version "3.0.0"\n\nexpress@^4, express@^4.1:\n  version "4.18.2"\n  dependencies:\n    x "1"\n', '', want('@a/b@^1', 'express@^4.1'), { '@a/b': '1.0.5', express: '4.18.2' }],
    ['yarn.lock', '__metadata:\n  version: 8\n\n"express@npm:^4":\n  version: 4.18.2\n  resolution: "express@npm:4.18.2"\n\n"mine@workspace:.":\n  version: 0.0.0-use.local\n', '', want('express@^4', 'mine@workspace:.'), { express: '4.18.2' }],
    ['bun.lock', '{\n  "lockfileVersion": 1,\n  "packages": {\n    "express": ["express@4.18.2", "", {}, "sha"],\n    "@a/b": ["@a/b@1.0.0", ""],\n    "x/express": ["express@3.0.0"],\n  }\n}', '', want('express@4', '@a/b@1'), { express: '4.18.2', '@a/b': '1.0.0' }],
    ['bun.lockb', '', '', want('express@4'), {}],
    ['package-lock.json', '{', '', want('express@4'), {}], ['package-lock.json', '[]', '', want('express@4'), {}], ['Pipfile.lock', '{"default": []}', '', want('flask@'), {}],
  ])('%s', (path, text, root, wanted, expected) => {
    expect(Object.fromEntries(lockedVersions({ path, text }, wanted, root))).toEqual(expected);
  });

  it.each([
    ['uv.lock', '[[package]]\nname = "abc"\nversion = "1"\nwheels = [{ url = "https://files.example.org/abc-1-py3-none-any.whl" }]\n'.repeat(40_000)],
    ['pnpm-lock.yaml', `importers:\n  .:\n    dependencies:\n      express:\n        specifier: 4\n        version: 4.0.0\npackages:\n${'  express@4.0.0:\n    resolution: {integrity: x}\n'.repeat(100_000)}`],
    ['yarn.lock', 'express@^4, express@^4.1:\n  version "4.18.2"\n  resolved "https://registry.example.org/express"\n\n'.repeat(40_000)],
    ['package-lock.json', `{"packages": {${Array.from({ length: 40_000 }, (_, index) => `"node_modules/x${index}": {"version": "1.0.0", "resolved": "https://registry.example.org"}`).join(',')}}}`],
    ['yarn.lock', `${'a@'.repeat(100_000)}\n`], ['bun.lock', `"${'@/'.repeat(100_000)}`], ['package-lock.json', '['.repeat(1_000_000)],
  ])('reads a few megabytes of %s quickly', async (path, text) => {
    expect(await processorTime(() => lockedVersions({ path, text }, want('express@^4', 'abc@'), ''))).toBeLessThan(1500);
  });
});

const choose = async (texts: Record<string, string>, question: Partial<ManifestQuestion> = {}) => {
  const choice = await chooseManifest({ files: filesOf(texts), root: '', language: undefined, builder: 'railpack', ...question });
  return [valueOf(choice.manifest) ?? '-', valueOf(choice.lockFile) ?? '-', ...(valueOf(choice.dependencies) ?? []).map(shown)];
};
const UV = '[[package]]\nname = "a"\nversion = "1.5"\n';
const PROJECT = '[project]\ndependencies = ["a>=1"]\n';

describe('chooseManifest', () => {
  it.each<[string, Record<string, string>, Partial<ManifestQuestion>, string[]]>([
    ['requirements.txt wins over a lock', { 'requirements.txt': 'a', 'pyproject.toml': PROJECT, 'uv.lock': UV }, {}, ['requirements.txt', '-', 'a']],
    ['pyproject.toml with its lock', { 'pyproject.toml': PROJECT, 'uv.lock': UV, Pipfile: '' }, {}, ['pyproject.toml', 'uv.lock', 'a >=1 => 1.5']],
    ['Railpack takes uv.lock first', { 'pyproject.toml': PROJECT, 'uv.lock': UV, 'poetry.lock': '' }, {}, ['pyproject.toml', 'uv.lock', 'a >=1 => 1.5']],
    ['Nixpacks takes poetry.lock first', { 'pyproject.toml': PROJECT, 'uv.lock': UV, 'poetry.lock': '' }, { builder: 'nixpacks' }, ['pyproject.toml', 'poetry.lock', 'a >=1']],
    ['a Pipfile wins over a pyproject.toml without lock', { 'pyproject.toml': PROJECT, Pipfile: '[packages]\nb = "*"', 'Pipfile.lock': '{"default": {"b": {"version": "==2"}}}' }, {}, ['Pipfile', 'Pipfile.lock', 'b => 2']],
    ['pyproject.toml alone', { 'pyproject.toml': PROJECT }, {}, ['pyproject.toml', '-', 'a >=1']],
    ['pyproject.toml that only configures tools', { 'pyproject.toml': '[tool.black]\n', 'package.json': '{"dependencies": {"x": "1"}}' }, {}, ['package.json', '-', 'x 1']],
    ['the language decides', { 'requirements.txt': 'a', 'package.json': '{"dependencies": {"x": "1"}}' }, { language: 'node' }, ['package.json', '-', 'x 1']],
    ['another language', { 'requirements.txt': 'a' }, { language: 'go' }, ['-', '-']],
    ['nothing there', {}, {}, ['-', '-']],
    ['the field packageManager names the lock', { 'package.json': '{"packageManager": "yarn@4.0.0", "dependencies": {"x": "^1"}}', 'pnpm-lock.yaml': '', 'yarn.lock': '"x@npm:^1":\n  version: 1.2.3\n' }, {}, ['package.json', 'yarn.lock', 'x ^1 => 1.2.3']],
    ['pnpm before npm', { 'package.json': '{}', 'package-lock.json': '{}', 'pnpm-lock.yaml': '' }, {}, ['package.json', 'pnpm-lock.yaml']],
    ['bun.lockb is known', { 'package.json': '{"dependencies": {"x": "^1"}}', 'bun.lockb': '' }, {}, ['package.json', 'bun.lockb', 'x ^1']],
    ['a lock of the workspace above', { 'apps/api/package.json': '{"dependencies": {"express": "^5"}}', 'package-lock.json': NPM, 'package.json': '{"workspaces": ["apps/*"]}' }, { root: 'apps/api' }, ['apps/api/package.json', 'package-lock.json', 'express ^5 => 5.0.0']],
    ['a lock above that is another one\'s', { 'apps/web/package.json': '{"dependencies": {"express": "^5"}}', 'package-lock.json': NPM, 'package.json': '{}' }, { root: 'apps/web' }, ['apps/web/package.json', '-', 'express ^5']],
    ['a manifest that the install command names', { 'requirements.txt': 'a', 'requirements/prod.txt': 'b==1' }, { manifest: 'requirements/prod.txt' }, ['requirements/prod.txt', '-', 'b ==1 => 1']],
    ['a service in a folder', { 'requirements.txt': 'a', 'api/requirements.txt': 'b' }, { root: 'api' }, ['api/requirements.txt', '-', 'b']],
  ])('%s', async (_name, texts, question, expected) => expect(await choose(texts, question)).toEqual(expected));
});
