import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { declared, type Known } from '../model/fact.ts';
import type { Adapter } from './adapter.ts';
import { stateLists } from './build-lists.ts';
import { kindOf, readDataFile, variablesOf } from './data-file.ts';
import type { Collector } from './statements.ts';

/** In a list it stands for what the provider would do by itself: https://railpack.com/config/file */
const PROVIDER_DEFAULT = '...';

/** railpack.json: changes to what Railpack plans by itself. Its reader takes comments and trailing commas. */
export const railpack: Adapter = {
  name: 'railpack',
  matches: (path) => /(?:^|\/)railpack\.json$/.test(path),
  read: (file) => readDataFile({ by: 'railpack', file, format: 'jsonc' }, readConfig),
};

/** Lists outside of the steps. */
const LISTS = [['buildAptPackages'], ['deploy', 'aptPackages'], ['deploy', 'inputs'], ['deploy', 'paths']];

function readConfig(root: ObjectNode, collector: Collector): void {
  const start = findNode(root, ['deploy', 'startCommand']);
  if (start !== undefined && start.kind !== 'null') readStart(start, collector);
  readCommands(findNode(root, ['steps', 'install', 'commands']), 'build.installCommand', collector);
  readCommands(findNode(root, ['steps', 'build', 'commands']), 'build.command', collector);
  readVariables(root, collector);
  readLists(root, collector);
  collector.known('build.railpackKeys', keysBelow(root, collector, ''), root.range);
}

function readLists(root: ObjectNode, collector: Collector): void {
  const steps = findNode(root, ['steps']);
  const names = steps?.kind === 'object' ? steps.entries.map(({ key }) => key) : [];
  stateLists(root, [...LISTS, ...names.flatMap((name) => [['steps', name, 'commands'], ['steps', name, 'inputs']])], collector);
}

/** The keys of an object and of those in it, each with its path. */
function keysBelow(node: ObjectNode, collector: Collector, above: string): readonly Known<string>[] {
  return node.entries.flatMap(({ key, keyRange, value }) => {
    const path = `${above}${key}`;
    const inner = value.kind === 'object' ? keysBelow(value, collector, `${path}.`) : [];
    return [declared('build.railpackKey', path, collector.file, keyRange), ...inner];
  });
}

function readStart(start: DataNode, collector: Collector): void {
  const command = stringOf(start);
  if (command === undefined) return collector.unresolved('start.command', `it is ${kindOf(start)} where Railpack wants a string`, start.range);
  if (command !== '') collector.known('start.command', command, start.range);
}

/** Commands of a step: strings, or objects with the command as `cmd`; copies and paths run nothing. */
function readCommands(node: DataNode | undefined, name: 'build.command' | 'build.installCommand', collector: Collector): void {
  if (node?.kind !== 'array') return;
  const commands = node.items
    .map((item) => (item.kind === 'object' ? entryOf(item, 'cmd')?.value : item))
    .filter((item) => item?.kind === 'string' && item.value !== PROVIDER_DEFAULT);
  const [first] = commands;
  if (first === undefined) return;
  collector.known(name, commands.map(stringOf).join(' && '), commands.length === 1 ? first.range : node.range);
}

/** Variables of `deploy` are in the image; those of a step exist only while it runs. */
function readVariables(root: ObjectNode, collector: Collector): void {
  const deployed = findNode(root, ['deploy', 'variables']);
  const steps = findNode(root, ['steps']);
  const ofSteps = steps?.kind === 'object' ? steps.entries.flatMap((step) => variablesOf(entryOf(step.value, 'variables')?.value, 'build', collector.file)) : [];
  const range = deployed?.range ?? { start: 0, end: 0 };
  collector.known('build.variables', [...variablesOf(deployed, 'run', collector.file), ...ofSteps], range);
}
