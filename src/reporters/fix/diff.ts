import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';

/** A unified diff in colours, for people: removed lines red, added ones green. Control characters of files are made visible. */
export function colouredDiff(diff: string, paint: Paint): string {
  return diff.split('\n').map((line) => colourOf(line, paint)(shown(line.replaceAll('\t', '    ').replace(/\r$/, '')))).join('\n');
}

function colourOf(line: string, paint: Paint): (text: string) => string {
  if (/^(diff|index|---|\+\+\+|new file|deleted file|similarity|rename) ?/.test(line)) return paint.bold;
  if (line.startsWith('@@')) return paint.cyan;
  if (line.startsWith('+')) return paint.green;
  return line.startsWith('-') ? paint.red : (text) => text;
}
