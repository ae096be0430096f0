/** Two lists of findings, put beside each other. */
export interface Matched<B, A> {
  readonly pairs: readonly (readonly [B, A])[];
  /** Those of the state before that nothing answers to. */
  readonly gone: readonly B[];
  /** Those of the state after that nothing answered to. */
  readonly added: readonly A[];
}

/** What a key of both sides says of one of them; undefined never matches. */
export interface Key<B, A> {
  readonly before: (item: B) => string | undefined;
  readonly after: (item: A) => string | undefined;
  /** What must hold besides; nothing by default. */
  readonly isSame?: (before: B, after: A) => boolean;
}

/**
 * Pairs what is the same, by one key after the other, the strictest first; each item is in one pair at most. Items that share a key are
 * paired in order, so that two of three stay two.
 */
export function match<B, A>(before: readonly B[], after: readonly A[], keys: readonly Key<B, A>[]): Matched<B, A> {
  const pairs: (readonly [B, A])[] = [];
  let gone = before;
  let added = after;
  for (const key of keys) {
    const waiting = new Map<string, B[]>();
    for (const item of gone) {
      const name = key.before(item);
      if (name === undefined) continue;
      const others = waiting.get(name);
      if (others === undefined) waiting.set(name, [item]);
      else others.push(item);
    }
    const found = new Set<B | A>();
    for (const item of added) {
      const name = key.after(item);
      const others = name === undefined ? undefined : waiting.get(name);
      const partner = others?.find((other) => key.isSame?.(other, item) ?? true);
      if (others === undefined || partner === undefined) continue;
      others.splice(others.indexOf(partner), 1);
      pairs.push([partner, item]);
      found.add(partner).add(item);
    }
    gone = gone.filter((item) => !found.has(item));
    added = added.filter((item) => !found.has(item));
  }
  return { pairs, gone, added };
}
