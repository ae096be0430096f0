import { findNode, stringOf } from '../../documents/data.ts';
import type { DataNode } from '../../documents/data.ts';
import { parseJson } from '../../documents/json.ts';
import type { Environment } from '../../model/environment.ts';
import { declared, mapKnown, renamed, valueOf } from '../../model/fact.ts';
import type { Fact, Known } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Folder } from '../shared/folder.ts';

/** What the user tells railpack about detection, in railpack.json and in RAILPACK_* variables. */
export interface Settings {
  /** The provider to use instead of the one that railpack detects. */
  readonly provider: Known<string> | undefined;
  /** Versions of packages by name; they win over every other place. */
  readonly packages: ReadonlyMap<string, Fact<string>>;
  /** The start command of railpack.json or RAILPACK_START_CMD: with one, railpack serves no site by itself. */
  readonly startCommand: string | undefined;
  /** The value of RAILPACK_<name>, undefined when it is empty, unknown or not set. */
  variable(name: string): string | undefined;
  /** The fact of RAILPACK_<name> when it is set to something. */
  variableFact(name: string): Fact<string> | undefined;
  /** True when RAILPACK_<name> is `1` or `true`. */
  isSet(name: string): boolean;
}

/** Reads railpack.json and the variables. A railpack.json that does not parse counts as none; its adapter reports it. */
export async function readSettings(folder: Folder, environment: Environment): Promise<Settings> {
  const variableFact = (name: string) => {
    const fact = environment.get(`RAILPACK_${name}`);
    return fact === undefined || fact.state === 'absent' || valueOf(fact)?.trim() === '' ? undefined : fact;
  };
  const variable = (name: string) => valueOf(variableFact(name))?.trim();
  const file = folder.read(variable('CONFIG_FILE') ?? 'railpack.json');
  const root = file === undefined ? undefined : await readRoot(file);
  const providerNode = findNode(root, ['provider']);
  const provider = stringOf(providerNode);
  return {
    provider: file === undefined || providerNode === undefined || provider === undefined
      ? undefined
      : declared('runtime.language', provider, file, providerNode.range),
    packages: new Map([...packagesOfVariable(variableFact('PACKAGES')), ...packagesOfFile(root, file)]),
    startCommand: stringOf(findNode(root, ['deploy', 'startCommand'])) || variable('START_CMD'),
    variable,
    variableFact,
    isSet: (name) => ['1', 'true'].includes(variable(name)?.toLowerCase() ?? ''),
  };
}

async function readRoot(file: SourceFile): Promise<DataNode | undefined> {
  const parsed = await parseJson(file.text, { comments: true });
  return parsed.ok ? parsed.document.root : undefined;
}

/** Packages of `"packages": { "python": "3.12" }`. */
function packagesOfFile(root: DataNode | undefined, file: SourceFile | undefined): readonly [string, Fact<string>][] {
  const node = findNode(root, ['packages']);
  if (node?.kind !== 'object' || file === undefined) return [];
  return node.entries.flatMap((entry): [string, Fact<string>][] => {
    const version = stringOf(entry.value);
    if (version === undefined) return [];
    return [[entry.key, declared(`runtime.versions.${entry.key}`, version, file, entry.value.range)]];
  });
}

/** Packages of `RAILPACK_PACKAGES="node@22 python"`; without a version railpack takes the latest. */
function packagesOfVariable(fact: Fact<string> | undefined): readonly [string, Fact<string>][] {
  return (valueOf(fact) ?? '').split(' ').filter((word) => word !== '').map((word) => {
    const [name = '', version = 'latest'] = word.split('@');
    return [name, renamed(mapKnown(fact as Fact<string>, () => version), `runtime.versions.${name}`)];
  });
}
