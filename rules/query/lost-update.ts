import { defineCheck, fail, notApplicable, pass, type Evidence, type Outcome, type ReadModifyWrite } from '#rule';
import { advised } from '../shared/advised.ts';
import { byFunction } from '../shared/by-function.ts';
import { isAsked, isServed } from '../shared/database-calls.ts';
import { handlerName } from '../shared/handlers.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['database.readModifyWrites'],
  check(facts, { number }): Outcome | readonly Outcome[] {
    const changes = recordsIn(facts['database.readModifyWrites'])?.filter(isServed);
    if (changes === undefined) return notApplicable('nobody has read the code of the program');
    const findings = byFunction(changes).slice(0, number('most-findings')).map((group) => finding(group));
    return findings.length === 0 ? pass() : findings;
  },
});

function finding(changes: readonly [ReadModifyWrite, ...ReadModifyWrite[]]): Outcome {
  const [first, ...rest] = changes;
  const name = handlerName(first.within);
  const fields = listed([...new Set(changes.map(({ field }) => field))]);
  const evidence: readonly [Evidence, ...Evidence[]] = [first.at, first.read, ...rest.slice(0, 2).map(({ at }) => at)];
  return fail({
    message: `${name} reads ${fields}, counts in the program and writes the result back: of two requests at the same time one is lost`,
    evidence, anchor: `update:${name}:${fields}`,
    severity: changes.some(({ shared }) => shared) ? 'critical' : 'medium', ...(isAsked(first) ? {} : { confidence: 'medium' }),
    fix: advised('Let the database change the value'),
  });
}
