import type { Told } from './repeats.ts';
import { joinedNames } from './words.ts';

/** Services that are named; the rest is counted. */
const MOST_NAMED = 10;

/** The services that have a finding, each with the points that it loses by it: `api (-3), web (-3) and worker`; one alone without. */
export function servicesWords({ first, repeats }: Told, name: (service: string) => string = (service) => service): string {
  const all = [first, ...repeats].map(({ finding }) => finding);
  if (repeats.length === 0) return name(first.finding.service);
  const named = all.slice(0, MOST_NAMED).map(({ service, points }) => `${name(service)}${points > 0 ? ` (-${points})` : ''}`);
  return joinedNames(all.length > MOST_NAMED ? [...named, `${all.length - MOST_NAMED} more`] : named);
}
