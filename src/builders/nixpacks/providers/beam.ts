import { findNode, stringOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { declared } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { hasFile, readFile } from '../app.ts';
import type { App } from '../app.ts';
import { fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider } from '../plan.ts';
import { shortVersion } from '../../shared/version-text.ts';
import { loneVersion, planVersion, settingSource, sourceAt, trimmedRange, versionName } from '../versions.ts';
import type { VersionRule, VersionSource } from '../versions.ts';

export const elixir: Provider = {
  name: 'elixir',
  language: 'elixir',
  source: 'elixir.rs',
  detects: (app) => (hasFile(app, 'mix.exs') ? 'mix.exs' : undefined),
  plan: async (app) => ({
    start: startWith('mix phx.server'),
    versions: [planVersion(ELIXIR, [settingSource(app, 'ELIXIR_VERSION'), versionFile(app), mixSource(app)])],
    packageManager: shownBy(app, 'runtime.packageManager', 'mix', 'mix.exs'),
    manifest: fileFact(app, 'runtime.manifest', 'mix.exs'),
    lockFile: fileFact(app, 'runtime.lockFile', 'mix.lock'),
  }),
};

export const gleam: Provider = {
  name: 'gleam',
  language: 'gleam',
  source: 'gleam/mod.rs',
  detects: (app) => (hasFile(app, 'gleam.toml') && hasFile(app, 'manifest.toml') ? 'gleam.toml' : undefined),
  plan: planGleam,
};

const ELIXIR: VersionRule = {
  tool: 'elixir', resolve: elixirFor, fallback: undefined, offers: 'Elixir 1.9 to 1.17', source: 'elixir.rs',
};

function elixirFor(written: string): string | undefined {
  const version = loneVersion(written);
  if (version?.major !== '1' || !/^(?:9|1[0-7])$/.test(version.minor)) return undefined;
  return `1.${version.minor}`;
}

function versionFile(app: App): VersionSource | undefined {
  const file = readFile(app, '.elixir-version');
  return sourceAt(file, file && trimmedRange(file.text), { tool: 'elixir', by: 'elixir-version', label: '.elixir-version' });
}

function mixSource(app: App): VersionSource | undefined {
  const file = readFile(app, 'mix.exs');
  return sourceAt(file, file && rangeInMix(file.text), { tool: 'elixir', by: 'mix', label: 'mix.exs' });
}

/** The number after the last space or `>` of the line with `elixir:`, as nixpacks reads it. */
function rangeInMix(text: string): Range | undefined {
  for (let at = text.indexOf('elixir:'); at !== -1; at = text.indexOf('elixir:', at + 1)) {
    const start = at + 'elixir:'.length;
    if (!/\s/.test(text.charAt(start))) continue;
    const [rest = ''] = text.slice(start + 1, start + 500).split('\n', 1);
    const last = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('>'));
    if (last === -1) continue;
    const from = start + 1 + last + 1;
    return { start: from, end: from + (/^[0-9|.]*/.exec(rest.slice(last + 1))?.[0].length ?? 0) };
  }
  return undefined;
}

const GLEAM: VersionRule = {
  tool: 'gleam', resolve: shortVersion, fallback: undefined, offers: 'the releases of Gleam',
  unknown: 'nixpacks installs the main branch of Gleam', source: 'gleam/mod.rs', fromNix: false,
};

async function planGleam(app: App): Promise<Plan> {
  const file = readFile(app, 'manifest.toml');
  const parsed = file === undefined ? undefined : await parseToml(file.text);
  const packages = parsed?.ok === true ? findNode(parsed.document.root, ['packages']) : undefined;
  const items = packages?.kind === 'array' ? packages.items : undefined;
  const source = file === undefined || items === undefined ? undefined : librarySource(file, items);
  return {
    start: items === undefined
      ? unknownStart('nixpacks stops: manifest.toml has no list of packages that it can read')
      : startWith('./build/erlang-shipment/entrypoint.sh run'),
    versions: [planVersion(GLEAM, [source])],
    packageManager: shownBy(app, 'runtime.packageManager', 'gleam', 'gleam.toml'),
    manifest: fileFact(app, 'runtime.manifest', 'gleam.toml'),
    lockFile: fileFact(app, 'runtime.lockFile', 'manifest.toml'),
  };
}

/** Nixpacks takes the version of the standard library for that of Gleam. */
function librarySource(file: SourceFile, packages: readonly DataNode[]): VersionSource | undefined {
  const library = packages.find((item) => stringOf(findNode(item, ['name'])) === 'gleam_stdlib');
  const version = findNode(library, ['version']);
  const written = stringOf(version);
  if (version === undefined || written === undefined) return undefined;
  return { at: declared(versionName('gleam'), written, file, version.range), by: 'manifest-toml', label: 'manifest.toml' };
}
