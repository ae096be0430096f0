import { describe, expect, it } from 'vitest';
import { detectRailpack } from '../../src/builders/railpack/detect.ts';
import { requestedVersion } from '../../src/builders/railpack/versions.ts';
import { declared } from '../../src/model/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { filesOf } from '../support/files.ts';

type Files = Readonly<Record<string, string>>;

async function detect(files: Files, variables: Files = {}) {
  const environment = new Map(Object.entries(variables).map(([name, value]) => {
    const fact: Fact<string> = declared(name, value, { path: '.env', text: value }, { start: 0, end: value.length });
    return [name, fact];
  }));
  return detectRailpack({ files: filesOf(files), root: '', environment });
}

function shown(fact: Fact<string> | undefined): string {
  if (fact === undefined) return 'none';
  return fact.state === 'known' ? `${fact.value} ${fact.provenance.kind}` : fact.state;
}

describe('a version as railpack asks for it', () => {
  it.each([
    ['3.12.1', '3.12'], ['v22.3.0', '22.3'], ['^10.34.0', '10'], ['>=18', '18'], ['>= 20.1 <23', '20'], ['~3.2.1', '3.2'],
    ['14.x', '14'], ['18 || 20', '18'], ['^18 || ^20', '18'], ['*', 'latest'], ['', 'latest'], ['lts', 'lts'], ['lts/*', 'lts'],
    ['lts/iron', '20'], ['lts-jod', '22'], ['python-3.11.4', '3.11'], ['zulu-8.86', '8.86'], ['stable', 'stable'],
  ])('%s is %s', (written, version) => {
    expect(requestedVersion(written)).toBe(version);
  });
});

const PACKAGE_22 = '{"engines":{"node":"22"}}';

const VERSIONS: readonly (readonly [reason: string, tool: string, files: Files, expected: string, variables?: Files])[] = [
  ['Python by default', 'python', { 'main.py': '' }, '3.13 default'],
  ['Pipfile, the full version first', 'python', { Pipfile: 'python_version = "3.10"\npython_full_version = "3.11.2"' }, '3.11 declared'],
  ['runtime.txt over Pipfile', 'python', { Pipfile: 'python_version = "3.10"', 'runtime.txt': 'python-3.12.1' }, '3.12 declared'],
  ['.python-version over runtime.txt', 'python', { 'main.py': '', '.python-version': '# x\n3.11.4\n', 'runtime.txt': '3.12' }, '3.11 declared'],
  ['mise.toml over .tool-versions', 'python', { 'main.py': '', 'mise.toml': '[tools]\npython = ["3.12", "3.11"]', '.tool-versions': 'python 3.10' },
    '3.12 declared'],
  ['the variable over mise.toml', 'python', { 'main.py': '', 'mise.toml': '[tools]\npython = "3.12"' }, '3.11 declared',
    { RAILPACK_PYTHON_VERSION: '3.11' }],
  ['railpack.json over the variable', 'python', { 'main.py': '', 'railpack.json': '{"packages":{"python":"3.10"}}' }, '3.10 declared',
    { RAILPACK_PYTHON_VERSION: '3.11' }],
  ['RAILPACK_PACKAGES without a version', 'python', { 'main.py': '' }, 'latest declared', { RAILPACK_PACKAGES: 'jq python' }],
  ['no requires-python', 'python', { 'main.py': '', 'pyproject.toml': '[project]\nrequires-python = ">=3.9"' }, '3.13 default'],
  ['Node by default', 'node', { 'package.json': '{}' }, 'lts default'],
  ['engines', 'node', { 'package.json': PACKAGE_22 }, '22 declared'],
  ['.nvmrc', 'node', { 'package.json': '{}', '.nvmrc': 'lts/iron\n' }, '20 declared'],
  ['.nvmrc that agrees with engines', 'node', { 'package.json': PACKAGE_22, '.nvmrc': 'v22.4.1' }, '22.4 declared'],
  ['no version where .nvmrc and engines differ', 'node', { 'package.json': PACKAGE_22, '.nvmrc': '20' }, 'unresolved'],
  ['no version where mise.toml and the variable differ', 'node', { 'package.json': '{}', 'mise.toml': '[tools]\nnode = "20"' }, 'unresolved',
    { RAILPACK_NODE_VERSION: '22' }],
  ['railpack.json over a disagreement', 'node', { 'package.json': PACKAGE_22, '.nvmrc': '20', 'railpack.json': '{"packages":{"node":"24"}}' },
    '24 declared'],
  ['no Node for bun alone', 'node', { 'package.json': '{"scripts":{"start":"bun x.ts"}}', 'bun.lock': '' }, 'none'],
  ['Node beside bun with packages', 'node', { 'package.json': '{"dependencies":{"hono":"4"}}', 'bun.lock': '' }, 'lts default'],
  ['bun for a script of another manager', 'bun', { 'package.json': '{"scripts":{"start":"bun run x.ts"}}' }, 'latest default'],
  ['pnpm by its lock file', 'pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': "lockfileVersion: '6.0'" }, '8 declared'],
  ['pnpm by the manifest', 'pnpm', { 'package.json': '{"packageManager":"pnpm@10.2.0+sha512.x"}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'" },
    '10.2 declared'],
  ['yarn by devEngines', 'yarn', { 'package.json': '{"devEngines":{"packageManager":{"name":"yarn","version":"4.1.0"}}}', 'yarn.lock': '' },
    '4.1 declared'],
  ['Ruby of Gemfile.lock', 'ruby', { Gemfile: '', 'Gemfile.lock': 'RUBY VERSION\n   ruby 3.1.2p20\n' }, '3.1 declared'],
  ['Ruby of a Gemfile', 'ruby', { Gemfile: "ruby '3.2.1'", 'Gemfile.lock': 'RUBY VERSION\n   ruby 3.2.1p20\n' }, '3.2 declared'],
  ['no Ruby of a range', 'ruby', { Gemfile: "ruby '~> 3.2'" }, '3.4 default'],
  ['Node for execjs', 'node', { Gemfile: 'gem "execjs"' }, 'lts default'],
  ['Go of go.mod', 'go', { 'go.mod': 'module x\n\ngo 1.22 // x\n' }, '1.22 declared'],
  ['the toolchain of go.mod', 'go', { 'go.mod': 'module x\ngo 1.22\ntoolchain go1.23.4\n' }, '1.23 declared'],
  ['Rust of the edition', 'rust', { 'Cargo.toml': '[package]\nname = "a"\nedition = "2021"' }, '1.84 declared'],
  ['rust-version over the edition', 'rust', { 'Cargo.toml': '[package]\nedition = "2021"\nrust-version = "1.70"' }, '1.70 declared'],
  ['the toolchain file over rust-version', 'rust', { 'Cargo.toml': '[package]\nrust-version = "1.70"',
    'rust-toolchain.toml': '[toolchain]\nchannel = "1.75.0"' }, '1.75 declared'],
  ['PHP behind the caret', 'php', { 'composer.json': '{"require":{"php":"^8.2"}}' }, '8.2 declared'],
  ['Java by default', 'java', { 'pom.xml': '' }, '21 default'],
  ['Java for an old Gradle', 'java', { gradlew: '', 'gradle/wrapper/gradle-wrapper.properties':
    'distributionUrl=https\\://services.gradle.org/distributions/gradle-4.10-bin.zip' }, '8 declared'],
  ['no Java of .java-version', 'java', { 'pom.xml': '', '.java-version': '17' }, '21 default'],
  ['Elixir of mix.exs', 'elixir', { 'mix.exs': '      elixir: "~> 1.14",' }, '1.14 declared'],
  ['no Elixir of a plain version', 'elixir', { 'mix.exs': '      elixir: "1.14",' }, '1.18 default'],
  ['Erlang for its Elixir', 'erlang', { 'mix.exs': '      elixir: "~> 1.14",' }, '26 default'],
  ['Node of Phoenix', 'node', { 'mix.exs': '', 'assets/package.json': PACKAGE_22 }, '22 declared'],
  ['.NET of the project', 'dotnet', { 'a.csproj': '<!-- <TargetFramework>net6.0</TargetFramework> --><TargetFramework>net9.0</TargetFramework>' },
    '9.0 declared'],
  ['.NET of global.json', 'dotnet', { 'a.csproj': '<TargetFramework>net8.0</TargetFramework>', 'global.json': '{"sdk":{"version":"9.0.100"}}' },
    '9.0 declared'],
  ['Deno of its version file', 'deno', { 'deno.json': '{}', '.deno-version': '2.2.2' }, '2.2 declared'],
];

