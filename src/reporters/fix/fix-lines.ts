import type { Finding } from '../../model/finding.ts';
import type { TextOptions } from '../text/report.ts';
import { cut, shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';

/** What stands around the title of a fix. */
export interface FixLine {
  readonly head: string;
  /** Columns that the head takes. */
  readonly indent: number;
  readonly details: readonly string[];
  readonly paths: readonly string[];
}

/** A fix in a few lines: its title, what is said of it, its files, how far it may be trusted, and its rule. */
export function fixLines({ fix, rule, message }: Finding, { head, indent, details, paths }: FixLine, { width, paint }: TextOptions): readonly string[] {
  const blank = ' '.repeat(indent);
  const room = width - indent;
  const right = `${fix?.applicability ?? ''}  ${rule}`;
  const left = shown(paths.join(', '));
  const title = wrap(shown(fix?.title ?? message), room);
  const only = left === '' && title.length === 1 ? justified(title[0] ?? '', right, room).slice((title[0] ?? '').length) : '';
  const [first = '', ...more] = title;
  return [
    `${head}${paint.bold(first)}${paint.dim(only)}`,
    ...more.map((line) => blank + paint.bold(line)),
    ...details.flatMap((detail) => wrap(shown(detail), room)).map((line) => blank + line),
    ...(only === '' ? belowTitle(left, right, room) : []).map((line) => blank + paint.dim(line)),
  ];
}

/** The files and the rule on one line, or on two where they do not fit beside each other. */
function belowTitle(left: string, right: string, room: number): readonly string[] {
  const line = justified(left, right, room);
  return line === left && left !== '' ? [cut(left, room), cut(right, room)] : [line === '' ? cut(right, room) : line];
}
