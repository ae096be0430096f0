import { defineCheck, fail, notApplicable, valueOf, type Evidence, type Outcome, type ReadFacts, type Retry } from '#rule';
import { advised } from '../shared/advised.ts';
import { findingsOf } from '../shared/findings.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

type Read = ReadFacts<'server.timeout' | 'server.workerClass'>;

export default defineCheck({
  needs: [],
  reads: ['http.retries', 'server.timeout', 'server.workerClass'],
  check(facts, { number }): readonly Outcome[] {
    const retries = recordsIn(facts['http.retries']);
    if (retries === undefined) return [notApplicable('nobody has read the code of the program')];
    const most = limitOf(facts) ?? { seconds: number('patience-seconds'), because: undefined };
    const long = retries.flatMap((retry) => {
      const time = retry.scope === 'request' ? timeOf(retry) : undefined;
      return time !== undefined && time.seconds > most.seconds ? [{ retry, time }] : [];
    });
    return findingsOf(long, number('most-findings'), ({ retry, time }) => fail({
      message: `A visitor of ${handlerName(retry.within)} may wait ${rounded(time.seconds)} s: ${time.attempts} attempts of ${rounded(time.each)} s${time.waits > 0 ? ` and ${rounded(time.waits)} s between them` : ''}, where ${most.because ?? `few wait longer than ${most.seconds} s`}`,
      evidence: [retry.at, ...placesOf(retry)], anchor: `retry:${retry.within ?? 'module'}`,
      severity: most.because === undefined ? 'low' : 'medium',
      fix: advised('Let attempts and timeout together stay below what the caller waits: fewer attempts, or a shorter timeout for each'),
    }));
  },
});

/** gunicorn's plain workers are killed in the middle of a request that takes longer. */
function limitOf(facts: Read): { readonly seconds: number; readonly because: string } | undefined {
  const seconds = valueOf(facts['server.timeout']);
  if (valueOf(facts['server.workerClass']) !== 'sync' || seconds === undefined || seconds === 0) return undefined;
  return { seconds, because: `gunicorn kills the worker after ${seconds} s` };
}

function timeOf({ attempts, timeout, waits }: Retry): { readonly seconds: number; readonly attempts: number; readonly each: number; readonly waits: number } | undefined {
  const [count, each, between] = [valueOf(attempts), valueOf(timeout), valueOf(waits) ?? 0];
  if (count === undefined || each === undefined || count < 2) return undefined;
  return { seconds: count * each + between, attempts: count, each, waits: between };
}

function placesOf({ attempts, timeout, waits }: Retry): readonly Evidence[] {
  return [attempts, timeout, waits].flatMap((fact) => (fact.state === 'known' ? [fact] : []));
}

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10;
