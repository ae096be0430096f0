/** A version as three numbers, so that they compare. */
type Triple = readonly [number, number, number];

/** Versions from `low` on, below `high`. */
interface Interval {
  readonly low: Triple;
  readonly high: Triple;
}

const START: Triple = [0, 0, 0];
const END: Triple = [Infinity, 0, 0];

/**
 * True when a range of Node versions leaves room for a major; undefined when nothing in it is a range.
 * It has the ways of the crate that nixpacks uses: words that are no range are skipped, comparators that exclude each other become
 * alternatives, and `<=18` leaves no room for 18: https://github.com/felipesere/node-semver-rs/blob/v2.1.0/src/range.rs
 */
export function allowsMajor(range: string, major: number): boolean | undefined {
  if (range.length > 500) return undefined;
  const intervals = range.split('||').flatMap(intervalsOf);
  if (intervals.length === 0) return undefined;
  const wanted: Interval = { low: [major, 0, 0], high: [major + 1, 0, 0] };
  return intervals.some((interval) => both(interval, wanted) !== undefined);
}

/** What one alternative allows: comparators narrow it as long as they agree. */
function intervalsOf(alternative: string): readonly Interval[] {
  const text = alternative.trim().replaceAll(/(>=|<=|~>|[<>=~^])[ \t]+/g, '$1');
  const hyphen = /^(\S+)[ \t]+-[ \t]+(\S+)$/.exec(text);
  if (hyphen !== null) return hyphenInterval(hyphen[1] ?? '', hyphen[2] ?? '');
  const intervals: Interval[] = [];
  for (const word of text.split(/[ \t]+/)) {
    const comparator = comparatorOf(word);
    if (comparator === undefined) continue;
    const last = intervals.pop();
    const narrowed = last === undefined ? comparator : both(last, comparator);
    if (narrowed !== undefined) intervals.push(narrowed);
    else if (last !== undefined) intervals.push(last, comparator);
  }
  return intervals;
}

function hyphenInterval(from: string, to: string): readonly Interval[] {
  const low = comparatorOf(`>=${from}`);
  const high = comparatorOf(to);
  const interval = low && high && both(low, { low: START, high: high.high });
  return interval === undefined ? [] : [interval];
}

const COMPARATOR = /^(>=|<=|~>|[<>=~^])?v?(\d+|[xX*])(?:\.(\d+|[xX*])(?:\.(\d+|[xX*])(?:[-+A-Za-z][0-9A-Za-z.+-]*)?)?)?$/;

function comparatorOf(word: string): Interval | undefined {
  const match = COMPARATOR.exec(word);
  if (match === null) return undefined;
  const [, operator = '=', ...written] = match;
  const parts = numbersUntilWildcard(written);
  if (parts.length === 0) return { low: START, high: END };
  const interval = BOUNDS[operator]?.(parts);
  return interval !== undefined && isBelow(interval.low, interval.high) ? interval : undefined;
}

/** What each operator allows for one to three numbers. */
const BOUNDS: Readonly<Record<string, (parts: readonly number[]) => Interval>> = {
  '=': (parts) => ({ low: filled(parts), high: following(parts) }),
  '>=': (parts) => ({ low: filled(parts), high: END }),
  '>': (parts) => ({ low: following(parts), high: END }),
  '<': (parts) => ({ low: START, high: filled(parts) }),
  '<=': (parts) => ({ low: START, high: parts.length < 3 ? filled(parts) : following(parts) }),
  '~': (parts) => ({ low: filled(parts), high: following(parts.slice(0, 2)) }),
  '~>': (parts) => ({ low: filled(parts), high: following(parts.slice(0, 2)) }),
  '^': (parts) => ({ low: filled(parts), high: caretEnd(parts) }),
};

function numbersUntilWildcard(written: readonly (string | undefined)[]): readonly number[] {
  const numbers: number[] = [];
  for (const part of written) {
    if (part === undefined || !/^\d+$/.test(part)) break;
    numbers.push(Number(part));
  }
  return numbers;
}

function filled([major = 0, minor = 0, patch = 0]: readonly number[]): Triple {
  return [major, minor, patch];
}

/** The first version after all those that start with these numbers. */
function following([major = 0, minor, patch]: readonly number[]): Triple {
  if (minor === undefined) return [major + 1, 0, 0];
  return patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function caretEnd([major = 0, minor, patch]: readonly number[]): Triple {
  if (major > 0 || minor === undefined) return [major + 1, 0, 0];
  return minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

/** What two intervals have in common, undefined when that is nothing. */
function both(left: Interval, right: Interval): Interval | undefined {
  const low = isBelow(left.low, right.low) ? right.low : left.low;
  const high = isBelow(left.high, right.high) ? left.high : right.high;
  return isBelow(low, high) ? { low, high } : undefined;
}

function isBelow(left: Triple, right: Triple): boolean {
  for (const [index, number] of left.entries()) {
    const other = right[index] ?? 0;
    if (number !== other) return number < other;
  }
  return false;
}
