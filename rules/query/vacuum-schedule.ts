import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, fileOf, isKind, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { queries, migrations } = statementsOn(facts);
    const vacuums = queries.filter((use): use is UseOf<'vacuum'> => isKind(use, 'vacuum') && !use.does.full);
    const maintained = queries.filter((use) => isKind(use, 'analyze'));
    const settings = migrations.filter(({ at }) => /autovacuum_vacuum_(insert_)?(scale_factor|threshold)/.test(at.value)).map(({ at }) => at.value);
    const isSet = ({ does: { tables } }: UseOf<'vacuum'>) => tables.length > 0 && tables.every((table) => settings.some((text) => text.split(/[\s.(]+/).includes(bareName(table))));
    const failing = vacuums.filter((use) => !isSet(use));
    if (failing.length > 0) return failing.slice(0, 3).map(finding);
    return [vacuums.length + maintained.length > 0 ? pass() : notApplicable('the program runs no VACUUM')];
  },
});

function finding(use: UseOf<'vacuum'>): Outcome {
  const tables = use.does.tables.map(bareName);
  return fail({
    message: `the program runs VACUUM${tables.length === 0 ? ' on the whole database' : ` on ${listed(tables)}`}, which autovacuum does by itself`, evidence: [use.at],
    anchor: `vacuum:${fileOf(use)}:${use.within ?? ''}`, fix: fixOf(use),
  });
}

/** Tables that change so much that the standard of 20 % dead rows comes too late have settings of their own. */
function fixOf({ does: { tables } }: UseOf<'vacuum'>): ProposedFix {
  const plain = tables.filter((table) => /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(table));
  const [first, ...rest] = plain;
  if (first === undefined || plain.length < tables.length) return advised('Let autovacuum do it, and run ANALYZE after a load');
  const step = (table: string) => ({ sql: `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)` });
  const back = (table: string) => ({ sql: `ALTER TABLE ${table} RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)` });
  return {
    title: `Let autovacuum begin earlier on ${listed(plain.map(bareName))}, and drop the schedule then`, applicability: 'review',
    change: { kind: 'add-migration', name: `autovacuum settings of ${bareName(first)}`, up: [step(first), ...rest.map(step)], down: plain.map(back) },
  };
}
