import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type HttpSession, type Known, type Outcome, type WorkLimit } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['http.sessions', 'async.limits'],
  check(facts): readonly Outcome[] {
    const sessions = recordsIn(facts['http.sessions']);
    if (sessions === undefined) return [notApplicable('nobody has read the code of the program')];
    const semaphores = recordsIn(facts['async.limits']) ?? [];
    const found = sessions.filter(({ kind }) => kind === 'session').flatMap((session) => contradictions(session, semaphores));
    return found.length === 0 ? [pass()] : found;
  },
});

function contradictions(session: HttpSession, semaphores: readonly WorkLimit[]): readonly Outcome[] {
  const total = numberOf(session, 'connector.limit') ?? numberOf(session, 'limits.max_connections');
  const perHost = numberOf(session, 'connector.limit_per_host');
  const [semaphore] = semaphores.flatMap(({ most, at }) => (most.state === 'known' ? [{ most, at }] : []));
  const tell = (message: string, evidence: readonly [Evidence, ...Evidence[]], cure: string): Outcome => fail({ message, evidence, anchor: `limits:${session.within ?? 'module'}`, fix: advised(cure) });
  if (total !== undefined && perHost !== undefined && total.value > 0 && perHost.value > total.value) {
    return [tell(`${perHost.value} connections to one host never come to be, as all hosts together get ${total.value}`, [perHost, total], 'Make limit_per_host smaller than limit')];
  }
  if (semaphore !== undefined && total !== undefined && total.value > 0 && semaphore.most.value > total.value) {
    return [tell(`A semaphore lets ${semaphore.most.value} requests run, and the client has ${total.value} connections for them`, [total, semaphore.most], 'Make both limits agree: who waits for a connection may time out')];
  }
  if (semaphore !== undefined && perHost !== undefined && perHost.value > semaphore.most.value) {
    return [tell(`${perHost.value} connections to one host never come to be, as a semaphore lets ${semaphore.most.value} requests run`, [perHost, semaphore.most], 'Say the limit once, where the other side\'s terms say how many')];
  }
  return [];
}

function numberOf({ options }: HttpSession, name: string): Known<number> | undefined {
  const value = options.findLast((option) => option.name === name)?.value;
  return value?.state === 'known' && typeof valueOf(value) === 'number' ? (value as Known<number>) : undefined;
}
