import type { DataEntry, DataNode } from '../documents/data.ts';
import { folderOf } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import type { Setting, Settings } from './config.ts';
import type { ConfigContext } from './context.ts';
import { readDocument } from './document.ts';
import type { Layer } from './joined.ts';
import { throwFirst } from './mistakes.ts';
import { pathInProject, resolvePath } from './paths.ts';
import { readFacts } from './read/facts.ts';
import { readGates } from './read/gates.ts';
import { readIgnores } from './read/ignores.ts';
import { itemsOf, knownEntries, note, settingOf, textOf, writtenOf, type Reading } from './read/reading.ts';
import { readRules } from './read/rules.ts';
import { readServices } from './read/services.ts';

/** A file that another one extends: its path from the project root, and where that stands. */
export interface Extended {
  readonly path: string;
  readonly range: Range;
}

/** Keys of a file for the whole project, and of one for a folder. */
const KEYS = ['$schema', 'extends', 'edition', 'rules', 'gates', 'baseline', 'live', 'facts', 'services', 'ignores'];
const FOLDER_KEYS = ['$schema', 'extends', 'rules', 'facts', 'ignores'];

/** Reads the file of a project. A UsageError names the first thing that is wrong. */
export async function readLayer(file: SourceFile, context: ConfigContext): Promise<{ readonly layer: Layer; readonly extended: readonly Extended[] }> {
  const { root, reading } = await opened(file, context);
  const entries = knownEntries(reading, root, 'the configuration', KEYS);
  const edition = editionOf(reading, entries.get('edition'));
  const baseline = fileNamed(reading, entries.get('baseline'));
  const live = fileNamed(reading, entries.get('live'));
  const layer: Layer = {
    ...settingsOf(reading, entries),
    ...(edition === undefined ? {} : { edition }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(live === undefined ? {} : { live }),
    gates: readGates(reading, entries.get('gates')?.value),
    services: readServices(reading, entries.get('services')?.value),
  };
  const extended = extendedOf(reading, entries.get('extends'));
  throwFirst(file, reading.mistakes);
  return { layer, extended };
}

/**
 * Reads the file of a folder below the project: rules, facts and ignores of the services there. It may extend the files that hold for it
 * anyway (`inForce`, by path), so that it says the same when its folder is scanned by itself.
 */
export async function readFolderSettings(file: SourceFile, context: ConfigContext, inForce: ReadonlySet<string>): Promise<Settings> {
  const { root, reading } = await opened(file, context);
  const entries = knownEntries(reading, root, 'the configuration', KEYS);
  for (const [key, { keyRange }] of entries) {
    if (!FOLDER_KEYS.includes(key)) note(reading, keyRange, `"${key}" cannot be set for one folder`, `it belongs into the file of the whole project; a folder's own has ${FOLDER_KEYS.slice(2).join(', ')}`);
  }
  for (const { path, range } of extendedOf(reading, entries.get('extends'))) {
    if (!inForce.has(path)) note(reading, range, `the file of a folder cannot extend ${path}`, 'it extends the file of the whole project by itself; put more into that one');
  }
  const settings = settingsOf(reading, entries);
  throwFirst(file, reading.mistakes);
  return settings;
}

async function opened(file: SourceFile, context: ConfigContext): Promise<{ readonly root: DataNode; readonly reading: Reading }> {
  const { root, mistakes } = await readDocument(file);
  return { root, reading: { file, context, mistakes: [...mistakes] } };
}

function settingsOf(reading: Reading, entries: ReadonlyMap<string, DataEntry>): Settings {
  const schema = entries.get('$schema');
  if (schema !== undefined) textOf(reading, schema.value, '$schema');
  return {
    rules: readRules(reading, entries.get('rules')?.value),
    facts: readFacts(reading, entries.get('facts')?.value),
    ignores: readIgnores(reading, entries.get('ignores')),
  };
}

/** An edition is a text; YAML and TOML take it for a number without quotes. */
function editionOf(reading: Reading, entry: DataEntry | undefined): Setting<string> | undefined {
  if (entry === undefined) return undefined;
  const { value: node } = entry;
  const id = node.kind === 'number' ? writtenOf(reading, node) : textOf(reading, node, 'edition');
  const { editions } = reading.context.known;
  if (id === undefined || editions.includes(id)) return id === undefined ? undefined : settingOf(reading, entry, id);
  return note(reading, node.range, `there is no edition "${id}"`, `there are ${editions.join(', ')}`);
}

/** The path that a key of its own gives. */
function fileNamed(reading: Reading, entry: DataEntry | undefined): Setting<string> | undefined {
  const path = entry === undefined ? undefined : pathOf(reading, entry.value, entry.key);
  return path === undefined || entry === undefined ? undefined : settingOf(reading, entry, path);
}

function extendedOf(reading: Reading, entry: DataEntry | undefined): readonly Extended[] {
  if (entry === undefined) return [];
  const nodes = entry.value.kind === 'string' ? [entry.value] : itemsOf(reading, entry.value, 'extends');
  return nodes.flatMap((node) => {
    const path = pathOf(reading, node, 'extends');
    return path === undefined ? [] : [{ path, range: node.range }];
  });
}

/** A path relative to the file, from the project root. */
function pathOf(reading: Reading, node: DataNode, name: string): string | undefined {
  const path = textOf(reading, node, name);
  if (path === undefined) return undefined;
  const folder = folderOf(reading.file.path);
  if (!/^([\\/]|[A-Za-z]:)/.test(path)) return pathInProject(reading.context.folder, folder, path) ?? resolvePath(folder, path);
  return note(reading, node.range, `${name} is not relative`, `${name} is a path from the folder of this file, with forward slashes`);
}
