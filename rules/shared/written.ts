import type { Fact, Known } from '#rule';

/** A fact's own words in its file: `${PORT:-8000}` where the value is 8000. Empty when it stands nowhere. */
export function writtenAs(fact: Fact<unknown>): string {
  if (fact.state === 'absent' || fact.provenance.kind !== 'declared') return '';
  const { file, range } = fact.provenance;
  return file.text.slice(range.start, range.end);
}

/** True of a number that stands in a file as it is. */
export const isInDigits = (fact: Known<number>): boolean => writtenAs(fact) === String(fact.value);

/** The variable that a fact's words leave the decision to. */
export function decidingVariable(fact: Fact<unknown>): string | undefined {
  return /^["']?\$\{?(\w+)/.exec(writtenAs(fact))?.[1];
}
