import type { TextEdit } from '../../../text/edit.ts';
import { withExec } from '../../with-exec.ts';
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
