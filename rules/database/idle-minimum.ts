import { defineRecordCheck, fail, notApplicable, pass, type Dependency, type Fact, type Outcome, type Pool } from '#rule';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['runtime.dependencies'],
  check(pool, { 'runtime.dependencies': dependencies }, context) {
    if (!pool.served || pool.kind === 'sqlite') return notApplicable('it is no pool of the served program');
    if (pool.library === 'knex') return ofKnex(pool);
    return pool.library === 'pg' ? ofPg(pool, dependencies, context.text('reads-minimum')) : notApplicable('its library keeps no minimum');
  },
});

/** Two by default: https://knexjs.org/guide/#pool */
function ofKnex(pool: Pool): Outcome {
  const minimum = optionOf(pool, 'pool.min');
  if (minimum?.state === 'unresolved') return notApplicable('the minimum is set in another place');
  const isHidden = pool.options.length === 0 || (pool.maximum.state === 'unresolved' && optionOf(pool, 'pool.max') === undefined);
  if (minimum === undefined && isHidden) return notApplicable('its options stand in another place');
  const count = minimum?.state === 'known' ? Number(minimum.value) : 2;
  if (count === 0) return pass();
  return fail({
    message: `Knex keeps ${count} connections open ${minimum === undefined ? 'by default' : 'as pool.min says'}, alive or not`,
    evidence: minimum?.state === 'known' ? [minimum] : [pool.at],
    fix: { title: 'Set pool.min=0, as the guide of Knex recommends', applicability: 'safe', change: { kind: 'set-options', at: pool.at, set: { 'pool.min': 0 } } },
  });
}

function ofPg(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, since: string): Outcome {
  const minimum = optionOf(pool, 'min');
  if (minimum?.state !== 'known' || minimum.value === 0) return pass();
  const pg = dependencyNamed({ 'runtime.dependencies': dependencies }, 'pg');
  const isRead = pg === undefined || mayBeAtLeast(pg, since);
  return fail({
    message: isRead ? `min: ${String(minimum.value)} opens no connection, it only keeps idle ones` : `this version of pg does not read min: ${String(minimum.value)}`,
    evidence: [minimum],
    severity: isRead ? 'info' : 'low',
    fix: { title: 'Leave min out', applicability: isRead ? 'review' : 'safe', change: { kind: 'set-options', at: pool.at, remove: ['min'] } },
  });
}

const optionOf = (pool: Pool, name: string) => pool.options.find((option) => option.name === name)?.value;
