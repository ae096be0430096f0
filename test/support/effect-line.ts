import type { Effect } from '../../src/model/facts/tasks.ts';

/** `http each`, `sleep 2s until`, `email x5`: what is reached, and how often. */
export function effectLine({ kind, repeated, seconds }: Effect): string {
  const often = repeated === undefined ? '' : repeated.kind === 'times' ? `x${repeated.times}` : repeated.kind;
  return [kind, seconds === undefined ? '' : `${seconds}s`, often].filter((part) => part !== '').join(' ');
}
