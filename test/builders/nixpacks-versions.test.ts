import { describe, expect, it } from 'vitest';
import { detectNixpacks } from '../../src/builders/nixpacks/detect.ts';
import type { Detection } from '../../src/builders/detection.ts';
import { assumed, unresolved } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';

type Texts = Readonly<Record<string, string>>;

async function detect(files: Texts, env: Texts = {}): Promise<Detection | undefined> {
  const environment = new Map<string, Fact<string>>(Object.entries(env).map(([key, value]) => [key, assumed(key, value, 'test')]));
  return detectNixpacks({ files: filesOf(files), root: '', environment });
}

/** "node 22 declared .nvmrc:0-3": value and where it comes from, with the text that stands there. */
function told(found: Detection | undefined, tool: string): string {
  const fact = found?.versions[tool];
  if (fact?.state !== 'known') return fact?.state ?? 'no entry';
  const { provenance: from } = fact;
  if (from.kind !== 'declared') return `${fact.value} ${from.kind}`;
  return `${fact.value} ${from.file.path} ${from.file.text.slice(from.range.start, from.range.end)}`;
}

const node = (engine: string) => ({ 'package.json': JSON.stringify({ engines: { node: engine } }) });

describe('nixpacks installs Node', () => {
  it.each([
    ['nothing asked', { 'package.json': '{}' }, '18 default'],
    ['a range', node('>=18'), '22 package.json ">=18"'],
    ['a range that is too new', node('>=24'), '18 default'],
    ['23, which is odd', node('23'), '18 default'],
    ['a range with an end', node('>=16 <19'), '18 package.json ">=16 <19"'],
    ['any version', node('*'), '18 package.json "*"'],
    ['a release line', { 'package.json': '{}', '.nvmrc': ' lts/iron \n' }, '20 .nvmrc lts/iron'],
    ['a release line in .node-version, which nixpacks does not know there', { 'package.json': '{}', '.node-version': 'lts/iron' }, '18 default'],
    ['a range up to 20, which it takes to end before 20', node('<=20'), '18 package.json "<=20"'],
    ['a release line that is too new', { 'package.json': '{}', '.nvmrc': 'lts/krypton' }, '18 default'],
    ['engines over .nvmrc', { ...node('16.x'), '.nvmrc': '20' }, '16 package.json "16.x"'],
    ['.node-version last', { 'package.json': '{}', '.node-version': 'v20.1.0\n' }, '20 .node-version v20.1.0'],
  ] as const)('%s', async (_name, files, wanted) => {
    expect(told(await detect(files), 'node')).toBe(wanted);
  });

  it('from the variable before all files', async () => {
    expect(told(await detect(node('16'), { NIXPACKS_NODE_VERSION: '20' }), 'node')).toBe('20 assumed');
  });

  it('nobody knows which for a variable without a known value', async () => {
    const file = { path: '.env', text: 'NIXPACKS_NODE_VERSION=$X' };
    const environment = new Map([['NIXPACKS_NODE_VERSION', unresolved('NIXPACKS_NODE_VERSION', 'it is a variable', file, { start: 0, end: 1 })]]);
    expect(told(await detectNixpacks({ files: filesOf(node('16')), root: '', environment }), 'node')).toBe('unresolved');
  });

  it('and says that a request which it cannot meet has no effect', async () => {
    const found = await detect(node('>=24'));
    expect(found?.requests).toMatchObject([{ language: 'node', by: 'engines', version: '24', effective: false }]);
    expect(found?.requests[0]?.because).toContain('silently installs 18');
  });

  it('and names the request that wins', async () => {
    const requests = (await detect({ ...node('20'), '.nvmrc': '22' }))?.requests;
    expect(requests?.map(({ by, effective }) => [by, effective])).toEqual([['engines', true], ['nvmrc', false]]);
    expect(requests?.[1]?.because).toContain('engines.node of package.json wins over .nvmrc');
  });
});

