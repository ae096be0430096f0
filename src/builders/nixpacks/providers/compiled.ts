import { entryOf, findNode, stringOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseYaml } from '../../../documents/yaml.ts';
import type { Range } from '../../../text/range.ts';
import { findFiles, hasFile, readFile, settingOf } from '../app.ts';
import type { App } from '../app.ts';
import { fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Provider, Start } from '../plan.ts';
import { planVersion, sourceAt, trimmedRange } from '../versions.ts';
import type { VersionRule, VersionSource } from '../versions.ts';

export const crystal: Provider = {
  name: 'crystal', language: 'crystal', source: 'crystal.rs',
  detects: (app) => (hasFile(app, 'shard.yml') ? 'shard.yml' : undefined),
  plan: async (app) => ({
    start: crystalStart(await yamlRoot(app, 'shard.yml')),
    packageManager: shownBy(app, 'runtime.packageManager', 'shards', 'shard.yml'),
    manifest: fileFact(app, 'runtime.manifest', 'shard.yml'),
    lockFile: fileFact(app, 'runtime.lockFile', 'shard.lock'),
  }),
};

export const dart: Provider = {
  name: 'dart', language: 'dart', source: 'dart.rs',
  detects: (app) => (hasFile(app, 'pubspec.yaml') ? 'pubspec.yaml' : undefined),
  plan: async (app) => {
    const root = await yamlRoot(app, 'pubspec.yaml');
    const name = stringOf(findNode(root, ['name']));
    const isWhole = name !== undefined && findNode(root, ['version'])?.kind === 'string';
    return {
      start: isWhole ? startWith(`./bin/${name}.exe`) : unknownStart('nixpacks stops: pubspec.yaml gives no name and version'),
      packageManager: shownBy(app, 'runtime.packageManager', 'pub', 'pubspec.yaml'),
      manifest: fileFact(app, 'runtime.manifest', 'pubspec.yaml'),
      lockFile: fileFact(app, 'runtime.lockFile', 'pubspec.lock'),
    };
  },
};

export const haskell: Provider = {
  name: 'haskell', language: 'haskell', source: 'haskell.rs',
  detects: (app) => {
    const hasSource = hasFile(app, 'package.yaml') && findFiles(app, (path) => path.endsWith('.hs')).length > 0;
    return hasSource ? 'package.yaml' : undefined;
  },
  plan: async (app) => {
    const executables = findNode(await yamlRoot(app, 'package.yaml'), ['executables']);
    const [first] = executables?.kind === 'object' ? executables.entries.map((entry) => entry.key).sort() : [];
    return {
      start: first === undefined
        ? unknownStart('nixpacks stops: package.yaml names no executable')
        : startWith(`/root/.local/bin/${first}`),
      packageManager: shownBy(app, 'runtime.packageManager', 'stack', 'package.yaml'),
      manifest: fileFact(app, 'runtime.manifest', 'package.yaml'),
      lockFile: fileFact(app, 'runtime.lockFile', 'stack.yaml.lock'),
    };
  },
};

export const swift: Provider = {
  name: 'swift', language: 'swift', source: 'swift.rs',
  detects: (app) => (hasFile(app, 'Package.swift') ? 'Package.swift' : undefined),
  plan: async (app) => ({
    start: swiftStart(app),
    versions: [planVersion(SWIFT, [swiftFile(app), swiftTools(app)])],
    packageManager: shownBy(app, 'runtime.packageManager', 'swift', 'Package.swift'),
    manifest: fileFact(app, 'runtime.manifest', 'Package.swift'),
    lockFile: fileFact(app, 'runtime.lockFile', 'Package.resolved'),
  }),
};

/** Haunt, a site generator in Scheme. */
export const scheme: Provider = {
  name: 'scheme', language: 'scheme', source: 'scheme.rs',
  detects: (app) => (hasFile(app, 'haunt.scm') ? 'haunt.scm' : undefined),
  plan: async (app) => ({
    start: startWith('guile init.scm --auto-compile'), manifest: fileFact(app, 'runtime.manifest', 'haunt.scm'),
  }),
};

