import { defineCheck, fail, notApplicable, pass, type DatabaseCall, type Outcome } from '#rule';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.calls'],
  check(facts): Outcome | readonly Outcome[] {
    const calls = recordsIn(facts['database.calls'])?.filter(({ library }) => library === 'psycopg2');
    if (calls === undefined || calls.length === 0) return notApplicable('nothing here is asked through psycopg2');
    const many = calls.filter(({ call }) => call.endsWith('.executemany'));
    return many.length === 0 ? pass() : many.map(finding);
  },
});

function finding({ at, within }: DatabaseCall): Outcome {
  const name = handlerName(within);
  return fail({
    message: `${name} sends its rows with executemany(), which is a statement for each row`,
    evidence: [at], anchor: `executemany:${name}`,
    fix: { title: 'Send the rows with execute_values(), a hundred at a time', applicability: 'safe', change: { kind: 'rewrite', how: 'execute-values', at: [at] } },
  });
}
