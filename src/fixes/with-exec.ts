import { parseShell } from '../documents/shell-command.ts';
import type { ShellCommand, ShellNode } from '../documents/shell/shell-tree.ts';

/** Words of a shell that are no program: nothing can take the shell's place there. */
const SHELL_WORDS = new Set(['cd', 'exec', 'exit', 'export', 'set', 'source', '.', 'eval', 'trap', 'true', ':', 'ulimit', 'umask', 'unset', 'wait']);

/** A command whose last program replaces the shell. Where more than that program may be left (a pipe, a loop, a choice), it stays. */
export async function withExec(command: string): Promise<string> {
  const parsed = await parseShell(command);
  const last = parsed.ok ? parsed.document.body.at(-1) : undefined;
  const program = last === undefined || last.background ? undefined : lastCommand(last.node);
  const first = program?.words[0];
  if (program === undefined || first === undefined || isShellWord(program)) return command;
  return `${command.slice(0, first.range.start)}exec ${command.slice(first.range.start)}`;
}

/** True for a command that only a shell knows. */
export const isShellWord = ({ words }: ShellCommand): boolean => SHELL_WORDS.has(words[0]?.source ?? '');

function lastCommand(node: ShellNode): ShellCommand | undefined {
  if (node.kind === 'command') return node;
  if (node.kind !== 'and-or' || node.parts.some(({ operator }) => operator === '||')) return undefined;
  const last = node.parts.at(-1);
  return last === undefined ? undefined : lastCommand(last.node);
}
