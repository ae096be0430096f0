import type { Guard, Place } from './python-file.ts';

/** True under a test for SQLite, false under its opposite, undefined when no test is about it. */
export function guardedForSqlite(place: Place, guards: readonly Guard[]): boolean | undefined {
  const { text } = place.file.source;
  for (const { test, holds } of guards) {
    if (!text.slice(test.range.start, test.range.end).toLowerCase().includes('sqlite')) continue;
    const negated = (test.kind === 'unary' && test.operator === 'not') || (test.kind === 'binary' && ['!=', 'not in'].includes(test.operator));
    return holds !== negated;
  }
  return undefined;
}
