import { parseShell } from '../../../documents/shell-command.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineEnd, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';

/** Takes the carriage returns out of the line ends of the script that `at` stands in. */
export function writeUnixLines({ at: [script] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const path = placeOf(script)?.file.path;
  const file = path === undefined ? undefined : files.read(path);
  if (file === undefined) return Promise.resolve(refused('the script stands in no file'));
  const edits = [...file.text.matchAll(/\r+(?=\n)/g)].map((match): TextEdit => ({ range: { start: match.index, end: match.index + match[0].length }, text: '' }));
  return Promise.resolve(edited(file.path, edits));
}

/** Puts `set -e` before the first command of the script that `at` stands in, below its first line where that names the interpreter. */
export async function stopOnError({ at: [script] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const path = placeOf(script)?.file.path;
  const file = path === undefined ? undefined : files.read(path);
  const parsed = file === undefined ? undefined : await parseShell(file.text);
  if (file === undefined || parsed?.ok !== true) return refused('the script cannot be read');
  const { text } = file;
  const newline = newlineOf(text);
  const start = text.startsWith('#!') ? lineEnd(text, 0) : 0;
  const before = start > 0 && !text.slice(0, start).endsWith('\n') ? newline : '';
  return edited(file.path, [insertAt(start, `${before}set -e${newline}`)]);
}
