import type { Fact } from '#rule';

/** What a fact would be with each of the things that leave it open: with either builder, by source or by documentation. */
export function candidatesOf<T>(fact: Fact<T>): readonly { readonly name: string; readonly value: T }[] {
  if (fact.state !== 'unresolved' || fact.provenance.kind !== 'derived') return [];
  return fact.provenance.from.flatMap((from) =>
    // Facts of one name hold values of one type; a version stands under the name of its tool too.
    (from.state === 'known' && (from.name === fact.name || from.name.startsWith(`${fact.name}s.`)) ? [{ name: from.name, value: from.value as T }] : []));
}
