import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations } = statementsOn(facts);
    // What came before has run already, and an index in the first migration is built on an empty table.
    const last = migrations.filter(({ migration }) => migration !== undefined && migration.isLast && migration.order > 0);
    const made = last.flatMap((use) => (isKind(use, 'create-table') ? [{ table: use.does.table, path: use.migration?.path }] : []));
    const views = migrations.flatMap((use) => (isKind(use, 'create-view') ? [use.does.view] : isKind(use, 'create-table') && use.does.partitionedBy !== undefined ? [use.does.table] : []));
    const locking = last.filter((use): use is UseOf<'create-index'> => isKind(use, 'create-index') && !use.does.only
      && !made.some(({ table, path }) => path === use.migration?.path && isSameTable(table, use.does.kind === 'create-index' ? use.does.table : '')));
    const failures = locking.filter(({ does }) => !does.concurrently && !views.some((view) => isSameTable(view, does.table)));
    if (failures.length > 0) return failures.slice(0, 5).map(finding);
    return [locking.length > 0 ? pass() : notApplicable('the newest migration builds no index on a table that is there already')];
  },
});

function finding(use: UseOf<'create-index'>): Outcome {
  const { does, at } = use;
  return fail({
    message: `writes to ${bareName(does.table)} wait until the index ${does.name ?? `on ${does.keys.map((key) => key ?? 'an expression').join(', ')}`} is built`,
    evidence: [at], anchor: `index:${does.name ?? bareName(does.table)}`, fix: fixOf(use),
  });
}

/** Where the tool can build it aside by a change of this very call, and it has not run yet. */
function fixOf({ at, library, text }: UseOf<'create-index'>): ProposedFix {
  const isCall = library === 'alembic' && at.provenance === text.provenance;
  if (!isCall) return advised('If this migration has not run yet: CREATE INDEX CONCURRENTLY, alone in a migration that runs outside of a transaction');
  return {
    title: 'Build the index with postgresql_concurrently in an autocommit block, if this migration has not run yet', applicability: 'review',
    change: { kind: 'all', changes: [{ kind: 'set-options', at, set: { postgresql_concurrently: true } }, { kind: 'rewrite', how: 'autocommit-block', at: [at] }] },
  };
}
