import { defineRecordCheck, fail, pass, undecided, type Outcome, type Pool } from '#rule';
import { handlerName } from '../shared/handlers.ts';

const PROBE = /health|ready|readiness|liveness|\bping\b|status/i;

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool): Outcome {
    const { scope, served, kind, driver, database } = pool;
    const unit = scope === 'request' || scope === 'job' ? scope : undefined;
    if (!served || unit === undefined || kind === 'sqlite' || driver === 'sqlite') return pass();
    const within = handlerName(pool.within);
    if (PROBE.test(within)) return pass(); // a health check may want a connection of its own
    if (database.state === 'unresolved') return undecided(`the address that ${within} opens cannot be told, and may be another one each time`);
    return fail({
      message: `${within} opens a new ${opened(pool)} for each ${unit}`,
      evidence: [pool.at],
      anchor: `${pool.library}:${within}`,
      severity: unit === 'job' ? 'medium' : 'critical',
      fix: { title: `Open it once, when the program starts, and share it between ${unit}s`, applicability: 'review', change: { kind: 'advice' } },
    });
  },
});

/** What the call makes, in the library's own word. */
function opened({ library, maximum }: Pool): string {
  if (library.includes('sqlalchemy')) return 'SQLAlchemy engine with a pool of its own';
  if (library === 'prisma') return 'Prisma client with a pool of its own';
  const isSingle = maximum.state === 'known' && maximum.value === 1;
  const name = library.replace(/-(connection|pool)$/, '');
  return isSingle ? `${name} connection` : `${name} pool`;
}
