import { parseJson } from '../../documents/json.ts';
import { parseToml } from '../../documents/toml.ts';
import { findNode, stringOf } from '../../documents/data.ts';
import type { DataNode } from '../../documents/data.ts';
import { declared } from '../../model/fact.ts';
import type { Environment } from '../../model/environment.ts';
import type { Evidence, Fact, Known } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { hasFile, readFile, settingFact, settingOf } from './app.ts';
import type { App } from './app.ts';

/** What nixpacks.toml or nixpacks.json and the variables say before a provider runs. */
export interface Config {
  /** The list of providers as written, with `...` for the one that is found; undefined when there is no list. */
  readonly providers: readonly Known<string>[] | undefined;
  /** Packages of the setup phase, with `...` for those of the provider; undefined when there is no list. */
  readonly packages: readonly Known<string>[] | undefined;
  /** The variables of the file over those of the platform. */
  readonly environment: Environment;
  /** True when there is something to build even without a provider. */
  readonly hasPhases: boolean;
  /** Why nixpacks refuses to go on. */
  readonly refusal?: { readonly because: string; readonly from: readonly Evidence[] };
}

/** `...` and its other spelling stand for what nixpacks finds by itself. */
export function isAuto(written: string): boolean {
  return written === '...' || written === '@auto';
}

/** Reads the configuration that belongs to a folder. */
export async function readConfig(app: App): Promise<Config> {
  const empty: Config = { ...fromVariables(app), providers: undefined, environment: app.environment };
  const path = configPath(app);
  if (path === undefined) return empty;
  if (!hasFile(app, path)) return { ...empty, refusal: { because: `NIXPACKS_CONFIG_FILE names ${path}, which is missing`, from: [] } };
  const file = readFile(app, path);
  if (file === undefined) return { ...empty, refusal: { because: `${path} cannot be read`, from: [] } };
  const parsed = await (path.endsWith('.json') ? parseJson(file.text) : parseToml(file.text));
  if (!parsed.ok) {
    const at = declared('configuration', path, file, parsed.problem.range);
    return { ...empty, refusal: { because: `nixpacks stops at ${path}: ${parsed.problem.message}`, from: [at] } };
  }
  return merge(empty, file, parsed.document.root);
}

/** The file that nixpacks reads: the toml file hides the json file. */
function configPath(app: App): string | undefined {
  const named = settingOf(app, 'CONFIG_FILE');
  return named ?? ['nixpacks.toml', 'nixpacks.json'].find((path) => hasFile(app, path));
}

function merge(empty: Config, file: SourceFile, root: DataNode): Config {
  const setup = findNode(root, ['phases', 'setup']);
  const written = listOf(file, 'setup package', findNode(setup, ['nixPkgs']) ?? findNode(setup, ['nixPackages']));
  const phases = findNode(root, ['phases']);
  return {
    providers: listOf(file, 'provider', findNode(root, ['providers'])),
    packages: fillIn(written, empty.packages),
    environment: new Map([...empty.environment, ...variablesOf(file, root)]),
    hasPhases: empty.hasPhases || (phases?.kind === 'object' && phases.entries.length > 0),
  };
}

function listOf(file: SourceFile, name: string, node: DataNode | undefined): readonly Known<string>[] | undefined {
  if (node?.kind !== 'array') return undefined;
  return node.items.flatMap((item) => {
    const value = stringOf(item);
    return value === undefined ? [] : [declared(name, value, file, item.range)];
  });
}

function variablesOf(file: SourceFile, root: DataNode): ReadonlyMap<string, Fact<string>> {
  const variables = findNode(root, ['variables']);
  if (variables?.kind !== 'object') return new Map();
  return new Map(variables.entries.flatMap(({ key, value: node }) => {
    const value = stringOf(node);
    return value === undefined ? [] : [[key, declared(key, value, file, node.range)] as const];
  }));
}

/** Settings that give a phase to a build of which nothing else is known. */
const PHASE_SETTINGS = ['PKGS', 'APT_PKGS', 'LIBS', 'INSTALL_CMD', 'BUILD_CMD'] as const;

function fromVariables(app: App): Pick<Config, 'packages' | 'hasPhases'> {
  const hasPhases = PHASE_SETTINGS.some((name) => settingFact(app, name) !== undefined);
  const fact = settingFact(app, 'PKGS');
  if (fact?.state !== 'known') return { packages: undefined, hasPhases };
  const names = fact.value.split(/[ ,\n]/).filter((name) => name !== '');
  return { packages: [...names, '...'].map((value) => ({ ...fact, value })), hasPhases };
}

/** The list of the variables with that of the file in place of its `...`. */
function fillIn(
  inner: readonly Known<string>[] | undefined, outer: readonly Known<string>[] | undefined,
): readonly Known<string>[] | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return outer.flatMap((item) => (isAuto(item.value) ? inner : [item]));
}
