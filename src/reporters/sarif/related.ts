import type { Evidence } from '../../model/fact.ts';
import { short } from '../evidence.ts';
import type { Subject } from '../format.ts';
import type { Place } from '../place.ts';
import { repositoryPlace } from '../repository-place.ts';
import { shown } from '../text/width.ts';
import { physicalLocation } from './locations.ts';
import type { Location } from './log.ts';

/** GitHub shows so many locations of a result. */
const MOST_LOCATIONS = 100;
/** So many of them the message links; the others are listed below it. */
const MOST_LINKS = 6;
/** Derivations are followed down to this depth, as in JSON. */
const DEEPEST = 12;

/** Where each fact stands that proves a finding, inputs of calculations too, numbered from 1. */
export function relatedLocations(evidence: readonly Evidence[], { prefix }: Pick<Subject, 'prefix'>): readonly Location[] {
  const locations = new Map<string, Omit<Location, 'id'>>();
  for (const { fact, place } of evidence.flatMap((each) => placedFacts(each, 0))) {
    const at = repositoryPlace(place, prefix);
    if (at === undefined) continue;
    const location = { physicalLocation: physicalLocation(at), message: { text: textOf(fact) } };
    const key = JSON.stringify(location);
    if (locations.size < MOST_LOCATIONS) locations.set(key, location);
  }
  return [...locations.values()].map((location, index) => ({ id: index + 1, ...location }));
}

/** Links to related locations, as SARIF embeds them in a message: `[deploy.replicas = 3](2)`. */
export function linksTo(locations: readonly Location[]): string {
  const links = locations.slice(0, MOST_LINKS).map(({ id, message }) => `[${linkText(message?.text ?? '')}](${id})`);
  const more = locations.length - links.length;
  return [...links, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** Brackets and backslashes would end a link, or be shown as escapes. */
function linkText(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')').replaceAll('\\', '/');
}

function placedFacts(fact: Evidence, level: number): readonly { readonly fact: Evidence; readonly place: Place }[] {
  if (fact.state === 'absent') return fact.file === undefined ? [] : [{ fact, place: { file: fact.file } }];
  const { provenance } = fact;
  if (provenance.kind === 'declared') return [{ fact, place: { file: provenance.file, range: provenance.range } }];
  if (provenance.kind !== 'derived' || level > DEEPEST) return [];
  return provenance.from.flatMap((input) => placedFacts(input, level + 1));
}

function textOf(fact: Evidence): string {
  const name = shown(fact.name);
  if (fact.state === 'absent') return `${name} is not set`;
  return fact.state === 'known' ? `${name} = ${short(fact.value)}` : `${name} is unknown`;
}