describe('nixpacks installs the package manager', () => {
  it.each([
    ['npm', { 'package.json': '{}', 'package-lock.json': '{ "lockfileVersion": 2 }' }, '8 package-lock.json "lockfileVersion": 2'],
    ['npm', { 'package.json': '{}' }, '9 default'],
    ['pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '6.0'\n" }, "8 pnpm-lock.yaml lockfileVersion: '6.0'"],
    ['pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" }, '9 default'],
    ['pnpm', { 'package.json': '{ "packageManager": "pnpm@10.2.1" }' }, '10.2 package.json "pnpm@10.2.1"'],
    ['yarn', { 'package.json': '{}', 'yarn.lock': '' }, '1 default'],
  ] as const)('%s', async (tool, files, wanted) => {
    expect(told(await detect(files), tool)).toBe(wanted);
  });
});

describe('nixpacks installs Python', () => {
  const main = { 'main.py': '' };
  it.each([
    ['nothing asked', main, '3 default'],
    ['.python-version', { ...main, '.python-version': '3.12.1\n' }, '3.12 .python-version 3.12.1'],
    ['.python-version over runtime.txt', { ...main, '.python-version': '3.11', 'runtime.txt': 'python-3.12.1' }, '3.11 .python-version 3.11'],
    ['runtime.txt', { ...main, 'runtime.txt': 'python-3.12.1\n' }, '3.12 runtime.txt python-3.12.1'],
    ['Pipfile', { ...main, Pipfile: '[requires]\npython_version = "3.10"\n' }, '3.10 Pipfile 3.10'],
    ['Pipfile without spaces', { ...main, Pipfile: 'python_version="3.10"\n' }, '3 default'],
    ['.tool-versions', { ...main, '.tool-versions': '# python 3.9\npython  3.11.4\nruby 3.1' }, '3.11 .tool-versions 3.11.4'],
    ['a Pipfile that hides .tool-versions', { ...main, Pipfile: '', '.tool-versions': 'python 3.11.4' }, '3 default'],
    ['a version that is too new', { ...main, '.python-version': '3.14' }, '3 default'],
    ['two versions', { ...main, '.python-version': '3.12\n3.11\n' }, '3 default'],
    ['2.7', { ...main, 'runtime.txt': 'python-2.7.18' }, '2.7 runtime.txt python-2.7.18'],
  ] as const)('%s', async (_name, files, wanted) => {
    expect(told(await detect(files), 'python')).toBe(wanted);
  });

  it('from runtime.txt although the variable is set', async () => {
    const found = await detect({ ...main, '.python-version': '3.10', 'runtime.txt': '3.11' }, { NIXPACKS_PYTHON_VERSION: '3.12' });
    expect(told(found, 'python')).toBe('3.11 runtime.txt 3.11');
    expect(found?.requests.map(({ by, effective }) => [by, effective])).toEqual([
      ['runtime-txt', true], ['environment', false], ['python-version', false],
    ]);
  });

  it('from the variable when only .python-version stands beside it', async () => {
    expect(told(await detect({ ...main, '.python-version': '3.10' }, { NIXPACKS_PYTHON_VERSION: '3.12' }), 'python')).toBe('3.12 assumed');
  });

  it('and stops at a lone number in .tool-versions', async () => {
    expect((await detect({ ...main, '.tool-versions': 'python 3' }))?.startCommand.state).toBe('unresolved');
  });
});

describe('nixpacks installs', () => {
  it.each([
    ['go', { 'go.mod': 'module x\n\ngo 1.21\n' }, '1.21 go.mod 1.21'],
    ['go', { 'go.mod': 'module x\n\ngo 1.21.3\n' }, '1.22 default'],
    ['php', { 'composer.json': '{ "require": { "php": "^8.1|^8.4" } }' }, '8.1 composer.json "^8.1|^8.4"'],
    ['php', { 'composer.json': '{ "require": { "php": ">=8.5" } }' }, '8.3 default'],
    ['ruby', { Gemfile: 'source "x"\nruby "3.2.1"\n' }, '3.2 Gemfile 3.2.1'],
    ['ruby', { 'Gemfile': '', 'Gemfile.lock': 'RUBY VERSION\n   ruby 3.1.2p20\n' }, '3.1 Gemfile.lock 3.1.2'],
    ['ruby', { 'Gemfile': 'ruby "3.2.1"\n', '.ruby-version': 'ruby-3.3.0\n' }, '3.3 .ruby-version ruby-3.3.0'],
    ['java', { 'pom.xml': '' }, '17 default'],
    ['java', { 'gradlew': '', 'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://x/gradle-6.8-bin.zip\n' }, '11 default'],
    ['java', { 'project.clj': '', '.jdk-version': '17\n' }, '8 default'],
    ['elixir', { 'mix.exs': 'elixir: "~> 1.14",\n' }, '1.14 mix.exs 1.14'],
    ['dotnet', { 'x.csproj': '', 'global.json': '{ "sdk": { "version": "8.0.100" } }' }, '8 global.json "8.0.100"'],
    ['rust', { 'Cargo.toml': '[package]\nname = "x"\nrust-version = "1.70"\n' }, '1.70 Cargo.toml "1.70"'],
    ['rust', { 'Cargo.toml': '', 'rust-toolchain.toml': '[toolchain]\nchannel = "1.72.0"\n' }, '1.72 rust-toolchain.toml 1.72.0'],
    ['swift', { 'Package.swift': '// swift-tools-version:5.4\n' }, '5.4 Package.swift 5.4'],
    ['swift', { 'Package.swift': '', '.swift-version': '5.9\n' }, '5.8 default'],
    ['gleam', { 'gleam.toml': '', 'manifest.toml': 'packages = [{ name = "gleam_stdlib", version = "0.34.1" }]' }, '0.34 manifest.toml "0.34.1"'],
  ] as const)('%s', async (tool, files, wanted) => {
    expect(told(await detect(files), tool)).toBe(wanted);
  });
});
