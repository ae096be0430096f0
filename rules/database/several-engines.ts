import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Fact, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { isLasting } from '../shared/lasting-pools.ts';

/** Libraries whose calls make a pool each, and what people call it. */
const LIBRARIES: ReadonlyMap<string, string> = new Map([
  ['sqlalchemy', 'engines'], ['sqlalchemy-async', 'engines'], ['asyncpg', 'pools'], ['psycopg-pool', 'pools'], ['psycopg2-pool', 'pools'], ['prisma', 'clients of Prisma'],
]);

export default defineCheck({
  needs: ['database.pools'],
  reads: ['start.server'],
  check(facts): Outcome | readonly Outcome[] {
    const pools = facts['database.pools'].value.filter((pool) => isLasting(pool) && isMadeOnce(pool) && LIBRARIES.has(pool.library) && valueOf(pool.database) !== undefined && isOfProcess(pool, facts['start.server']));
    if (pools.length === 0) return notApplicable('no engine names its database');
    const groups = new Map<string, Pool[]>();
    for (const pool of pools) {
      const key = `${pool.library} ${valueOf(pool.database) ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), pool]);
    }
    const failures = [...groups.values()].flatMap(failureOf);
    return failures.length === 0 ? pass() : failures;
  },
});

/** Made on import or on first use, not in a function that nobody is known to call. */
function isMadeOnce({ scope, options }: Pool): boolean {
  const keepsNothing = options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'NullPool');
  return (scope === 'module' || scope === 'startup') && !keepsNothing;
}

/**
 * Where nobody knows what starts, the packages of a workspace may be a process each. A client that a function makes while the program
 * starts, to look whether there is an administrator, is gone when requests come; one that a class is lasts.
 */
function isOfProcess({ library, scope, at }: Pool, server: Fact<string> | undefined): boolean {
  return library !== 'prisma' || (server?.state === 'known' && (scope === 'module' || at.value.startsWith('class ')));
}

/** Pools of one file are branches of a condition, or for databases that their names tell apart. */
function failureOf(pools: readonly Pool[]): readonly Outcome[] {
  const byFile = new Map(pools.map((pool) => [fileOf(pool), pool]));
  const [first, second, ...more] = byFile.values();
  if (first === undefined || second === undefined) return [];
  const files = [...byFile.keys()];
  const evidence: readonly [Evidence, ...Evidence[]] = [second.at, first.at, ...more.map(({ at }) => at)];
  return [fail({
    message: `${files.length} ${LIBRARIES.get(first.library) ?? 'pools'} of one process lead to the same database, with a pool each: ${files.join(', ')}`, evidence,
    anchor: `database:${valueOf(first.database)?.replace(/:\/\/[^@]*@/, '://') ?? ''}`, fix: advised('Make it in one module, and import it in the others'),
  })];
}

function fileOf({ at }: Pool): string {
  return at.provenance.kind === 'declared' ? at.provenance.file.path : '';
}
