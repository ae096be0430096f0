import { notApplicable, pass, type DatabaseCall, type Fact, type LoopExcuse, type Outcome, type Scope } from '#rule';
import { byFunction } from './by-function.ts';
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

/** What a rule judges: how many findings it makes at most, and what it says of the calls of one function. */
interface Judgement {
  readonly most: number;
  readonly finding: (calls: readonly [DatabaseCall, ...DatabaseCall[]]) => Outcome;
}

/** One finding for each function that makes such calls; the rule holds where there are none. Undefined calls are code that nobody read. */
export function judgedByFunction(calls: readonly DatabaseCall[] | undefined, { most, finding }: Judgement): Outcome | readonly Outcome[] {
  if (calls === undefined) return notApplicable('nobody has read the code of the program');
  const findings = byFunction(calls).slice(0, most).map((group) => finding(group));
  return findings.length === 0 ? pass() : findings;
}
