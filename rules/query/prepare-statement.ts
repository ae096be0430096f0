import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasPooler } from '../shared/databases.ts';
import { SQL_FACTS, evidenceOf, isKind, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts, { service }): Outcome {
    const [first, ...rest] = statementsOn(facts).queries.filter((use) => isKind(use, 'prepare', 'execute', 'deallocate'));
    if (first === undefined) return notApplicable('nothing sends PREPARE or EXECUTE');
    const pool = (valueOf(facts['database.pools']) ?? []).find((each) => hasPooler(each, service));
    if (pool === undefined) return pass();
    return fail({
      message: 'PREPARE names a statement on one connection, and the pooler hands the next call to another one',
      evidence: [...evidenceOf([first, ...rest], 2), pool.at], anchor: 'prepare', fix: advised('Let the driver prepare statements by the protocol, or send the query itself'),
    });
  },
});
