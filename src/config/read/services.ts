import type { DataEntry, DataNode } from '../../documents/data.ts';
import { SERVICE_KINDS } from '../../model/assumptions.ts';
import { folderOf } from '../../model/files.ts';
import type { ServiceSetting } from '../config.ts';
import { pathInProject } from '../paths.ts';
import { readFacts } from './facts.ts';
import { entriesOf, kindText, knownEntries, note, settingOf, textOf, wordOf, type Reading } from './reading.ts';
import { readRules } from './rules.ts';

/** Services that the file declares. Those outside the scanned folder are left out. */
export function readServices(reading: Reading, node: DataNode | undefined): readonly ServiceSetting[] {
  return entriesOf(reading, node, 'services').flatMap((entry) => {
    const setting = serviceFrom(reading, entry);
    return setting === undefined ? [] : [setting];
  });
}

function serviceFrom(reading: Reading, entry: DataEntry): ServiceSetting | undefined {
  if (entry.key.trim() === '') return note(reading, entry.keyRange, 'a service has no name', 'name it: `services: { api: { root: backend } }`');
  const entries = knownEntries(reading, entry.value, `the service ${entry.key}`, ['root', 'kind', 'railway', 'facts', 'rules']);
  const [root, kind, railway] = [entries.get('root'), entries.get('kind'), entries.get('railway')];
  const setting = {
    name: entry.key,
    origin: settingOf(reading, entry, undefined).origin,
    facts: readFacts(reading, entries.get('facts')?.value),
    rules: readRules(reading, entries.get('rules')?.value),
    ...(kind === undefined ? {} : kindFrom(reading, kind)),
    ...(railway === undefined ? {} : railwayFrom(reading, railway)),
  };
  if (root === undefined) return setting;
  const folder = textOf(reading, root.value, 'root');
  const inProject = folder === undefined ? undefined : pathInProject(reading.context.folder, folderOf(reading.file.path), folder);
  return inProject === undefined ? undefined : { ...setting, root: settingOf(reading, root, inProject) };
}

function kindFrom(reading: Reading, entry: DataEntry): Pick<ServiceSetting, 'kind'> {
  const kind = wordOf(reading, entry.value, 'kind', SERVICE_KINDS);
  return kind === undefined ? {} : { kind: { value: kind, origin: { kind: 'file', file: reading.file, range: entry.value.range } } };
}

/** The name on Railway, or false for a service that is not there. */
function railwayFrom(reading: Reading, { value: node }: DataEntry): Pick<ServiceSetting, 'railway'> {
  const origin = { kind: 'file', file: reading.file, range: node.range } as const;
  if (node.kind === 'boolean' && node.value === false) return { railway: { value: false, origin } };
  if (node.kind === 'string' && String(node.value).trim() !== '') return { railway: { value: String(node.value), origin } };
  note(reading, node.range, `railway is ${kindText(node)}`, 'railway is the name of the service there, or false where it is not there');
  return {};
}
