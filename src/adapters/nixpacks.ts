import { findNode, stringOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import type { Adapter } from './adapter.ts';
import { stateLists } from './build-lists.ts';
import { kindOf, readDataFile, variablesOf } from './data-file.ts';
import type { Collector } from './statements.ts';

/** In a list it stands for what the provider would do by itself: https://nixpacks.com/docs/configuration/file */
const PROVIDER_DEFAULT = '...';

/** nixpacks.toml and nixpacks.json: the plan that Nixpacks starts from. */
export const nixpacks: Adapter = {
  name: 'nixpacks',
  matches: (path) => /(?:^|\/)nixpacks\.(?:toml|json)$/.test(path),
  read: (file) => readDataFile({ by: 'nixpacks', file, format: file.path.endsWith('.toml') ? 'toml' : 'json' }, readPlan),
};

/** Lists that take the place of the provider's unless `...` stands in them. */
const LISTS = [
  ['phases', 'setup', 'nixPkgs'], ['phases', 'setup', 'nixPackages'], ['phases', 'setup', 'nixLibs'], ['phases', 'setup', 'aptPkgs'],
  ['phases', 'install', 'cmds'], ['phases', 'build', 'cmds'],
];

function readPlan(root: ObjectNode, collector: Collector): void {
  const start = findNode(root, ['start', 'cmd']);
  if (start !== undefined && start.kind !== 'null') readStart(start, collector);
  readCommands(findNode(root, ['phases', 'install', 'cmds']), 'build.installCommand', collector);
  readCommands(findNode(root, ['phases', 'build', 'cmds']), 'build.command', collector);
  const variables = findNode(root, ['variables']);
  const range = variables?.range ?? { start: 0, end: 0 };
  collector.known('build.variables', variablesOf(variables, 'run', collector.file), range);
  stateLists(root, LISTS, collector);
}

function readStart(start: DataNode, collector: Collector): void {
  const command = stringOf(start);
  if (command === undefined) return collector.unresolved('start.command', `it is ${kindOf(start)} where Nixpacks wants a string`, start.range);
  collector.known('start.command', command, start.range);
}

/** The commands of a phase, which run one after the other. */
function readCommands(node: DataNode | undefined, name: 'build.command' | 'build.installCommand', collector: Collector): void {
  if (node?.kind !== 'array') return;
  const commands = node.items.filter((item) => stringOf(item) !== PROVIDER_DEFAULT);
  const [first] = commands;
  if (first === undefined) return;
  const range = commands.length === 1 ? first.range : node.range;
  const texts = commands.map(stringOf);
  if (texts.includes(undefined)) return collector.unresolved(name, 'Nixpacks wants strings here', range);
  collector.known(name, texts.join(' && '), range);
}
