import type { Paint } from '../reporters/paint.ts';
import { diffRows } from '../reporters/fix/diff.ts';
import { cut, shown } from '../reporters/text/width.ts';
import { justified, wrap, wrapParts } from '../reporters/text/wrap.ts';
import type { FixChoice } from './fix-choice.ts';

/** The room that a screen has. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
}

export interface ListState extends Screen {
  readonly active: number;
  readonly chosen: ReadonlySet<string>;
  readonly paint: Paint;
  readonly score: string;
}

/** Lines that stand around the list besides the keys: head, details, the blank lines between them, and the prompt's own last line. */
const AROUND = 8;
const KEYS = ['space choose', 't its rule', 's its service', 'a safe', 'r all', 'n none', 'p diff', 'enter go on', 'q leave'];

/** The list of fixes by service, with the active line's finding below it. */
export function listScreen(choices: readonly FixChoice[], { active, chosen, paint, score, columns, rows }: ListState): string {
  const lines = choices.flatMap((choice, index) => {
    const head = choices[index - 1]?.service === choice.service ? [] : [{ index: -1, text: paint.bold(shown(choice.service)) }];
    return [...head, { index, text: choiceLine(choice, { isActive: index === active, isChosen: chosen.has(choice.id), paint, columns }) }];
  });
  const at = lines.findIndex(({ index }) => index === active);
  const current = choices[active];
  const count = choices.filter(({ id }) => chosen.has(id)).length;
  const keys = wrapParts(KEYS, ' · ', columns - 1);
  return [
    paint.bar(justified(` ${count} of ${choices.length} fixes chosen`, `${score} `, columns - 1).padEnd(columns - 1)),
    ...windowOf(lines, at, Math.max(rows - AROUND - keys.length, 3)).map(({ text }) => text),
    '',
    ...(current === undefined ? [] : detailLines(current, columns - 1).map(paint.dim)),
    '',
    ...keys.map(paint.dim),
  ].join('\n');
}

interface LineState {
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly paint: Paint;
  readonly columns: number;
}

function choiceLine({ title, rule, isSafe, gain }: FixChoice, { isActive, isChosen, paint, columns }: LineState): string {
  const head = `${isActive ? '❯' : ' '} ${isChosen ? '◉' : '◯'} ${(gain > 0 ? `+${gain}` : '').padStart(3)} ${(isSafe ? '' : 'review').padEnd(6)} `;
  const room = columns - 1 - head.length;
  const text = cut(justified(cut(shown(title), room), rule, room), room);
  const line = `${head}${text}`;
  if (isActive) return paint.cyan(line);
  return isChosen ? line : paint.dim(line);
}

/** What is wrong, what will be then, which files the fix touches, and the rule; always three lines, so that the screen does not jump. */
function detailLines({ message, brings, paths, rule }: FixChoice, room: number): readonly string[] {
  const [first = '', ...more] = brings.length === 0 ? wrap(shown(message), room) : [cut(shown(message), room), shown(brings.join('; '))];
  const files = cut(shown(paths.join(', ')), Math.max(room - rule.length - 2, 10));
  return [first, cut(more.join(' '), room), justified(files, rule, room)];
}

/** The part of some lines around one of them that fits. */
function windowOf<T>(lines: readonly T[], at: number, height: number): readonly T[] {
  const start = Math.max(0, Math.min(at - Math.floor(height / 2), lines.length - height));
  return lines.slice(start, start + height);
}

export interface DiffState extends Screen {
  /** The first line that is shown; what lies behind the last screen is its start. */
  readonly scroll: number;
  readonly paint: Paint;
}

/** The diff of one fix, with where it is scrolled to; what does not fit is reached with the arrow keys. */
export function diffScreen({ title, diff }: FixChoice, { scroll, paint, columns, rows }: DiffState): { readonly text: string; readonly last: number } {
  const head = wrap(shown(title), columns - 1);
  const height = Math.max(rows - 3 - head.length, 3);
  const all = diffRows(diff, paint, columns - 1);
  const last = Math.max(all.length - height, 0);
  const start = Math.min(scroll, last);
  const hint = last === 0 ? 'p back' : start < last ? `↓ ${last - start} more ${last - start === 1 ? 'line' : 'lines'} · p back` : '↑ · p back';
  return { text: [...head.map(paint.bold), ...all.slice(start, start + height), paint.dim(hint)].join('\n'), last };
}
