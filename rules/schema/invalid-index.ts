import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const next = [...migrations.filter(({ migration }) => migration?.isLast === true), ...queries];
    const built = next.filter((use): use is UseOf<'create-index'> => isKind(use, 'create-index') && use.does.concurrently);
    const dropped = next.flatMap((use) => (isKind(use, 'drop-index') ? use.does.names : []));
    const kept = built.filter(({ does: { ifNotExists, name } }) => ifNotExists && name !== undefined && !dropped.some((each) => isSameTable(each, name)));
    if (kept.length > 0) return kept.slice(0, 5).map(finding);
    return [built.length > 0 ? pass() : notApplicable('the newest migration builds no index concurrently')];
  },
});

function finding({ does, at }: UseOf<'create-index'>): Outcome {
  const name = bareName(does.name ?? '');
  return fail({
    message: `IF NOT EXISTS keeps ${name} when an earlier attempt left it invalid`, evidence: [at], anchor: `index:${name}`,
    fix: advised(`Run DROP INDEX CONCURRENTLY IF EXISTS ${name} before, by a statement of its own`),
  });
}
