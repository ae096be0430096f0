/** A version as three numbers, so that they compare. */
type Triple = readonly [number, number, number];

/** Versions from `low` on, below `high`. */
interface Interval {
  readonly low: Triple;
  readonly high: Triple;
}

const ANY: Interval = { low: [0, 0, 0], high: [Infinity, 0, 0] };

/**
 * True when a range of Node versions leaves room for a major; undefined when nothing in it is a range.
 * As in the crate that nixpacks uses, words that are no range are skipped: https://docs.rs/node-semver
 */
export function allowsMajor(range: string, major: number): boolean | undefined {
  if (range.length > 500) return undefined;
  const intervals = range.split('||').map(intervalOf).filter((interval) => interval !== undefined);
  if (intervals.length === 0) return undefined;
  const wanted: Interval = { low: [major, 0, 0], high: [major + 1, 0, 0] };
  return intervals.some((interval) => isBelow(interval.low, interval.high) && overlaps(interval, wanted));
}

/** What one alternative allows: all of its comparators at once. */
function intervalOf(alternative: string): Interval | undefined {
  const text = alternative.trim().replaceAll(/(>=|<=|~>|[<>=~^])\s+/g, '$1');
  if (text === '') return ANY;
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  if (hyphen !== null) return both(comparatorOf(`>=${hyphen[1] ?? ''}`), comparatorOf(`<=${hyphen[2] ?? ''}`));
  let result: Interval | undefined;
  for (const word of text.split(/\s+/)) {
    const comparator = comparatorOf(word);
    if (comparator !== undefined) result = both(result ?? ANY, comparator);
  }
  return result;
}

const COMPARATOR = /^(>=|<=|~>|[<>=~^])?[vV=]?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+][0-9A-Za-z.+-]*)?$/;

function comparatorOf(word: string): Interval | undefined {
  const match = COMPARATOR.exec(word);
  if (match === null) return undefined;
  const [, operator = '', ...written] = match;
  const parts = numbersUntilWildcard(written);
  const [major, minor = 0, patch = 0] = parts;
  if (major === undefined) return operator === '<' || operator === '>' ? { low: [0, 0, 0], high: [0, 0, 0] } : ANY;
  const low: Triple = [major, minor, patch];
  const next = following(parts);
  switch (operator) {
    case '>=': return { low, high: ANY.high };
    case '>': return { low: next, high: ANY.high };
    case '<': return { low: ANY.low, high: low };
    case '<=': return { low: ANY.low, high: next };
    case '^': return { low, high: caretEnd(parts) };
    case '~': case '~>': return { low, high: following(parts.slice(0, 2)) };
    default: return { low, high: next };
  }
}

function numbersUntilWildcard(written: readonly (string | undefined)[]): readonly number[] {
  const numbers: number[] = [];
  for (const part of written) {
    if (part === undefined || !/^\d+$/.test(part)) break;
    numbers.push(Number(part));
  }
  return numbers;
}

/** The first version after all those that start with these numbers. */
function following([major = 0, minor, patch]: readonly number[]): Triple {
  if (minor === undefined) return [major + 1, 0, 0];
  return patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function caretEnd(parts: readonly number[]): Triple {
  const [major = 0, minor, patch] = parts;
  if (major > 0 || minor === undefined) return [major + 1, 0, 0];
  return minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

function both(left: Interval | undefined, right: Interval | undefined): Interval | undefined {
  if (left === undefined || right === undefined) return undefined;
  return {
    low: isBelow(left.low, right.low) ? right.low : left.low,
    high: isBelow(left.high, right.high) ? left.high : right.high,
  };
}

function overlaps(left: Interval, right: Interval): boolean {
  return isBelow(left.low, right.high) && isBelow(right.low, left.high);
}

function isBelow(left: Triple, right: Triple): boolean {
  for (const [index, number] of left.entries()) {
    const other = right[index] ?? 0;
    if (number !== other) return number < other;
  }
  return false;
}
