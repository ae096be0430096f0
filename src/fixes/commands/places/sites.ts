import { expandText } from '../../../documents/shell/expand.ts';
import { parseShell } from '../../../documents/shell-command.ts';
import type { ShellCommand, ShellItem, ShellList, ShellNode, ShellWord } from '../../../documents/shell/shell-tree.ts';
import { certain } from '../../../documents/shell/expand.ts';
import { baseName } from '../../../model/files.ts';
import type { Argument } from '../../../start/argument.ts';
import { derivedFrom } from '../../../start/origin.ts';
import type { Range } from '../../../text/range.ts';
import { textInText, type CommandText } from './command-text.ts';
import type { Container } from './container.ts';
import { SHELL_DOUBLE, SHELL_SINGLE } from './quotings.ts';
import type { CommandSite, Position } from './site.ts';

/** `sh -c 'bash -c "..."'` and the like; nobody nests deeper. */
const DEEPEST = 4;

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);
const NOWHERE = derivedFrom({ state: 'absent', name: 'word' });
const UNKNOWN = { variable: () => undefined, positional: undefined };

/** The simple commands of a container, those that a shell gets as an argument included. */
export async function sitesIn(container: Container): Promise<readonly CommandSite[]> {
  if (container.kind === 'text') return sitesInText(container.text, 0);
  const { file, words, lists } = container;
  const site: CommandSite = {
    file, program: 0, holder: { kind: 'words', lists },
    words: words.map(({ text }, index) => argument(certain(text), index)),
    places: words.map(({ whole, text }) => ({ range: whole, source: text })),
  };
  const index = shellTextIndex(site.words);
  const inner = index === undefined ? undefined : words[index];
  return inner === undefined ? [site] : [site, ...(await sitesInText(inner, 1))];
}

async function sitesInText(text: CommandText, depth: number): Promise<readonly CommandSite[]> {
  const parsed = depth > DEEPEST ? undefined : await parseShell(text.text);
  if (parsed?.ok !== true) return [];
  const { body } = parsed.document;
  const commands = commandsOf(body, { isLast: true, isPlain: true, chain: undefined, isPrepared: false });
  const traps = commands.some(({ node }) => ['trap', 'wait'].includes(node.words[0]?.source ?? ''));
  const sites: CommandSite[] = [];
  for (const { node, around } of commands) {
    const site = siteOf(text, node, { ...around, traps, range: node.range });
    sites.push(site);
    const index = shellTextIndex(site.words);
    const word = index === undefined ? undefined : node.words[index];
    const inner = word === undefined ? undefined : quotedText(text, word);
    if (inner !== undefined) sites.push(...(await sitesInText(inner, depth + 1)));
  }
  return sites;
}

function siteOf(text: CommandText, node: ShellCommand, at: Position): CommandSite {
  return {
    file: text.file, program: 0, holder: { kind: 'text', text, at },
    words: node.words.map((word, index) => argument(expandText(word, UNKNOWN), index, word)),
    places: node.words.map(({ range, source }) => ({ range: text.rangeOf(range), source })),
  };
}

function argument(expanded: ReturnType<typeof expandText>, index: number, word?: ShellWord): Argument {
  const only = word?.parts.length === 1 ? word.parts[0] : undefined;
  const splits = only !== undefined && (only.kind === 'variable' || only.kind === 'opaque') && !only.quoted && expanded.value === undefined;
  return { ...expanded, splits, origin: NOWHERE, range: { start: index, end: index + 1 } };
}

/** Index of the word that a shell gets as its commands: `sh -c WORD`, behind `exec`, `tini --` and the like. */
function shellTextIndex(words: readonly Argument[]): number | undefined {
  const shell = words.findIndex(({ text }) => SHELLS.has(baseName(text)));
  if (shell === -1) return undefined;
  let index = shell + 1;
  while (/^-\w+$/.test(words[index]?.text ?? '')) {
    index += 1;
    if (/^-\w*c\w*$/.test(words[index - 1]?.text ?? '')) return words[index] === undefined ? undefined : index;
  }
  return undefined;
}

/** The text of a word that stands in one pair of quotes. */
function quotedText(outer: CommandText, { source, range }: ShellWord): CommandText | undefined {
  const inner = { start: range.start + 1, end: range.end - 1 };
  if (/^'[^']*'$/.test(source)) return textInText(outer, inner, SHELL_SINGLE);
  return /^"(?:[^"\\]|\\[\s\S])*"$/.test(source) ? textInText(outer, inner, SHELL_DOUBLE) : undefined;
}

type Around = Omit<Position, 'range' | 'traps'>;
interface Placed {
  readonly node: ShellCommand;
  readonly around: Around;
}

const PREPARES = new Set(['cd', 'pushd', 'export', 'set', 'source', '.', 'unset', 'eval']);

function commandsOf(list: ShellList, around: Around): readonly Placed[] {
  let isPrepared = around.isPrepared;
  return list.flatMap((item, index) => {
    const isLast = around.isLast && index === list.length - 1 && !item.background;
    const found = commandsIn(item, { ...around, isLast, isPrepared });
    isPrepared ||= found.some(({ node }) => prepares(node));
    return found;
  });
}

/** `set -e` and `set -x` change nothing that a single command needs. */
function prepares({ words, assignments }: ShellCommand): boolean {
  const [first, second] = words;
  if (first === undefined) return assignments.length > 0;
  return PREPARES.has(first.source) && !(first.source === 'set' && /^-[euxo]+$/.test(second?.source ?? ''));
}

function commandsIn({ node }: Pick<ShellItem, 'node'>, around: Around): readonly Placed[] {
  const inside: Around = { ...around, isPlain: false, chain: undefined };
  const aside: Around = { ...inside, isLast: false };
  switch (node.kind) {
    case 'command': return [{ node, around }];
    case 'and-or': return commandsInChain(node, around);
    case 'pipeline': return node.nodes.flatMap((part) => commandsIn({ node: part }, aside));
    case 'subshell': return commandsOf(node.body, aside);
    case 'group': return commandsOf(node.body, inside);
    case 'if': return [...node.branches.flatMap(({ test, body }) => [...commandsOf(test, aside), ...commandsOf(body, inside)]), ...commandsOf(node.otherwise ?? [], inside)];
    case 'case': return node.items.flatMap(({ body }) => commandsOf(body, inside));
    case 'loop': return [...commandsOf(node.test, aside), ...commandsOf(node.body, aside)];
    case 'function': return commandsIn({ node: node.body }, aside);
    default: return [];
  }
}

/** `a && b || c`: what stands before `||` may be followed by it. */
function commandsInChain({ parts }: Extract<ShellNode, { kind: 'and-or' }>, around: Around): readonly Placed[] {
  const chain = parts.every(({ operator }) => operator !== '||') && around.isPlain
    ? parts.map(({ operator, node }): { operator: string; range: Range } => ({ operator, range: node.range })) : undefined;
  let { isPrepared } = around;
  return parts.flatMap(({ node }, index) => {
    const found = commandsIn({ node }, { ...around, chain, isPrepared, isPlain: chain !== undefined, isLast: around.isLast && index === parts.length - 1 });
    isPrepared ||= found.some(({ node: command }) => prepares(command));
    return found;
  });
}
