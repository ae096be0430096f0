import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { reloadsIn, type Reload } from '../shared/reloads.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { queries } = statementsOn(facts);
    const reloads = reloadsIn(queries).filter(({ filled }) => isKind(filled, 'copy') || (isKind(filled, 'insert') && filled.does.rows === 'select'));
    const stale = reloads.filter(({ table, after }) => !after.some((use) => isKind(use, 'analyze', 'vacuum') && (use.does.tables.length === 0 || use.does.tables.some((each) => isSameTable(each, table)))));
    if (stale.length > 0) return stale.slice(0, 5).map(finding);
    return [reloads.length > 0 ? pass() : notApplicable('no table is emptied and loaded')];
  },
});

function finding(reload: Reload): Outcome {
  const { table, filled } = reload;
  return fail({
    message: `${bareName(table)} is loaded anew, and queries are planned by what it held before until autovacuum comes by`, evidence: [filled.at],
    anchor: `table:${bareName(table)}`, fix: fixOf(reload),
  });
}

function fixOf({ table, filled }: Reload): ProposedFix {
  if (filled.shared > 1 || filled.inLoop || !/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(table)) return advised(`Run ANALYZE ${bareName(table)} behind the load`);
  return { title: `Run ANALYZE ${bareName(table)} behind the load`, applicability: 'safe', change: { kind: 'rewrite', how: 'append-statement', at: [filled.text], with: { sql: `ANALYZE ${table}` } } };
}
