import { defineRecordCheck, pass, undecided, type Outcome, type Pool } from '#rule';
import { publicAddressOf } from '../shared/public-database.ts';

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  reads: ['deploy.variables', 'build.variables'],
  check(pool, facts, { text }): Outcome {
    const { database } = pool;
    if (!pool.served || isFile(pool)) return pass();
    if (database.state === 'unresolved') return undecided(`the address of the database cannot be told: ${database.reason}`);
    if (database.state === 'absent') return undecided('nothing says which database it is');
    return publicAddressOf(pool, new RegExp(text('host')), [facts['deploy.variables'], facts['build.variables']]) ?? pass();
  },
});

function isFile({ kind, driver }: Pool): boolean {
  return kind === 'sqlite' || driver === 'sqlite';
}
