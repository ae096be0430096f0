import { defineRecordCheck, fail, notApplicable, pass, type Pool } from '#rule';
import { libraryName } from '../shared/library-names.ts';

const NAME = 'connectionTimeoutMillis';
/** Options that stand in the same object and say that somebody chose; `0` is no limit. */
const PREFIXES = ['', 'connection.', 'extra.'];

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, context) {
    if (!isUnlimited(pool)) return notApplicable('its library has a limit, or it opens no pool');
    if (!pool.served) return notApplicable('the served program does not open it');
    const given = pool.options.find(({ name }) => PREFIXES.some((prefix) => name === `${prefix}${NAME}`));
    if (given !== undefined && !(given.value.state === 'known' && given.value.value === 0)) return pass();
    if (pool.maximum.state === 'unresolved' && pool.options.length === 0) return notApplicable('its options stand in another place');
    return fail({
      message: `a request waits for a connection of ${libraryName(pool.library)} without limit`,
      evidence: [pool.at],
      fix: {
        title: `Wait for a connection for at most ${context.number('milliseconds') / 1000} seconds`, applicability: 'review',
        change: { kind: 'set-options', at: pool.at, set: { [NAME]: context.number('milliseconds') } },
      },
    });
  },
});

/** Pools and connections of node-postgres, and Prisma's adapter for it: a single connection waits for the server without limit too. */
function isUnlimited({ library, driver }: Pool): boolean {
  return library === 'pg' || library === '@neondatabase/serverless' || (library === 'prisma' && driver === 'pg');
}
