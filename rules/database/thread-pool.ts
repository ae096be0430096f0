import { defineRecordCheck, fail, notApplicable, pass, renamed, valueOf, type CheckContext, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { threadLimit, usesThreads } from '../shared/connections.ts';
import { isLasting, isWritten, poolAnchor } from '../shared/lasting-pools.ts';
import { chosenSize, roomFor } from '../shared/pool-room.ts';
import { answersInThreads } from '../shared/threaded-routes.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['web.routes', 'process.threadLimit'],
  check(pool, facts, context): Outcome {
    const { maximum } = pool;
    const { service, number } = context;
    if (!isLasting(pool) || isWritten(pool, 'poolclass') || !usesThreads(pool.library, service.facts)) return notApplicable('no threads share it');
    if (!answersInThreads(valueOf(facts['web.routes']))) return notApplicable('no plain function answers requests');
    if (maximum.state !== 'known') return notApplicable('how many connections it may open cannot be told');
    if (isChosenByNobody(pool)) return notApplicable('nobody chose its size, which database/pool-size is about');
    const threads = threadLimit(service.facts, number('framework-threads'));
    if (threads === undefined) return notApplicable('how many threads there are comes from the environment');
    if (maximum.value >= threads.value) return pass();
    return fail({
      message: `up to ${threads.value} threads answer requests and share ${maximum.value} connections`, anchor: poolAnchor(pool),
      evidence: [renamed(maximum, 'connections per process'), pool.at, renamed(threads, 'threads')],
      fix: fixFor(pool, threads.value, maximum.value, context),
    });
  },
});

/** A larger pool where the database has room for it, else fewer threads. */
function fixFor(pool: Pool, threads: number, most: number, context: CheckContext): ProposedFix {
  const room = roomFor(pool, context.service, context);
  if (room !== undefined && room.connections >= threads) return chosenSize(pool, context.service, { wanted: threads, conventions: context });
  return advised(`Allow ${most} threads while the application starts: anyio.to_thread.current_default_thread_limiter().total_tokens = ${most}`);
}

function isChosenByNobody({ size, overflow }: Pool): boolean {
  return [size, overflow].every((fact) => fact.state === 'known' && fact.provenance.kind === 'default');
}
