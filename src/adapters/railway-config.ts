import { entryOf } from '../documents/data.ts';
import type { DataEntry, DataNode, ObjectNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { Known } from '../model/fact.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Adapter } from './adapter.ts';
import { readDataFile } from './data-file.ts';
import { RAILWAY_FIELDS } from './railway-fields.ts';
import { KNOWN_KEYS } from './railway-known-keys.ts';
import { settingsIn } from './railway-settings.ts';
import type { Collector, Scope } from './statements.ts';

/** An object of the file, and the path of keys to it. */
interface Part {
  readonly kind: keyof typeof KNOWN_KEYS;
  readonly object: ObjectNode;
  readonly path: string;
}

const CONFIG_NAME = /(?:^|\/)railway(?:[.-]([\w-]+))?\.(json|toml)$/;
const ASIDE = /^(?:schema|example|sample|template)$/i;

/** railway.json and railway.<service>.json: settings of one service, with overrides for named environments. */
export const railwayJson: Adapter = {
  name: 'railway-json',
  matches: (path) => isRailwayConfig(path, 'json'),
  read: (file) => readDataFile({ by: 'railway-json', file, format: 'json' }, readRailwayConfig),
};

/** railway.toml: the same settings in TOML. */
export const railwayToml: Adapter = {
  name: 'railway-toml',
  matches: (path) => isRailwayConfig(path, 'toml'),
  read: (file) => readDataFile({ by: 'railway-toml', file, format: 'toml' }, readRailwayConfig),
};

function isRailwayConfig(path: string, ending: string): boolean {
  const [, name = '', found] = CONFIG_NAME.exec(path) ?? [];
  return found === ending && !ASIDE.test(name);
}

function readRailwayConfig(root: ObjectNode, collector: Collector): void {
  const unknown = [...unknownKeys({ kind: 'file', object: root, path: '' }, collector.file), ...readSections(root, collector, {})];
  for (const environment of objectEntries(root, 'environments', collector)) {
    if (environment.value.kind !== 'object') continue;
    const scope = { environment: environment.key };
    const path = `environments.${environment.key}.`;
    unknown.push(...unknownKeys({ kind: 'environment', object: environment.value, path }, collector.file));
    unknown.push(...readSections(environment.value, collector, scope, path));
  }
  const settings = settingsIn(root, collector.file);
  const [first] = settings;
  if (first?.at.provenance.kind === 'declared') collector.known('build.settings', settings, first.at.provenance.range);
  collector.known('build.unknownKeys', unknown, unknown[0]?.provenance.kind === 'declared' ? unknown[0].provenance.range : { start: 0, end: 0 });
}

/** Reads `build` and `deploy`, and returns the keys that Railway ignores. */
function readSections(parent: ObjectNode, collector: Collector, scope: Scope, prefix = ''): Known<string>[] {
  const unknown: Known<string>[] = [];
  for (const name of ['build', 'deploy'] as const) {
    const section = sectionOf(parent, name, collector);
    if (section === undefined) continue;
    unknown.push(...unknownKeys({ kind: name, object: section, path: `${prefix}${name}.` }, collector.file));
    for (const { key, read } of RAILWAY_FIELDS.filter((field) => field.section === name)) {
      const value = entryOf(section, key)?.value;
      if (value !== undefined && value.kind !== 'null') read({ value, section, collector, scope });
    }
  }
  return unknown;
}

function unknownKeys({ kind, object, path }: Part, file: SourceFile): Known<string>[] {
  const known: ReadonlySet<string> = KNOWN_KEYS[kind];
  return object.entries
    .filter(({ key }) => !known.has(key))
    .map(({ key, keyRange }) => declared('build.unknownKeys', `${path}${key}`, file, keyRange));
}

function sectionOf(parent: ObjectNode, name: string, collector: Collector): ObjectNode | undefined {
  const value = entryOf(parent, name)?.value;
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind === 'object') return value;
  reportNoObject(name, value, collector);
  return undefined;
}

function objectEntries(parent: ObjectNode, name: string, collector: Collector): readonly DataEntry[] {
  return sectionOf(parent, name, collector)?.entries ?? [];
}

function reportNoObject(name: string, value: DataNode, collector: Collector): void {
  collector.problem('syntax', `${name} holds no object, so Railway cannot read it`, value.range);
}
