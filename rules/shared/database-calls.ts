import type { DatabaseCall, Fact, LoopExcuse, Scope } from '#rule';
import { recordsIn } from './records.ts';

/** True for code that visitors wait for, that jobs run, or that other code of the service calls. */
export const isServed = ({ scope }: { readonly scope: Scope }): boolean => scope === 'request' || scope === 'job' || scope === 'function';

/** True where somebody surely waits. */
export const isAsked = ({ scope }: { readonly scope: Scope }): boolean => scope === 'request' || scope === 'job';

/** Calls in a loop over items that nothing excuses; undefined when nobody could tell. */
export function callsInLoops(fact: Fact<readonly DatabaseCall[]> | undefined, excuses: readonly string[]): readonly DatabaseCall[] | undefined {
  return recordsIn(fact)?.filter((call) => isServed(call) && call.loop !== undefined && call.loop.kind !== 'while'
    && !call.loop.excuses.some((excuse: LoopExcuse) => excuses.includes(excuse)));
}