describe('railpack installs', () => {
  const cases = VERSIONS.map(([reason, tool, files, expected, variables = {}]) => ({ reason, tool, files, expected, variables }));
  it.each(cases)('$reason', async ({ tool, files, expected, variables }) => {
    expect(shown((await detect(files, variables))?.versions[tool])).toBe(expected);
  });
});

describe('a request for a version', () => {
  const files = { 'main.py': '', '.python-version': '3.12', 'runtime.txt': 'python-3.11.4\n',
    'pyproject.toml': '[project]\nrequires-python = ">=3.9"' };

  it('says why it counts or loses, those that count first', async () => {
    const found = await detect(files);
    expect(found?.requests.map(({ by, version, effective, because }) => `${by} ${version} ${effective}: ${because}`)).toEqual([
      'python-version 3.12 true: railpack takes the version of .python-version',
      'runtime-txt 3.11 false: .python-version wins over runtime.txt in railpack',
      'requires-python 3 false: railpack does not choose a version by requires-python',
    ]);
  });

  it('stands where it is written', async () => {
    const found = await detect(files);
    const texts = found?.requests.map(({ at }) => {
      const place = at.provenance.kind === 'declared' ? at.provenance : undefined;
      return place?.file.text.slice(place.range.start, place.range.end);
    });
    expect(texts).toEqual(['3.12', 'python-3.11.4', '">=3.9"']);
  });

  it('names both places where source and documentation disagree', async () => {
    const found = await detect({ 'package.json': PACKAGE_22, '.nvmrc': '20' });
    const because = "railpack's source lets .nvmrc win and its documentation engines.node";
    expect(found?.versions['node']).toMatchObject({ state: 'unresolved', reason: because });
    expect(found?.requests.map(({ effective }) => effective)).toEqual([false, false]);
  });
});
