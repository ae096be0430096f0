import { defineCheck, fail, notApplicable, type DatabaseCall, type Evidence, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { perFunction } from '../shared/by-function.ts';
import { callsInLoops, isAsked } from '../shared/database-calls.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { listed } from '../shared/words.ts';

const READS = /^read(-all)?$/;
const ASKS = /^(read|read-all|update|delete|write)$/;

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(_facts, { number, strings, service }): Outcome | readonly Outcome[] {
    const calls = callsInLoops(service.facts, strings('excuses'))?.filter((call) => ASKS.test(call.operation) && call.usesItem && !isNote(call, strings('notes')));
    if (calls === undefined) return notApplicable('nobody has read the code of the program');
    return perFunction(calls, number('most-findings'), finding);
  },
});

/** True of a change that says how far other work is: it cannot be made before or after the loop. */
const isNote = ({ operation, loop }: DatabaseCall, excuses: readonly string[]): boolean => !READS.test(operation) && loop?.excuses.some((excuse) => excuses.includes(excuse)) === true;

function finding(calls: readonly [DatabaseCall, ...DatabaseCall[]], left: number): Outcome {
  const [first, ...rest] = calls;
  const name = handlerName(first.within);
  const { loop } = first;
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...(loop === undefined ? [] : [loop.at]), ...rest.slice(0, 2).map(({ at }) => at)];
  const names = listed([...new Set(calls.map(({ call }) => call))]);
  return fail({
    message: `${messageOf(name, names, first)}${asWellAs(left, 'function')}`, evidence, anchor: `loop:${name}`,
    severity: calls.some(({ scope, operation }) => scope === 'request' && READS.test(operation)) ? 'high' : 'medium', ...(isAsked(first) ? {} : { confidence: 'medium' }),
    fix: advised(adviceOf(calls)),
  });
}

function messageOf(name: string, calls: string, { loop, transaction }: DatabaseCall): string {
  // A transaction has one connection, on which its statements wait for each other.
  if (loop?.kind === 'parallel' && transaction === undefined) return `${name} asks the database once for each item, all at the same time, and takes the pool's connections: ${calls}`;
  return loop?.kind === 'caller' ? `${name} asks the database, and is called for each item of a loop: ${calls}` : `${name} asks the database once for each item of a loop: ${calls}`;
}

function adviceOf(calls: readonly DatabaseCall[]): string {
  return calls.every(({ operation }) => READS.test(operation)) ? 'Read the rows of all items with one query before the loop' : 'Read and write the rows of all items with one statement each';
}
