import { secretsIn } from '../text/secrets.ts';

/** A name of a service, a domain or another thing, as it is but for what has the form of a key. */
export function shownName(name: string): string {
  return secretsIn(name).toReversed().reduce((shown, { range: { start, end } }) => `${shown.slice(0, start)}…${shown.slice(end)}`, name);
}
