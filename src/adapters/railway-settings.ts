import type { DataEntry, DataNode, ObjectNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { ConfigSetting } from '../model/facts/build.ts';
import type { SourceFile } from '../model/source-file.ts';

/** Settings that may hold secrets, and the plan of a builder, which has settings of its own. */
const WITHHELD = /^deploy\.registryCredentials(\.|$)|^build\.nixpacksPlan(\.|$)/;

/** Where the values of a part of the file stand. */
interface Part {
  readonly file: SourceFile;
  readonly by: string;
  /** Keys on the way to it. */
  readonly key: string;
  readonly environment: string | undefined;
}

/** The settings in the sections `build` and `deploy` of a railway.json or railway.toml as they are written, those of environments too. */
export function settingsIn(root: ObjectNode, file: SourceFile): readonly ConfigSetting[] {
  const by = file.path.endsWith('.toml') ? 'railway-toml' : 'railway-json';
  const environments = root.entries.filter(({ key }) => key === 'environments').flatMap(({ value }) => entriesOf(value));
  return [
    ...sectionsOf(root, { file, by, key: '', environment: undefined }),
    ...environments.flatMap(({ key, value }) => sectionsOf(value, { file, by, key: '', environment: key })),
  ];
}

function sectionsOf(parent: DataNode, part: Part): readonly ConfigSetting[] {
  return entriesOf(parent).filter(({ key }) => key === 'build' || key === 'deploy').flatMap(({ key, value }) => (value.kind === 'object' ? leavesOf(value, { ...part, key }) : []));
}

function entriesOf(node: DataNode): readonly DataEntry[] {
  return node.kind === 'object' ? node.entries : [];
}

function leavesOf(node: DataNode, part: Part): readonly ConfigSetting[] {
  if (node.kind === 'object') return node.entries.flatMap(({ key, value }) => leavesOf(value, { ...part, key: `${part.key}.${key}` }));
  if (node.kind === 'array') return node.items.flatMap((item, index) => leavesOf(item, { ...part, key: `${part.key}.${index}` }));
  const { file, by, key, environment } = part;
  const isShown = node.value !== null && !WITHHELD.test(key);
  const text = isShown ? file.text.slice(node.range.start, node.range.end) : '';
  return [{ key, environment, value: isShown ? (node.value ?? undefined) : undefined, by, at: declared('build.settings', text, file, node.range) }];
}
