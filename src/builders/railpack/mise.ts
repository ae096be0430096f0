import { findNode, stringOf } from '../../documents/data.ts';
import type { DataNode } from '../../documents/data.ts';
import { parseToml } from '../../documents/toml.ts';
import { declared } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import type { Folder } from '../shared/folder.ts';
import { linesOf, rangeInLine } from '../shared/lines.ts';
import { idiomaticVersion, IDIOMATIC_FILES } from './mise-idiomatic.ts';
import type { Candidate } from './versions.ts';

/** Requests that mise finds for a tool, the last one counts; `documented` ranks them by their kind of file. */
export type MiseTools = (tool: string, documented?: Readonly<Record<string, number>>) => readonly Candidate[];

/** One version that a file of mise gives to a tool. */
interface MiseVersion {
  readonly tool: string;
  readonly candidate: Candidate;
}

/**
 * Files of mise, those that count less first.
 * https://github.com/jdx/mise/blob/v2026.8.6/src/config/mod.rs (LOCAL_CONFIG_FILENAMES)
 */
const CONFIG_FILES = [
  '.config/mise/conf.d/*.toml', '.config/mise/config.toml', '.config/mise/mise.toml', '.config/mise.toml',
  '.mise/conf.d/*.toml', '.mise/config.toml', 'mise/config.toml', 'mise.toml', '.mise.toml',
  '.config/mise/config.local.toml', '.config/mise.local.toml', '.mise/config.local.toml', 'mise/config.local.toml',
  'mise.local.toml', '.mise.local.toml',
];

const OTHER_NAMES: Readonly<Record<string, string>> = { nodejs: 'node', golang: 'go' };

/** Reads every file of the folder from which mise, the installer of railpack, takes versions. */
export async function readMiseTools(folder: Folder): Promise<MiseTools> {
  const versions: MiseVersion[] = [];
  for (const [path, tools] of Object.entries(IDIOMATIC_FILES)) {
    const file = folder.read(path);
    if (file !== undefined) versions.push(...(await readIdiomatic(file, path, tools)));
  }
  const toolVersions = folder.read('.tool-versions');
  if (toolVersions !== undefined) versions.push(...readToolVersions(toolVersions));
  for (const path of CONFIG_FILES.flatMap((pattern) => folder.find(pattern))) {
    const file = folder.read(path);
    if (file !== undefined) versions.push(...(await readConfig(file, path)));
  }
  return (tool, documented = {}) => versions
    .filter((version) => version.tool === tool)
    .map(({ candidate }) => {
      const rank = documented[candidate.by];
      return rank === undefined ? candidate : { ...candidate, documented: rank };
    });
}

async function readIdiomatic(file: SourceFile, path: string, tools: readonly string[]): Promise<readonly MiseVersion[]> {
  const found: MiseVersion[] = [];
  for (const tool of tools) {
    const version = await idiomaticVersion(file, path, tool);
    if (version === undefined) continue;
    const { by, label = path, value, range } = version;
    found.push({ tool, candidate: { at: declared(`runtime.versions.${tool}`, value, file, range), by, label } });
  }
  return found;
}

/** Lines such as `python 3.12.1 3.11`, of which the first version counts. */
function readToolVersions(file: SourceFile): readonly MiseVersion[] {
  return linesOf(file.text).flatMap((line) => {
    const [name = '', value] = (line.text.split('#')[0] ?? '').trim().split(/\s+/);
    if (value === undefined || name === '') return [];
    const range = rangeInLine(line, value);
    return [miseVersion({ name, value, by: 'tool-versions', label: '.tool-versions' }, file, range)];
  });
}

/** The `[tools]` table of a mise.toml. */
async function readConfig(file: SourceFile, path: string): Promise<readonly MiseVersion[]> {
  const parsed = await parseToml(file.text);
  const tools = parsed.ok ? findNode(parsed.document.root, ['tools']) : undefined;
  if (tools?.kind !== 'object') return [];
  return tools.entries.flatMap((entry) => {
    const node = versionNode(entry.value);
    const value = stringOf(node) ?? (node?.kind === 'number' ? String(node.value) : undefined);
    if (node === undefined || value === undefined) return [];
    return [miseVersion({ name: entry.key, value, by: 'mise', label: path }, file, node.range)];
  });
}

/** The version of `"22"`, `["22", "20"]` or `{ version = "22" }`. */
function versionNode(node: DataNode | undefined): DataNode | undefined {
  if (node?.kind === 'array') return versionNode(node.items.find((item) => item.kind !== 'array'));
  return node?.kind === 'object' ? findNode(node, ['version']) : node;
}

function miseVersion(
  found: { name: string; value: string; by: string; label: string },
  file: SourceFile,
  range: Range,
): MiseVersion {
  const { value, by, label } = found;
  const short = found.name.replace(/^core:/, '');
  const tool = (Object.hasOwn(OTHER_NAMES, short) ? OTHER_NAMES[short] : undefined) ?? short;
  return { tool, candidate: { at: declared(`runtime.versions.${tool}`, value, file, range), by, label } };
}
