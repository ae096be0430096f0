import type { Known } from '#rule';

/** Something that stands in a function of a file. */
export interface InFunction {
  readonly at: Known<unknown>;
  readonly within: string | undefined;
}

/** What stands in one function together, in the order of the code. */
export function byFunction<T extends InFunction>(items: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const { provenance } = item.at;
    const key = `${provenance.kind === 'declared' ? provenance.file.path : ''} ${item.within}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
