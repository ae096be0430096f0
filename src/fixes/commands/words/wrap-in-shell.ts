import { parseShell } from '../../../documents/shell-command.ts';
import type { ShellCommand, ShellNode } from '../../../documents/shell/shell-tree.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { CommandText } from '../places/command-text.ts';
import type { CommandSite } from '../places/site.ts';
import { shellCommand } from './shell-words.ts';

type Edits = readonly TextEdit[] | { readonly because: string };

/** The command with a shell around it that replaces itself by the server: `["/bin/sh", "-c", "exec ..."]`. */
export async function wrappedInShell(site: CommandSite, words: readonly string[]): Promise<Edits> {
  const { holder, file } = site;
  if (holder.kind === 'text') return wrappedText(holder.text, shellCommand(words));
  const [list, second] = holder.lists;
  if (list === undefined || second !== undefined) return { because: `ENTRYPOINT and CMD of ${file.path} make up the command together, and a shell goes around both` };
  return [{ range: list, text: shellArray(file.text.slice(list.start, list.end), await withExec(shellCommand(words))) }];
}

/** A whole text with a shell around it, as a runtime splits it: `/bin/sh -c "exec ..."`. */
export async function wrappedText(text: CommandText, command: string): Promise<Edits> {
  const inner = await withExec(command);
  const first = text.file.text.charAt(text.whole.start);
  const prefersSingle = first === '"' || inner.includes('"');
  const quoted = prefersSingle && !inner.includes("'") ? `'${inner}'` : `"${inner.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const written = text.write(`/bin/sh -c ${quoted}`);
  if (written === undefined) return { because: `a shell around the command cannot be written in ${text.file.path} as it is quoted there` };
  return [{ range: text.rangeOf({ start: 0, end: text.text.length }), text: written }];
}

/** The elements of an array, with the blanks that this one has. */
export function shellArray(written: string, command: string): string {
  const separator = /"(,\s*)"/.exec(written)?.[1] ?? ', ';
  const [open, close] = [/^\[[ \t]*/.exec(written)?.[0] ?? '[', /[ \t]*\]$/.exec(written)?.[0] ?? ']'];
  const gap = separator.includes('\n') ? ', ' : separator;
  return `${open}${['/bin/sh', '-c', command].map((word) => JSON.stringify(word)).join(gap)}${close}`;
}

/** A command whose last part replaces the shell. Where another part follows, or it is a word of the shell, it stays. */
export async function withExec(command: string): Promise<string> {
  const parsed = await parseShell(command);
  const last = parsed.ok ? parsed.document.body.at(-1) : undefined;
  const node = last === undefined || last.background ? undefined : lastCommand(last.node);
  const [first] = node?.words ?? [];
  if (first === undefined || /^(?:exec|cd|export|exit|\.|source|eval|wait|true|:)$/.test(first.source)) return command;
  return `${command.slice(0, first.range.start)}exec ${command.slice(first.range.start)}`;
}

function lastCommand(node: ShellNode): ShellCommand | undefined {
  if (node.kind === 'command') return node;
  if (node.kind !== 'and-or' || node.parts.some(({ operator }) => operator === '||')) return undefined;
  const last = node.parts.at(-1)?.node;
  return last?.kind === 'command' ? last : undefined;
}
