import { defineRecordCheck, fail, notApplicable, pass, valueOf, type CheckContext, type Dependency, type Evidence, type Outcome, type Pool, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { givenOption } from '../shared/lasting-pools.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['runtime.dependencies'],
  check(pool, facts, context): Outcome {
    const options = pool.options.filter(({ name }) => name === 'OPTIONS.pool' || name.startsWith('OPTIONS.pool.'));
    const isOn = options.some(({ name, value }) => name !== 'OPTIONS.pool' || (value.state === 'known' && value.value !== false));
    if (pool.library !== 'django' || !isOn) return notApplicable('there is no pool of Django');
    const dependencies = facts['runtime.dependencies'];
    if (hasReached(dependencies, 'django', 5, 1) === false) return tooOld(pool);
    return persistent(pool) ?? withoutPsycopg(pool, valueOf(dependencies) ?? []) ?? crossed(pool, context) ?? pass();
  },
});

function tooOld(pool: Pool): Outcome {
  return failed(pool, [pool.at], 'Django before 5.1 has no pool: psycopg refuses the option pool', advised('Take OPTIONS["pool"] out, or upgrade Django to 5.1'));
}

/** Also with None, which keeps connections for ever. */
function persistent(pool: Pool): Outcome | undefined {
  const age = givenOption(pool, 'CONN_MAX_AGE');
  if (age === undefined || age.value === 0) return undefined;
  return failed(pool, [age, pool.at], `a pool and CONN_MAX_AGE ${String(age.value)} exclude each other: no connection can be opened`, {
    title: 'Take CONN_MAX_AGE out', applicability: 'safe', change: { kind: 'set-options', at: pool.at, remove: ['CONN_MAX_AGE'] },
  });
}

function withoutPsycopg(pool: Pool, dependencies: readonly Dependency[]): Outcome | undefined {
  const names = new Set(dependencies.map(({ name }) => name));
  const isOld = names.has('psycopg2') || names.has('psycopg2-binary');
  if (!isOld || names.has('psycopg') || names.has('psycopg-binary')) return undefined;
  return failed(pool, [pool.at], 'the pool takes psycopg 3, and psycopg2 is installed: no connection can be opened', advised('Install psycopg[binary,pool] instead of psycopg2'));
}

/** `max_size` below `min_size`, which is 4 where nobody gives it. */
function crossed(pool: Pool, { number }: CheckContext): Outcome | undefined {
  const [most, least] = [givenOption(pool, 'OPTIONS.pool.max_size'), givenOption(pool, 'OPTIONS.pool.min_size')];
  if (typeof most?.value !== 'number' || (least === undefined && pool.options.some(({ name }) => name === 'OPTIONS.pool.min_size'))) return undefined;
  const smallest = least === undefined ? number('least-connections') : Number(least.value);
  if (!(most.value < smallest)) return undefined;
  return failed(pool, [most, pool.at], `max_size ${most.value} is below min_size ${smallest}${least === undefined ? ', the default' : ''}: the pool cannot be made`, {
    title: `Set min_size to ${Math.min(1, most.value)}`, applicability: 'safe', change: { kind: 'set-options', at: pool.at, set: { 'OPTIONS.pool.min_size': 1 } },
  });
}

function failed(pool: Pool, evidence: readonly [Evidence, ...Evidence[]], message: string, fix: ProposedFix): Outcome {
  return fail({ message, evidence, anchor: `pool:${pool.library}`, fix });
}
