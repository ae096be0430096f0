import { blueprintServices } from '../../adapters/render.ts';
import { SETTING_KEYS } from '../../adapters/setting-keys.ts';
import { entryOf, stringOf, type DataNode } from '../../documents/data.ts';
import type { DataPath } from '../../documents/edits/data-edit.ts';
import { nodeAt } from '../../documents/edits/node-at.ts';
import { valueOf, type Provenance } from '../../model/fact.ts';
import type { ConfigFile } from '../../model/facts/build.ts';
import type { FactName } from '../../model/facts.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { FixContext } from '../context.ts';
import { placeOf } from '../planned.ts';
import { pathTo } from './data-change.ts';

/** The file that states a setting, or that would. */
export interface Owner {
  readonly file: SourceFile;
  /** The adapter that reads it. */
  readonly by: string;
}

/** Files that may hold settings of a service, those whose word counts most first. */
const ORDER = ['railway-ts', 'railway-toml', 'railway-json', 'render', 'fly', 'app-json'];

/** The file whose word on a fact counts, or else the living configuration file of the platform; or why there is none. */
export function ownerOf(fact: FactName, { service, files }: FixContext): Owner | { readonly because: string } {
  const found = service.facts[fact];
  const configs = valueOf(service.facts['build.configFiles']) ?? [];
  const place = placeOf(found);
  const stated = configs.find(({ path }) => path === place?.file.path);
  if (place !== undefined && isOwner(fact, stated)) {
    const by = stated?.kind.value;
    return by === undefined ? { because: `${place.file.path} decides it` } : { file: files.read(place.file.path) ?? place.file, by };
  }
  if (place === undefined && found?.state !== 'absent' && found !== undefined && found.provenance.kind !== 'default') {
    return { because: statedIn(found.provenance) ?? `it cannot be told where ${fact} is set` };
  }
  const config = livingConfig(configs, found?.state === 'absent' ? found.file?.path : undefined);
  const file = config === undefined ? undefined : files.read(config.path);
  if (config === undefined || file === undefined) return { because: 'no file of the service holds settings of this kind: they live in the dashboard' };
  return { file, by: config.kind.value };
}

/** A file that is not read owns nothing, and a Dockerfile does not say where it is looked for. */
function isOwner(fact: FactName, config: ConfigFile | undefined): boolean {
  return config === undefined || (config.live && !(fact === 'build.dockerfilePath' && config.kind.value === 'dockerfile'));
}

/** What is stated by the user is no setting of the platform, and what the platform states is in no file. */
function statedIn(provenance: Provenance): string | undefined {
  if (provenance.kind === 'live') return 'it is set on Railway and in no file; `optimize railway diff` plans it';
  if (provenance.kind !== 'assumed') return undefined;
  return provenance.at === undefined ? 'its value was given on the command line' : `its value is stated in ${provenance.by}`;
}

/** Several files of one kind may live side by side: the one where the setting was looked for goes before. */
function livingConfig(configs: readonly ConfigFile[], lookedIn: string | undefined): ConfigFile | undefined {
  const living = configs.filter(({ live, kind }) => live && ORDER.includes(kind.value));
  const rank = ({ kind, path }: ConfigFile) => ORDER.indexOf(kind.value) * 2 + (path === lookedIn ? 0 : 1);
  return living.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** The path at which a fact stands in the data file that owns it, or would; undefined where the file has no place for it. */
export function settingPath(fact: FactName, owner: Owner, root: DataNode, context: FixContext): DataPath | undefined {
  const place = placeOf(context.service.facts[fact]);
  const stated = place !== undefined && place.file.path === owner.file.path ? pathTo(root, place.range) : undefined;
  if (stated !== undefined) return stated;
  const path = SETTING_KEYS[owner.by]?.find((field) => field.fact === fact && field.path !== undefined)?.path;
  if (path === undefined) return undefined;
  if (owner.by === 'render') {
    const service = serviceIn(root, context.service.name);
    return service === undefined ? undefined : [...service, ...path];
  }
  return owner.by.startsWith('railway-') ? inSection(root, path) : path;
}

/** The service of a blueprint that has this name, or the only one. */
function serviceIn(root: DataNode, name: string): DataPath | undefined {
  const services = blueprintServices(root);
  const named = services.find(({ node }) => stringOf(entryOf(node, 'name')?.value) === name);
  return (named ?? (services.length === 1 ? services[0] : undefined))?.path;
}

/** The base section, unless only the block for production has such a section. */
function inSection(root: DataNode, path: readonly string[]): DataPath {
  const section = path.slice(0, 1);
  if (nodeAt(root, section)?.kind === 'object') return path;
  const block = ['production', 'prod'].find((name) => nodeAt(root, ['environments', name, ...section])?.kind === 'object');
  return block === undefined ? path : ['environments', block, ...path];
}
