import type { Paint } from '../paint.ts';
import { headOf, shown } from '../text/width.ts';

/** A unified diff in colours, for people: removed lines red, added ones green. Control characters of files are made visible. */
export function colouredDiff(diff: string, paint: Paint): string {
  return diff.split('\n').map((line) => colourOf(line, paint)(visible(line))).join('\n');
}

/** The same as lines that fit into some columns: a longer one goes on below, so that nothing of a change stays unseen. */
export function diffRows(diff: string, paint: Paint, columns: number): readonly string[] {
  return diff.split('\n').flatMap((line) => piecesOf(visible(line), columns).map(colourOf(line, paint)));
}

function visible(line: string): string {
  return shown(line.replaceAll('\t', '    ').replace(/\r$/, ''));
}

/** What goes on stands under the text, not under the sign before it. */
function piecesOf(line: string, columns: number): readonly string[] {
  const pieces: string[] = [];
  let rest = line;
  do {
    const head = headOf(rest, columns);
    pieces.push(head);
    const left = rest.slice(head.length);
    rest = left === '' ? '' : ` ${left}`;
  } while (rest !== '');
  return pieces;
}

function colourOf(line: string, paint: Paint): (text: string) => string {
  if (/^(diff|index|---|\+\+\+|new file|deleted file|similarity|rename) ?/.test(line)) return paint.bold;
  if (line.startsWith('@@')) return paint.cyan;
  if (line.startsWith('+')) return paint.green;
  return line.startsWith('-') ? paint.red : (text) => text;
}
