import { defineCheck, fail, pass, undecided, valueOf, type BlockingCall, type Evidence, type Outcome } from '#rule';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['async.blockingCalls', 'server.workerClass'],
  check(facts, { number, strings }): readonly Outcome[] {
    const calls = recordsIn(facts['async.blockingCalls']);
    if (calls === undefined) return [undecided('nobody has read the code of the program')];
    if (strings('patched').includes(valueOf(facts['server.workerClass']) ?? '')) return [pass()];
    const functions = byFunction(calls.filter(({ scope, call }) => scope === 'request' && !strings('brief').includes(call)));
    const most = number('most-findings');
    const findings = functions.slice(0, most).map((calls, index) => finding(calls, index === most - 1 ? functions.length - most : 0));
    return findings.length === 0 ? [pass()] : findings;
  },
});

/** Calls of one function together, in the order of the code. */
function byFunction(calls: readonly BlockingCall[]): readonly (readonly [BlockingCall, ...BlockingCall[]])[] {
  const groups = new Map<string, [BlockingCall, ...BlockingCall[]]>();
  for (const call of calls) {
    const { provenance } = call.at;
    const key = `${provenance.kind === 'declared' ? provenance.file.path : ''} ${call.within}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return [...groups.values()];
}

function finding(calls: readonly [BlockingCall, ...BlockingCall[]], left: number): Outcome {
  const [first, ...rest] = calls;
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.slice(0, 3).map(({ at }) => at)];
  const more = left === 0 ? '' : `, as ${left} more ${left === 1 ? 'function does' : 'functions do'}`;
  return fail({
    message: `${handlerName(first.within)} stops every request of its process while it waits for ${listed([...new Set(calls.map(({ call }) => call))])}${more}`,
    evidence, anchor: `blocking:${first.within}`, severity: calls.every(({ call }) => call.startsWith('fs.')) ? 'medium' : 'high',
    fix: { title: titleOf(first), applicability: 'review', change: { kind: 'advice' } },
  });
}

function titleOf({ call, at }: BlockingCall): string {
  if (call.endsWith('Sync')) return `Await the version of ${call.replace(/Sync$/, '')} that does not block`;
  if (call === 'time.sleep') return 'Await asyncio.sleep instead';
  const isPython = at.provenance.kind === 'declared' && at.provenance.file.path.endsWith('.py');
  return isPython ? 'Write def instead of async def when nothing is awaited, or run the call in a thread (anyio.to_thread.run_sync)' : 'Use a call that does not block';
}
