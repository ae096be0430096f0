import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, evidenceOf, fileOf, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';
import { listed } from '../shared/words.ts';

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
    if (failures.length > 0) return grouped(failures).slice(0, 5).map(finding);
    return [locking.length > 0 ? pass() : notApplicable('the newest migration builds no index on a table that is there already')];
  },
});

type Making = UseOf<'create-index'>;

/** The statements of a file about one table together; calls of a tool alone, as each is changed by itself. */
function grouped(makings: readonly Making[]): readonly (readonly [Making, ...Making[]])[] {
  const groups = new Map<string, [Making, ...Making[]]>();
  for (const each of makings) {
    const key = isCall(each) ? `call ${groups.size}` : `${fileOf(each)} ${bareName(each.does.table)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function finding(makings: readonly [Making, ...Making[]]): Outcome {
  const [first] = makings;
  const { does } = first;
  const names = makings.map(({ does: { name, keys } }) => name ?? `on ${keys.map((key) => key ?? 'an expression').join(', ')}`);
  const what = names.length === 1 ? `the index ${names[0]} is` : `the indexes ${listed(names, 4)} are`;
  return fail({
    message: `writes to ${bareName(does.table)} wait until ${what} built`,
    evidence: evidenceOf(makings), anchor: `index:${does.name ?? bareName(does.table)}`, fix: fixOf(first),
  });
}

/** True for `op.create_index(...)`, which is more than its SQL. */
const isCall = ({ at, library, text }: Making): boolean => library === 'alembic' && at.provenance === text.provenance;

/** Where the tool can build it aside by a change of this very call, and it has not run yet. */
function fixOf(making: Making): ProposedFix {
  const { at } = making;
  if (!isCall(making)) return advised('If this migration has not run yet: CREATE INDEX CONCURRENTLY, alone in a migration that runs outside of a transaction');
  return {
    title: 'Build the index with postgresql_concurrently in an autocommit block, if this migration has not run yet', applicability: 'review',
    change: { kind: 'all', changes: [{ kind: 'set-options', at, set: { postgresql_concurrently: true } }, { kind: 'rewrite', how: 'autocommit-block', at: [at] }] },
  };
}
