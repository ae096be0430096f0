import { defaulted, defineRecordCheck, fail, notApplicable, pass, renamed, valueOf, type FactSet, type Known, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { usesThreads } from '../shared/connections.ts';
import { isLasting, isWritten, poolAnchor } from '../shared/lasting-pools.ts';

const ANYIO = 'https://anyio.readthedocs.io/en/stable/threads.html#adjusting-the-default-maximum-worker-thread-count';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['web.routes', 'process.threadLimit'],
  check(pool, facts, { service, number }): Outcome {
    const { maximum } = pool;
    if (!isLasting(pool) || isWritten(pool, 'poolclass') || !usesThreads(pool.library, service.facts)) return notApplicable('no threads share it');
    if (!(valueOf(facts['web.routes']) ?? []).some(({ async, websocket }) => !async && !websocket)) return notApplicable('no plain function answers requests');
    if (maximum.state !== 'known') return notApplicable('how many connections it may open cannot be told');
    if (isChosenByNobody(pool)) return notApplicable('nobody chose its size, which database/pool-size is about');
    const threads = threadsOf(service.facts, number('framework-threads'));
    if (threads === undefined) return notApplicable('how many threads there are comes from the environment');
    if (maximum.value >= threads.value) return pass();
    return fail({
      message: `up to ${threads.value} threads answer requests and share ${maximum.value} connections`, anchor: poolAnchor(pool),
      evidence: [renamed(maximum, 'connections per process'), pool.at, threads],
      fix: advised(`Allow ${maximum.value} threads while the application starts: anyio.to_thread.current_default_thread_limiter().total_tokens = ${maximum.value}`),
    });
  },
});

function threadsOf({ 'process.threadLimit': limit }: FactSet, standard: number): Known<number> | undefined {
  if (limit?.state === 'known') return renamed(limit, 'threads');
  return limit?.state === 'unresolved' ? undefined : defaulted('threads', standard, 'AnyIO', ANYIO);
}

function isChosenByNobody({ size, overflow }: Pool): boolean {
  return [size, overflow].every((fact) => fact.state === 'known' && fact.provenance.kind === 'default');
}
