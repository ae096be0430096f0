import type { DockerCommand } from '../../documents/dockerfile/docker-tree.ts';
import { parseShell } from '../../documents/shell-command.ts';
import type { ShellCommand, ShellList, ShellNode, ShellWord } from '../../documents/shell/shell-tree.ts';
import type { Range } from '../../text/range.ts';
import { quoteWords } from './start.ts';

/** A simple command of a RUN. */
export interface RunCommand {
  readonly text: string;
  /** Without quotes, variables as written. */
  readonly words: readonly string[];
  /** True when it need not run. */
  readonly conditional: boolean;
  /** Its words in the file, without the assignments in front. */
  readonly range: Range;
  /** Each of the words in the file, with its quotes. */
  readonly places: readonly Range[];
}

interface Placed {
  readonly command: ShellCommand;
  readonly conditional: boolean;
}

/** The commands of a RUN in order. A RUN that is no shell text we can read has none. */
export async function commandsOfRun(run: DockerCommand): Promise<readonly RunCommand[]> {
  if (run.form === 'exec') {
    const words = run.words.map((word) => word.value ?? word.source);
    return [{ text: quoteWords(words), words, conditional: false, range: run.range, places: run.words.map(({ range }) => range) }];
  }
  const parsed = await parseShell(run.text);
  if (!parsed.ok) return [];
  return inList(parsed.document.body, false).flatMap(({ command, conditional }) => {
    const [first] = command.words;
    const start = first?.range.start;
    const end = command.words.at(-1)?.range.end;
    if (start === undefined || end === undefined) return [];
    const places = command.words.map(({ range }) => run.source(range.start, range.end));
    return [{ text: run.text.slice(start, end), words: command.words.map(plainWord), conditional, range: run.source(start, end), places }];
  });
}

function plainWord({ parts }: ShellWord): string {
  return parts.map((part) => ('value' in part ? part.value : part.source)).join('');
}

function inList(list: ShellList, conditional: boolean): readonly Placed[] {
  return list.flatMap((item) => inNode(item.node, conditional));
}

function inNode(node: ShellNode, conditional: boolean): readonly Placed[] {
  switch (node.kind) {
    case 'command': return [{ command: node, conditional }];
    case 'and-or': return node.parts.flatMap((part) => inNode(part.node, conditional || part.operator === '||'));
    case 'pipeline': return node.nodes.flatMap((each) => inNode(each, conditional));
    case 'subshell': case 'group': return inList(node.body, conditional);
    case 'if': return [...node.branches.flatMap(({ test, body }) => [...inList(test, true), ...inList(body, true)]), ...inList(node.otherwise ?? [], true)];
    case 'loop': return [...inList(node.test, true), ...inList(node.body, true)];
    case 'case': return node.items.flatMap((item) => inList(item.body, true));
    default: return [];
  }
}
