import { defineCheck, fail, notApplicable, pass, type Outcome, type Pool } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

const LIMITS = /statement_timeout|query_timeout|command_timeout|idle_in_transaction/;

export default defineCheck({
  needs: [],
  reads: ['database.pools'],
  check(facts): Outcome {
    const pools = recordsIn(facts['database.pools'])?.filter(({ served, kind }) => served && kind === 'postgresql') ?? [];
    const [first] = pools;
    if (first === undefined) return notApplicable('no PostgreSQL is asked here');
    if (pools.some(isLimited)) return pass();
    return fail({
      message: 'nothing here limits how long a statement may run or a transaction may wait, and PostgreSQL has no limit of its own',
      evidence: [first.at], anchor: 'statement-timeout', fix: advised('Set statement_timeout and idle_in_transaction_session_timeout for the role of the application'),
    });
  },
});

/** An option of the pool or of the address, or what it hands to the server. */
function isLimited({ options }: Pool): boolean {
  return options.some(({ name, value }) => LIMITS.test(name) || (value.state === 'known' && LIMITS.test(String(value.value))) || (/(^|\.)options$/.test(name) && value.state === 'unresolved'));
}
