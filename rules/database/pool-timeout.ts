import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Evidence, type Outcome, type Pool } from '#rule';
import { usersOf } from '../shared/connections.ts';
import { ENGINES, givenOption, isLasting, isWritten, poolAnchor } from '../shared/lasting-pools.ts';
import { isDeployedTo } from '../shared/platforms.ts';

/** The option that says how long a request waits for a connection, by library. */
const NAMES: Readonly<Record<string, string>> = { ...Object.fromEntries(ENGINES.map((engine) => [engine, 'pool_timeout'])), 'psycopg-pool': 'timeout' };

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { service: { facts }, number, text }): Outcome {
    const name = NAMES[pool.library];
    if (name === undefined || !isLasting(pool) || valueOf(facts['service.kind']) !== 'web') return notApplicable('no visitor waits for a connection of it');
    if (!isDeployedTo(facts, text('platform'))) return notApplicable('no file shows a router that ends requests so early');
    if (isWritten(pool, 'poolclass') || isNeverFull(pool, usersOf(pool, facts, number('framework-threads'))?.value)) return pass();
    const given = givenOption(pool, name);
    if (given === undefined && isWritten(pool, name)) return notApplicable('the environment decides how long a request waits');
    const seconds = given === undefined ? number('default-seconds') : given.value;
    const limit = number('router-seconds');
    if (typeof seconds !== 'number' || seconds < limit) return pass();
    const evidence: readonly [Evidence, ...Evidence[]] = given === undefined ? [pool.at] : [given, pool.at];
    const wanted = number('wanted-seconds');
    return fail({
      message: `a request waits ${seconds} s for a connection, and the router of Heroku ends it after ${limit} s`, evidence, anchor: poolAnchor(pool),
      fix: { title: `Set ${name}=${wanted}`, applicability: 'review', change: { kind: 'set-options', at: pool.at, set: { [name]: wanted } } },
    });
  },
});

/** True where no more things want a connection at once than there are. */
function isNeverFull({ maximum }: Pool, users: number | undefined): boolean {
  return users !== undefined && users <= (valueOf(maximum) ?? 0);
}
