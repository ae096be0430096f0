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
    return set !== undefined && isPublic(set.value ?? '') ? failed(database.value, [database, set.at]) : pass();
  },
});

function isFile({ kind, driver }: Pool): boolean {
  return kind === 'sqlite' || driver === 'sqlite';
}

function settingOf(name: string, lists: readonly (Fact<readonly Variable[]> | undefined)[]): Variable | undefined {
  return runVariables(...lists).find(({ variable }) => variable === name);
}

function failed(name: string, evidence: readonly [Evidence, ...Evidence[]]): Outcome {
  return fail({
    message: `the database is reached over its public address (${name.replace(/:\/\/[^@]*@/, '://')})`, evidence, anchor: `database:${name}`,
    fix: { title: 'Use the address that ends in .railway.internal', applicability: 'advice', change: { kind: 'advice' } },
  });
}