export const zig: Provider = {
  name: 'zig', language: 'zig', source: 'zig.rs',
  detects: (app) => findFiles(app, (path) => path.endsWith('.zig'))[0],
  plan: async (app) => ({
    start: app.name === undefined
      ? unknownStart('nixpacks names the program after the folder that it builds in')
      : startWith(`./zig-out/bin/${app.name}`),
    manifest: fileFact(app, 'runtime.manifest', 'build.zig.zon'),
  }),
};

export const cobol: Provider = {
  name: 'cobol', language: 'cobol', source: 'cobol.rs',
  detects: (app) => findFiles(app, (path) => path.endsWith('.cbl'))[0],
  plan: async (app) => {
    const programs = findFiles(app, (path) => path.endsWith('.cbl'));
    const named = settingOf(app, 'COBOL_APP_NAME');
    const wanted = named === undefined ? undefined : programs.find((path) => path.endsWith(`${named}.cbl`));
    const path = wanted ?? programs.find((program) => program.endsWith('index.cbl')) ?? programs[0] ?? '';
    return { start: startWith(`./${path.slice(path.lastIndexOf('/') + 1, -'.cbl'.length)}`) };
  },
  startVariables: ['COBOL_APP_NAME'],
};

async function yamlRoot(app: App, path: string): Promise<DataNode | undefined> {
  const file = readFile(app, path);
  const parsed = file === undefined ? undefined : await parseYaml(file.text);
  return parsed?.ok === true ? parsed.document.root : undefined;
}

function crystalStart(root: DataNode | undefined): Start {
  const targets = findNode(root, ['targets']);
  const names = targets?.kind === 'object' ? targets.entries.map((entry) => entry.key) : [];
  const [first] = names;
  if (first === undefined || entryOf(root, 'name') === undefined) return unknownStart('nixpacks stops: shard.yml gives no name and target');
  if (names.length > 1) return unknownStart('nixpacks starts any one of the targets of shard.yml, not always the same');
  return startWith(`./bin/${first}`);
}

/** The versions for which nixpacks has a package set: https://lazamar.co.uk/nix-versions/?channel=nixpkgs-unstable&package=swift */
const SWIFTS: readonly string[] = [
  '3.1', '3.1.1', '4.0.3', '4.1', '4.1.3', '4.2.1', '4.2.3', '5.0.1', '5.0.2', '5.1.1', '5.4', '5.4.2', '5.5.2', '5.5.3', '5.6.2',
  '5.7.3', '5.8',
];
const SWIFT: VersionRule = {
  tool: 'swift', resolve: (written) => (SWIFTS.includes(written) ? written : undefined), fallback: '5.8',
  offers: `Swift ${SWIFTS.join(', ')}`, source: 'swift.rs',
};

function swiftFile(app: App): VersionSource | undefined {
  const file = readFile(app, '.swift-version');
  if (file === undefined) return undefined;
  const lineEnd = file.text.indexOf('\n');
  const range = trimmedRange(file.text, { start: 0, end: lineEnd === -1 ? file.text.length : lineEnd });
  return sourceAt(file, range, { tool: 'swift', by: 'swift-version', label: '.swift-version' });
}

const TOOLS = 'swift-tools-version:';

function swiftTools(app: App): VersionSource | undefined {
  const file = readFile(app, 'Package.swift');
  const at = file?.text.indexOf(TOOLS) ?? -1;
  if (file === undefined || at === -1) return undefined;
  const start = at + TOOLS.length;
  const lineEnd = file.text.indexOf('\n', start);
  const range: Range = trimmedRange(file.text, { start, end: lineEnd === -1 ? file.text.length : lineEnd });
  return sourceAt(file, range, { tool: 'swift', by: 'package-swift', label: 'Package.swift' });
}

/** The program is called like the folder below Sources that holds the first main.swift. */
function swiftStart(app: App): Start {
  const [main] = findFiles(app, (path) => /^Sources\/(?:.*\/)?main\.swift$/.test(path) && !path.includes('.build'));
  const name = main?.split('/')[1];
  return name === undefined ? unknownStart('nixpacks stops: there is no main.swift below Sources') : startWith(`./${name}`);
}
