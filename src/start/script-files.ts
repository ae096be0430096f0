import type { ShellList, ShellNode } from '../documents/shell/shell-tree.ts';
import { parseShell } from '../documents/shell-command.ts';
import { declared, type Known } from '../model/fact.ts';
import type { ScriptFile } from '../model/facts/start.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { ScriptRun } from './engine.ts';

/** The scripts that a start command runs, each once: what their text says of failures and line ends. */
export async function scriptFiles(runs: readonly ScriptRun[]): Promise<readonly ScriptFile[]> {
  const distinct = new Map(runs.map((run) => [run.file.path, run]));
  const files: ScriptFile[] = [];
  for (const { file, interpreter, isExecuted } of distinct.values()) {
    const at = declared('start.scriptFile', file.path, file, { start: 0, end: firstLineEnd(file.text) });
    files.push({ at, interpreter, isExecuted, hasWindowsLineEnds: file.text.includes('\r\n'), unchecked: await uncheckedCommands(file) });
  }
  return files;
}

/** Facts of the same place once: several ways through a script pass it. */
export function distinctPlaces(facts: readonly Known<string>[]): readonly Known<string>[] {
  return [...new Map(facts.map((fact) => [placeKey(fact), fact])).values()];
}

function placeKey({ provenance, value }: Known<string>): string {
  return provenance.kind === 'declared' ? `${provenance.file.path}:${provenance.range.start}` : value;
}

function firstLineEnd(text: string): number {
  const end = text.search(/\r?\n/);
  return end === -1 ? text.length : end;
}

/** Plain commands at the top of the script that run before `set -e`, or without it. */
async function uncheckedCommands(file: SourceFile): Promise<readonly Known<string>[]> {
  const parsed = await parseShell(file.text);
  if (!parsed.ok || /^#!.*\s-\w*e/.test(file.text)) return [];
  return commandsBeforeStop(parsed.document.body).map(({ range }) => declared('start.uncheckedCommand', file.text.slice(range.start, range.end), file, range));
}

function commandsBeforeStop(list: ShellList): readonly ShellNode[] {
  const commands: ShellNode[] = [];
  for (const { node, background } of list) {
    if (node.kind !== 'command') continue;
    const words = node.words.map(({ source }) => source);
    if (stopsOnError(words)) break;
    if (!background) commands.push(node);
  }
  return commands;
}

/** `set -e`, `set -euo pipefail`, `set -o errexit`. */
function stopsOnError([first, ...rest]: readonly string[]): boolean {
  if (first !== 'set') return false;
  return rest.some((word, index) => /^-[a-z]*e/.test(word) || (/^-[a-z]*o$/.test(word) && rest[index + 1] === 'errexit'));
}
