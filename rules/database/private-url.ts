import { defineRecordCheck, fail, pass, undecided, type Evidence, type Fact, type Outcome, type Pool, type Variable } from '#rule';
import { runVariables } from '../shared/variables.ts';

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
    if (isPublic(database.value)) return failed(database.value, [database]);
    const set = settingOf(database.value, [facts['deploy.variables'], facts['build.variables']]);
    return set !== undefined && isPublic(referred(set)) ? failed(database.value, [database, set.at]) : pass();
  },
});

function isFile({ kind, driver }: Pool): boolean {
  return kind === 'sqlite' || driver === 'sqlite';
}

function settingOf(name: string, lists: readonly (Fact<readonly Variable[]> | undefined)[]): Variable | undefined {
  return runVariables(...lists).find(({ variable }) => variable === name);
}

/** The variable of another service that the value refers to: `${{Postgres.DATABASE_PUBLIC_URL}}`; else the value. */
function referred({ value = '' }: Variable): string {
  return /^\$\{\{[^{}.]*\.(\w+)\s*\}\}$/.exec(value)?.[1] ?? value;
}

function failed(name: string, evidence: readonly [Evidence, ...Evidence[]]): Outcome {
  return fail({
    message: `the database is reached over its public address (${name.replace(/:\/\/[^@]*@/, '://')})`, evidence, anchor: `database:${name}`,
    fix: { title: 'Use the private address, DATABASE_URL', applicability: 'advice', change: { kind: 'advice' } },
  });
}
