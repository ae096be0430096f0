import { defineCheck, fail, notApplicable, pass, valueOf, type BlockingCall, type Change, type Evidence, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { byFunction } from '../shared/by-function.ts';
import { asWellAs } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['async.blockingCalls', 'server.workerClass', 'start.interface'],
  check(facts, { number, strings }): readonly Outcome[] {
    const calls = recordsIn(facts['async.blockingCalls']);
    if (calls === undefined) return [notApplicable('nobody has read the code of the program')];
    if (strings('patched').includes(valueOf(facts['server.workerClass']) ?? '')) return [pass()];
    if (valueOf(facts['start.interface']) === 'wsgi') return [notApplicable('a WSGI application gives each request a thread and a loop of its own')];
    const functions = byFunction(calls.filter(({ scope, call }) => scope === 'request' && !strings('brief').includes(call)));
    const most = number('most-findings');
    const findings = functions.slice(0, most).map((calls, index) => finding(calls, index === most - 1 ? functions.length - most : 0));
    return findings.length === 0 ? [pass()] : findings;
  },
});

function finding(calls: readonly [BlockingCall, ...BlockingCall[]], left: number): Outcome {
  const [first, ...rest] = calls;
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.slice(0, 3).map(({ at }) => at)];
  const more = asWellAs(left, 'function');
  if (calls.every(({ call }) => call.startsWith('django.'))) return refusedByDjango(first, evidence, more);
  return fail({
    message: `${handlerName(first.within)} stops every request of its process while it waits for ${listed([...new Set(calls.map(({ call }) => call))])}${more}`,
    evidence, anchor: `blocking:${first.within}`, severity: calls.every(({ call }) => call.startsWith('fs.')) ? 'medium' : 'high',
    fix: fixOf(calls),
  });
}

/** Django does not let a query block the loop: it raises. */
function refusedByDjango({ call, within }: BlockingCall, evidence: readonly [Evidence, ...Evidence[]], more: string): Outcome {
  const method = call.slice('django.'.length);
  return fail({
    message: `${handlerName(within)} asks Django's database without await, where Django raises SynchronousOnlyOperation${more}`,
    evidence, anchor: `blocking:${within}`, severity: 'high', fix: advised(`Await a${method}, or write def instead of async def`),
  });
}

/** What to do with all calls of one function. Only a person can say how a session or a stream is to be waited for. */
function fixOf(calls: readonly [BlockingCall, ...BlockingCall[]]): ProposedFix {
  const [first, ...rest] = calls;
  const at: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.map((call) => call.at)];
  const change: Change = { kind: 'rewrite', how: 'unblock-call', at };
  const name = handlerName(first.within);
  const names = listed([...new Set(calls.map(({ call }) => call))]);
  switch (first.remedy) {
    case 'await-sleep': return { title: `Await asyncio.sleep instead of time.sleep in ${name}`, applicability: 'safe', change };
    case 'plain-def': return { title: `Write def instead of async def for ${name}, which then runs in a thread of its own`, applicability: 'review', change };
    case 'thread': return { title: `Run ${names} of ${name} in a thread, with asyncio.to_thread`, applicability: 'review', change };
    case undefined: break;
  }
  if (first.call.endsWith('Sync')) return { title: awaiting(calls.map(({ call }) => call.replace(/Sync$/, ''))), applicability: 'review', change };
  return advised('Use an async client or driver');
}

function awaiting(calls: readonly string[]): string {
  const names = [...new Set(calls)];
  return names.length === 1 ? `Await the version of ${listed(names)} that does not block` : `Await the versions of ${listed(names)} that do not block`;
}
