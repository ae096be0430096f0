import { defineRecordCheck, fail, notApplicable, pass, type CheckContext, type Evidence, type Outcome, type Pool, type ProposedFix } from '#rule';
import { ENGINES, givenOption, isLasting, poolAnchor } from '../shared/lasting-pools.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, context): Outcome {
    if (!ENGINES.includes(pool.library) || !isLasting(pool)) return notApplicable('it is no lasting engine of SQLAlchemy');
    const age = givenOption(pool, 'pool_recycle');
    if (typeof age?.value !== 'number' || age.value <= 0) return notApplicable('nothing says how old a connection may get');
    if (age.value < context.number('shortest-seconds')) return tooShort(pool, age, age.value);
    if (givenOption(pool, 'pool_pre_ping')?.value === true) return pass();
    return judgedLength(pool, age, age.value, context);
  },
});

function judgedLength(pool: Pool, age: Evidence, seconds: number, { number }: CheckContext): Outcome {
  if (pool.kind === 'mysql') {
    const limit = number('mysql-idle-seconds');
    return seconds < limit ? pass() : failed(pool, age, `MySQL closes a connection that was idle for ${limit} s, and the pool keeps it for ${seconds} s`, ASKING);
  }
  if (seconds <= number('longest-seconds')) return pass();
  return failed(pool, age, `the pool goes by an age of ${seconds} s alone, and does not notice that the database has restarted`, ASKING);
}

const ASKING: Omit<ProposedFix, 'change'> & { readonly set: Readonly<Record<string, number | boolean>> } =
  { title: 'Pass pool_pre_ping=True', applicability: 'safe', set: { pool_pre_ping: true } };

function tooShort(pool: Pool, age: Evidence, seconds: number): Outcome {
  return failed(pool, age, `the pool replaces each connection after ${seconds} s`, { title: 'Set pool_recycle=1800', applicability: 'review', set: { pool_recycle: 1800 } });
}

function failed(pool: Pool, age: Evidence, message: string, { set, ...fix }: typeof ASKING): Outcome {
  return fail({ message, evidence: [age, pool.at], anchor: poolAnchor(pool), fix: { ...fix, change: { kind: 'set-options', at: pool.at, set } } });
}
