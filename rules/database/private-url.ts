import { defineRecordCheck, fail, pass, undecided, type Evidence, type Fact, type Outcome, type Pool, type ProposedFix, type Variable } from '#rule';
import { runVariables } from '../shared/variables.ts';

/** Variables of Railway's databases: https://docs.railway.com/databases/postgresql, https://docs.railway.com/databases/mysql */
const PRIVATE_NAMES: Readonly<Record<string, string>> = {
  DATABASE_PUBLIC_URL: 'DATABASE_URL', MYSQL_PUBLIC_URL: 'MYSQL_URL', MONGO_PUBLIC_URL: 'MONGO_URL', REDIS_PUBLIC_URL: 'REDIS_URL',
};

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['deploy.variables', 'build.variables'],
  check(pool, facts, { text }): Outcome {
    const { database } = pool;
    if (!pool.served || isFile(pool)) return pass();
    if (database.state === 'unresolved') return undecided(`the address of the database cannot be told: ${database.reason}`);
    if (database.state === 'absent') return undecided('nothing says which database it is');
    const isPublic = (address: string) => new RegExp(text('variable')).test(address) || new RegExp(text('host')).test(address);
    const lists = [facts['deploy.variables'], facts['build.variables']];
    if (isPublic(database.value)) return failed(database.value, [database], renaming(database, database.value, lists));
    const set = settingOf(database.value, lists);
    return set !== undefined && isPublic(set.value ?? '') ? failed(database.value, [database, set.at]) : pass();
  },
});

function isFile({ kind, driver }: Pool): boolean {
  return kind === 'sqlite' || driver === 'sqlite';
}

function settingOf(name: string, lists: readonly (Fact<readonly Variable[]> | undefined)[]): Variable | undefined {
  return runVariables(...lists).find(({ variable }) => variable === name);
}

/** The private address has the same name without PUBLIC in it, and Railway gives a database both. */
function renaming(at: Evidence, from: string, lists: readonly (Fact<readonly Variable[]> | undefined)[]): ProposedFix | undefined {
  const to = PRIVATE_NAMES[from];
  if (to === undefined || settingOf(from, lists) !== undefined) return undefined;
  return { title: `Read ${to}, the private address`, applicability: 'review', change: { kind: 'rewrite', how: 'read-other-variable', at: [at], with: { from, to } } };
}

function failed(name: string, evidence: readonly [Evidence, ...Evidence[]], fix?: ProposedFix): Outcome {
  return fail({
    message: `the database is reached over its public address (${name.replace(/:\/\/[^@]*@/, '://')})`, evidence, anchor: `database:${name}`,
    fix: fix ?? { title: 'Use the address that ends in .railway.internal', applicability: 'advice', change: { kind: 'advice' } },
  });
}
