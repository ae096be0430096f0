import { pass, type Outcome } from '#rule';

/** A finding for each record, at most so many; the last one is told how many more there are. Pass where there is none. */
export function findingsOf<T>(records: readonly T[], most: number, finding: (record: T, left: number) => Outcome): readonly Outcome[] {
  if (records.length === 0) return [pass()];
  return records.slice(0, most).map((record, index) => finding(record, index === most - 1 ? records.length - most : 0));
}

/** What a message says of findings that are not shown. */
export const asWellAs = (left: number, noun: string): string => (left === 0 ? '' : `, as ${left} more ${left === 1 ? `${noun} does` : `${noun}s do`}`);
