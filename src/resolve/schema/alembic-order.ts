/** A revision of Alembic and those that it follows. */
export interface Revision {
  readonly revision: string | undefined;
  readonly before: readonly string[];
}

/** Revisions so that each stands behind those it follows, else in the order that they are given in. */
export function inOrder<R extends Revision>(revisions: readonly R[]): readonly R[] {
  const byName = new Map(revisions.flatMap((each) => (each.revision === undefined ? [] : [[each.revision, each] as const])));
  const ordered = new Set<R>();
  for (const start of revisions) {
    // A chain may be thousands long, so that it is walked with a list of its own.
    const waiting: R[] = [start];
    const open = new Set<R>();
    for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
      const missing = current.before.flatMap((name) => byName.get(name) ?? []).filter((each) => !ordered.has(each) && !open.has(each));
      open.add(current);
      if (missing.length > 0) waiting.push(...missing);
      else {
        ordered.add(current);
        waiting.pop();
      }
    }
  }
  return [...ordered];
}
