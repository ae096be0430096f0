import type { Change, Evidence, WaitInTurn } from '#rule';

/** Awaits of one kind that requests or jobs wait for. */
export const waitsOf = (waits: readonly WaitInTurn[], kind: WaitInTurn['kind']): readonly WaitInTurn[] =>
  waits.filter((each) => each.kind === kind && (each.scope === 'request' || each.scope === 'job'));

/** The rewriting that lets awaits run together. */
export function together({ at, others }: WaitInTurn): Change {
  const places: readonly [Evidence, ...Evidence[]] = [at, ...others];
  return { kind: 'rewrite', how: 'await-together', at: places };
}
