import { defineCheck, fail, type DatabaseCall, type Evidence, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { callsInLoops, isAsked, judgedByFunction } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';
import { listed } from '../shared/words.ts';

const READS = /^read(-all)?$/;
const ASKS = /^(read|read-all|update|delete|write)$/;

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts, { number, strings }): Outcome | readonly Outcome[] {
    const calls = callsInLoops(facts['database.calls'], strings('excuses'))?.filter(({ operation, usesItem }) => ASKS.test(operation) && usesItem);
    return judgedByFunction(calls, { most: number('most-findings'), finding });
  },
});

function finding(calls: readonly [DatabaseCall, ...DatabaseCall[]]): Outcome {
  const [first, ...rest] = calls;
  const name = handlerName(first.within);
  const { loop } = first;
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...(loop === undefined ? [] : [loop.at]), ...rest.slice(0, 2).map(({ at }) => at)];
  const names = listed([...new Set(calls.map(({ call }) => call))]);
  return fail({
    message: messageOf(name, names, loop?.kind), evidence, anchor: `loop:${name}`,
    severity: calls.some(({ scope, operation }) => scope === 'request' && READS.test(operation)) ? 'high' : 'medium', ...(isAsked(first) ? {} : { confidence: 'medium' }),
    fix: advised(adviceOf(calls)),
  });
}

function messageOf(name: string, calls: string, kind: string | undefined): string {
  if (kind === 'parallel') return `${name} asks the database once for each item, all at the same time, and takes the pool's connections: ${calls}`;
  return kind === 'caller' ? `${name} asks the database, and is called for each item of a loop: ${calls}` : `${name} asks the database once for each item of a loop: ${calls}`;
}

function adviceOf(calls: readonly DatabaseCall[]): string {
  return calls.every(({ operation }) => READS.test(operation)) ? 'Read the rows of all items with one query before the loop' : 'Read and write the rows of all items with one statement each';
}
