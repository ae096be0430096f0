import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Outcome, type Pool, type ProposedFix } from '#rule';
import { isPerThread } from '../shared/connections.ts';
import { hasPooler } from '../shared/databases.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { givenOption } from '../shared/lasting-pools.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['start.interface', 'service.kind', 'server.workerClass'],
  check(pool, facts, { service }): Outcome {
    if (pool.library !== 'django' || pool.kind === 'sqlite' || valueOf(facts['service.kind']) !== 'web') return notApplicable('no web service of Django uses it');
    if (!isPerThread(pool)) return pass();
    const age = givenOption(pool, 'CONN_MAX_AGE');
    if (age === undefined) return notApplicable('nobody set CONN_MAX_AGE, which database/pool-size is about');
    const interface_ = valueOf(facts['start.interface']);
    if (interface_ === 'asgi') return age.value === 0 ? pass() : piled(pool, age);
    if (interface_ !== 'wsgi') return notApplicable('whether it runs under WSGI or ASGI cannot be told');
    return age.value !== 0 || hasPooler(pool, service) ? pass() : reconnecting(pool, age, service.facts);
  },
});

function piled(pool: Pool, age: Evidence): Outcome {
  return failed(pool, age, 'connections are kept under ASGI, where the threads that opened them may not come back', {
    title: 'Take CONN_MAX_AGE out', applicability: 'review', change: { kind: 'set-options', at: pool.at, remove: ['CONN_MAX_AGE'] },
  });
}

function reconnecting(pool: Pool, age: Evidence, facts: FactSet): Outcome {
  if (['gevent', 'eventlet'].includes(valueOf(facts['server.workerClass']) ?? '')) return pass();
  const isChecked = hasReached(facts['runtime.dependencies'], 'django', 4, 1) !== false;
  const set = isChecked ? { CONN_MAX_AGE: 60, CONN_HEALTH_CHECKS: true } : { CONN_MAX_AGE: 60 };
  return failed(pool, age, 'each request opens a new connection: CONN_MAX_AGE is 0', {
    title: isChecked ? 'Set CONN_MAX_AGE to 60 and CONN_HEALTH_CHECKS to True' : 'Set CONN_MAX_AGE to 60', applicability: 'review',
    change: { kind: 'set-options', at: pool.at, set }, question: { text: 'How many seconds may Django keep a connection?', option: 'CONN_MAX_AGE' },
  });
}

function failed(pool: Pool, age: Evidence, message: string, fix: ProposedFix): Outcome {
  return fail({ message, evidence: [age, pool.at], anchor: `pool:${pool.library}`, fix });
}
