import { defineRecordCheck, fail, notApplicable, pass, valueOf, type CheckContext, type FactSet, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { usersOf } from '../shared/connections.ts';
import { hasPooler } from '../shared/databases.ts';
import { ENGINES, givenOption, isLasting, poolAnchor } from '../shared/lasting-pools.ts';
import { chosenSize } from '../shared/pool-room.ts';
import { standardOf } from '../shared/pool-sizes.ts';

/** Packages that answer requests in functions of a cloud, which live as long as one request. */
const FUNCTIONS = ['mangum', 'zappa', 'chalice', 'serverless-wsgi', 'apig-wsgi', 'functions-framework', 'azure-functions'];

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['queue.workers', 'runtime.dependencies', 'database.loopUses'],
  check(pool, _facts, context): Outcome {
    const { service } = context;
    if (!ENGINES.includes(pool.library) || !isLasting(pool) || pool.scope === 'function') return notApplicable('it is no engine that requests share');
    const poolClass = givenOption(pool, 'poolclass');
    if (poolClass?.value !== 'NullPool') return pass();
    if (hasPooler(pool, service)) return pass();
    const reason = reasonFor(service.facts);
    if (reason !== undefined) return notApplicable(reason);
    return fail({
      message: 'each request opens a connection of its own and closes it again', evidence: [poolClass, pool.at], anchor: poolAnchor(pool),
      fix: keeping(pool, context),
    });
  },
});

/** A pool that asks whether a connection lives, as large as what wants a connection at once, where the database has room for that. */
function keeping(pool: Pool, context: CheckContext): ProposedFix {
  const users = usersOf(pool, context.service.facts, context.number('framework-threads'))?.value ?? 0;
  const sized = chosenSize(pool, context.service, { wanted: Math.max(standardOf(pool), users), conventions: context });
  if (sized.change.kind !== 'set-options') return advised(`Take NullPool out. ${sized.title}`);
  return {
    ...sized, title: `Take NullPool out, pass pool_pre_ping=True, and ${sized.title.charAt(0).toLowerCase()}${sized.title.slice(1)}`,
    change: { ...sized.change, set: { ...sized.change.set, pool_pre_ping: true }, remove: ['poolclass'] },
  };
}

/** What NullPool is right for. */
function reasonFor(facts: FactSet): string | undefined {
  if ((valueOf(facts['runtime.dependencies']) ?? []).some(({ name }) => FUNCTIONS.includes(name))) return 'functions that live for one request keep nothing';
  if ((valueOf(facts['queue.workers']) ?? []).length > 0) return 'jobs of a queue may use it in event loops of their own';
  const isRun = (valueOf(facts['database.loopUses']) ?? []).length > 0;
  return isRun ? 'coroutines run in event loops of their own' : undefined;
}
