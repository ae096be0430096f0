import { parseShell } from '../../documents/shell-command.ts';
import { splitWords } from '../../documents/shell/split-words.ts';
import type { ShellScript } from '../../documents/shell/shell-tree.ts';
import { valueOf } from '../../model/fact.ts';
import type { FactSet } from '../../model/facts.ts';
import { isShellWord, withExec } from '../with-exec.ts';

/**
 * The start command as a Dockerfile's exec form. A command that needs no shell is split into its words. Any other gets one, which
 * gives way to the last program with `exec`: a shell that stays would keep SIGTERM to itself.
 * https://docs.docker.com/build/checks/json-args-recommended/
 */
export async function execForm(facts: FactSet): Promise<string | undefined> {
  const command = valueOf(facts['start.command'])?.trim();
  if (command === undefined || command === '') return undefined;
  const isSplit = valueOf(facts['start.form']) === 'exec';
  const parsed = await parseShell(command);
  if (isSplit || (parsed.ok && needsNoShell(parsed.document))) {
    const words = splitWords(command);
    if (words.ok) return written(words.document);
  }
  return parsed.ok ? written(['sh', '-c', await withExec(command)]) : undefined;
}

/** As people write it in a Dockerfile: a blank after each comma. */
const written = (words: readonly string[]): string => `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;

function needsNoShell({ body }: ShellScript): boolean {
  const [item] = body;
  if (body.length !== 1 || item === undefined || item.background || item.node.kind !== 'command') return false;
  const { assignments, redirects, words } = item.node;
  return assignments.length === 0 && redirects.length === 0 && words.every(({ source }) => !/[$`*?[~{]/.test(source)) && !isShellWord(item.node);
}

