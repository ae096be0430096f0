import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { isLasting } from '../shared/lasting-pools.ts';

/** Libraries whose calls make a pool each. */
const LIBRARIES = ['sqlalchemy', 'sqlalchemy-async', 'asyncpg', 'psycopg-pool', 'psycopg2-pool'];

export default defineCheck({
  needs: ['database.pools'],
  check(facts): Outcome | readonly Outcome[] {
    const pools = facts['database.pools'].value.filter((pool) => isLasting(pool) && isMadeOnce(pool) && LIBRARIES.includes(pool.library) && valueOf(pool.database) !== undefined);
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

/** Pools of one file are branches of a condition, or for databases that their names tell apart. */
function failureOf(pools: readonly Pool[]): readonly Outcome[] {
  const byFile = new Map(pools.map((pool) => [fileOf(pool), pool]));
  const [first, second, ...more] = byFile.values();
  if (first === undefined || second === undefined) return [];
  const files = [...byFile.keys()];
  const evidence: readonly [Evidence, ...Evidence[]] = [second.at, first.at, ...more.map(({ at }) => at)];
  const [count, noun] = [files.length, first.library.startsWith('sqlalchemy') ? 'engines' : 'pools'];
  return [fail({
    message: `${count} ${noun} of one process lead to the same database, with a pool each: ${files.join(', ')}`, evidence,
    anchor: `database:${valueOf(first.database)?.replace(/:\/\/[^@]*@/, '://') ?? ''}`, fix: advised('Make it in one module, and import it in the others'),
  })];
}

function fileOf({ at }: Pool): string {
  return at.provenance.kind === 'declared' ? at.provenance.file.path : '';
}
