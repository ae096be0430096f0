import { defineRecordCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasPooler, namesSessionPooler } from '../shared/databases.ts';
import { givenOption, isWritten } from '../shared/lasting-pools.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { service }): Outcome {
    const name = 'DISABLE_SERVER_SIDE_CURSORS';
    if (pool.library !== 'django' || pool.kind !== 'postgresql') return notApplicable('it is no PostgreSQL of Django');
    const given = givenOption(pool, name);
    if (given?.value === true || /disable_server_side_cursors\s*=\s*True/.test(pool.at.value)) return pass();
    if (given === undefined && isWritten(pool, name)) return notApplicable('the environment decides');
    if (!hasPooler(pool, service) || namesSessionPooler(pool, service)) return notApplicable('no file shows a pooler in transaction mode');
    const isCall = /^[\w.]+\(/.test(pool.at.value);
    return fail({
      message: 'Django opens server-side cursors through a pooler, which loses them between two queries', evidence: given === undefined ? [pool.at] : [given, pool.at], anchor: `pool:${pool.library}`,
      fix: isCall && !/^(dict|env\b)/.test(pool.at.value)
        ? advised(`Set ${name} to True for this database`)
        : { title: `Set ${name} to True`, applicability: 'safe', change: { kind: 'set-options', at: pool.at, set: { [name]: true } } },
    });
  },
});
