import { valueOf, type DatabaseCall, type FactSet, type LoopExcuse, type Scope } from '#rule';
import { recordsIn } from './records.ts';

/** True for code that visitors wait for, that jobs run, or that other code of the service calls. */
export const isServed = ({ scope }: { readonly scope: Scope }): boolean => scope === 'request' || scope === 'job' || scope === 'function';

/** True for code that this service runs or may run: a worker with the code of a web service answers no requests. */
export const isServedBy = (facts: FactSet): ((part: { readonly scope: Scope }) => boolean) => {
  const isWorker = valueOf(facts['service.kind']) === 'worker';
  return ({ scope }) => isServed({ scope }) && !(isWorker && scope === 'request');
};

/** True where somebody surely waits. */
export const isAsked = ({ scope }: { readonly scope: Scope }): boolean => scope === 'request' || scope === 'job';

/** Calls in a loop over items that nothing excuses; undefined when nobody could tell. */
export function callsInLoops(facts: FactSet, excuses: readonly string[]): readonly DatabaseCall[] | undefined {
  const isOurs = isServedBy(facts);
  return recordsIn(facts['database.calls'])?.filter((call) => isOurs(call) && call.loop !== undefined && call.loop.kind !== 'while'
    && !call.loop.excuses.some((excuse: LoopExcuse) => excuses.includes(excuse)));
}
