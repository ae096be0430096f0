import { baseName } from '../../model/files.ts';
import { isTimestamp, nextNumber, nextTimestamp } from './numbers.ts';

/** How the files of a folder are named: `0007_add_x.sql`, `V7__add_x.sql`, `20261122101500_add_x.up.sql`. */
export interface NameStyle {
  /** What stands before the number: '' or Flyway's `V`. */
  readonly prefix: string;
  /** The last number. */
  readonly last: string;
  /** What stands after the number: `_`, `-` or Flyway's `__`. */
  readonly between: string;
  /** What joins the words of a name. */
  readonly word: '_' | '-';
  /** True for pairs of `.up.sql` and `.down.sql`. */
  readonly isPair: boolean;
}

const NAME = /^(V?)(\d+)(__|[_-])([^.]+)(\.up|\.down)?\.sql$/;

/** The style of the file that sorts last; undefined where one has no number, or where two do not agree on how they are numbered. */
export function styleOf(paths: readonly string[]): NameStyle | undefined {
  const names = paths.map((path) => NAME.exec(baseName(path))).filter((match) => match !== null);
  const numbered = names.toSorted((a, b) => Number(a[2]) - Number(b[2]));
  const last = numbered.at(-1);
  if (last === undefined || names.length < paths.filter((path) => /^V?\d/.test(baseName(path))).length) return undefined;
  const [, prefix = '', digits = '', between = '_', slug = '', direction] = last;
  if (names.some((each) => isTimestamp(each[2] ?? '') !== isTimestamp(digits) || each[1] !== prefix)) return undefined;
  return { prefix, last: digits, between, word: slug.includes('-') && !slug.includes('_') ? '-' : '_', isPair: direction !== undefined };
}

/** The number of a new file, and of those after it. */
export function numberAfter({ last }: NameStyle, asOf: string, steps: number): string {
  return isTimestamp(last) ? nextTimestamp(asOf, last, steps) : nextNumber(last, steps + 1);
}
