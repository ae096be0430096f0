import { defineRecordCheck, fail, notApplicable, pass, type CheckContext, type Evidence, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { shortName, usersOf } from '../shared/connections.ts';
import { givenOption, isLasting, isWritten, poolAnchor } from '../shared/lasting-pools.ts';
import { chosenSize } from '../shared/pool-room.ts';
import { standardOf } from '../shared/pool-sizes.ts';

/** Libraries of MongoDB, whose option 0 stands for no limit. */
const MONGO = ['pymongo', 'motor', 'mongodb', 'mongoose'];

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, context): Outcome {
    if (!isLasting(pool) || isWritten(pool, 'poolclass')) return notApplicable('it is no pool that lasts');
    const unlimited = unlimitedBy(pool);
    if (unlimited === undefined) return pass();
    const users = usersOf(pool, context.service.facts, context.number('framework-threads'));
    if (users !== undefined && users.value < context.number('framework-threads')) return pass();
    return fail({ message: `nothing limits the connections of ${shortName(pool)}`, evidence: [unlimited, pool.at], anchor: poolAnchor(pool), fix: fixFor(pool, context) });
  },
});

/** What says that the pool may grow without end. */
function unlimitedBy(pool: Pool): Evidence | undefined {
  if (MONGO.includes(pool.library)) {
    const given = givenOption(pool, 'maxPoolSize', 'url.maxPoolSize', 'maxpoolsize');
    return given !== undefined && Number(given.value) === 0 ? given : undefined;
  }
  const { maximum } = pool;
  return maximum.state === 'known' && !Number.isFinite(maximum.value) ? maximum : undefined;
}

/** A driver of MongoDB is fine with its default, which no budget of PostgreSQL is about. */
function fixFor(pool: Pool, context: CheckContext): ProposedFix {
  if (!MONGO.includes(pool.library)) return chosenSize(pool, context.service, { wanted: Math.max(standardOf(pool), usersOf(pool, context.service.facts, context.number('framework-threads'))?.value ?? 0), conventions: context });
  if (!isWritten(pool, 'maxPoolSize')) return advised('Take maxPoolSize=0 out of the address: the driver then keeps at most 100 connections');
  const title = 'Set maxPoolSize to 100, the default of the driver';
  return { title, applicability: 'review', change: { kind: 'set-options', at: pool.at, set: { maxPoolSize: 100 } } };
}
