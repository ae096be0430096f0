import type { FactName } from '../../model/facts.ts';
import { valueOf, type Evidence } from '../../model/fact.ts';
import type { Service } from '../../model/project.ts';
import { placeOf } from '../planned.ts';

/** Where a fact that an insertion names stands: the application where its object is made, anything else where it is written. */
export function anchorOf(fact: FactName, { facts }: Service): ReturnType<typeof placeOf> {
  if (fact === 'web.app') return writtenAt(valueOf(facts['web.app'])?.made);
  const found = facts[fact];
  return writtenAt(found as Evidence | undefined);
}

/** The place of a fact, or the first place of what it is calculated from. */
function writtenAt(fact: Evidence | undefined): ReturnType<typeof placeOf> {
  if (fact === undefined || fact.state === 'absent') return undefined;
  if (fact.provenance.kind !== 'derived') return placeOf(fact);
  for (const from of fact.provenance.from) {
    const place = writtenAt(from);
    if (place !== undefined) return place;
  }
  return undefined;
}
