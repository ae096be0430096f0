import { absent, type Fact, type Known } from '../../../model/fact.ts';

/** A list of places as one fact, in the order of file and line; absent when there is none. */
export function listFact<T>(name: string, items: readonly T[], at: (item: T) => Known<unknown>): Fact<readonly T[]> {
  if (items.length === 0) return absent(name);
  const ordered = [...items].sort((a, b) => comparePlaces(at(a), at(b)));
  return { state: 'known', name, value: ordered, provenance: { kind: 'derived', from: ordered.map(at) } };
}

function comparePlaces(a: Known<unknown>, b: Known<unknown>): number {
  const [first, second] = [a.provenance, b.provenance];
  if (first.kind !== 'declared' || second.kind !== 'declared') return 0;
  if (first.file.path !== second.file.path) return first.file.path < second.file.path ? -1 : 1;
  return first.range.start - second.range.start;
}
