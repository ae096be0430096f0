import { defineRecordCheck, fail, pass, undecided, type Change, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { handlerName } from '../shared/handlers.ts';

/** A health check may want a connection of its own, and one that listens for notifications cannot share it. */
const PROBE = /health|ready|readiness|liveness|ping$|status/i;
const LISTENER = /stream|listen|notif|subscri|socket|(^|_)(ws|sse)(_|$)|events?$/i;

/** Pools that connect when they are made, which takes a running loop. */
const LOOP = /^(asyncpg|psycopg-pool|aiopg|aiomysql|databases)$/;

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool): Outcome {
    const { scope, database } = pool;
    const unit = scope === 'request' || scope === 'job' ? scope : undefined;
    const within = handlerName(pool.within);
    if (unit === undefined || isFine(pool, within)) return pass();
    if (database.state === 'unresolved') return undecided(`the address that ${within} opens cannot be told, and may be another one each time`);
    return fail({
      message: `${within} opens a new ${opened(pool)} for each ${unit}`,
      evidence: [pool.at],
      anchor: `${pool.library}:${within}`,
      severity: unit === 'job' ? 'medium' : 'critical',
      fix: fixOf(pool, unit),
    });
  },
});

/** Libraries of Node whose pool is asked as one connection is: `pool.query(...)`. */
const ASKED_ALIKE = /^(pg|mysql2)$/;

/** One connection cannot serve several requests at a time: that takes a pool, and most libraries want other code to take connections from it. */
function fixOf(pool: Pool, unit: string): ProposedFix {
  if (isSingle(pool) && ASKED_ALIKE.test(pool.library)) {
    return { title: `Open a pool once, as a constant of its module, and ask it for each ${unit}`, applicability: 'review', change: shared(pool) };
  }
  if (isSingle(pool) && !pool.library.includes('sqlalchemy') && pool.library !== 'prisma') {
    return advised(`Take connections from a pool that is opened once, and give them back after the ${unit}`);
  }
  const home = LOOP.test(pool.library) ? 'in the lifespan of the application' : 'as a constant of its module';
  return {
    title: `Open the ${nounOf(pool)} once, ${home}, and share it between ${unit}s`, applicability: 'review',
    change: shared(pool),
  };
}

/** What lives as long as the process needs somebody who listens to its errors: node-postgres ends the process else. */
function shared({ at, library }: Pool): Change {
  return { kind: 'rewrite', how: 'share-client', at: [at], ...(library === 'pg' || library === '@neondatabase/serverless' ? { with: { listens: true } } : {}) };
}

/** A script, a file, a health check, or a connection that must be somebody's own. */
function isFine(pool: Pool, within: string): boolean {
  if (!pool.served || pool.kind === 'sqlite' || pool.driver === 'sqlite') return true;
  return PROBE.test(within) || (LISTENER.test(within) && isSingle(pool));
}

/** What the call makes, in the library's own word. */
function opened(pool: Pool): string {
  const { library } = pool;
  if (library.includes('sqlalchemy')) return 'SQLAlchemy engine with a pool of its own';
  if (library === 'prisma') return 'Prisma client with a pool of its own';
  const name = library.replace(/-(connection|pool)$/, '');
  return isSingle(pool) ? `${name} connection` : `${name} pool`;
}

/** The same in one word, for a title. */
function nounOf({ library }: Pool): string {
  if (library.includes('sqlalchemy')) return 'engine';
  return library === 'prisma' ? 'client' : 'pool';
}

function isSingle({ maximum }: Pool): boolean {
  return maximum.state === 'known' && maximum.value === 1;
}
