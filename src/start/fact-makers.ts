import type { Evidence, Known } from '../model/fact.ts';

export { undecidable } from '../model/fact.ts';

/** A fact that rests on others, whatever their state. */
export function known<T>(name: string, value: T, from: readonly Evidence[]): Known<T> {
  return { state: 'known', name, value, provenance: { kind: 'derived', from } };
}
