import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, bareName, isKind, isSameTable, statementsOn, type UseOf } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const all = [...migrations, ...queries];
    const views = all.filter((use): use is UseOf<'create-view'> => isKind(use, 'create-view'));
    const refreshes = all.filter((use): use is UseOf<'refresh-view'> => isKind(use, 'refresh-view') && use.does.concurrently);
    if (refreshes.length === 0) return [notApplicable('no materialized view is refreshed concurrently')];
    const outcomes = refreshes.map((refresh): Outcome | undefined => {
      const view = views.findLast(({ does }) => isSameTable(does.view, refresh.does.view));
      if (view === undefined) return undefined; // Who made it may have given it a key.
      return all.some((use) => isKeyOf(use, refresh.does.view)) ? pass() : finding(refresh, view);
    }).filter((outcome) => outcome !== undefined);
    return outcomes.length > 0 ? outcomes : [notApplicable('no migration makes the view that is refreshed')];
  },
});

/** A unique index on plain columns of all rows. */
function isKeyOf(use: Parameters<typeof isKind>[0], view: string): boolean {
  return isKind(use, 'create-index') && isSameTable(use.does.table, view) && use.does.unique && !use.does.isPartial && use.does.keys.every((key) => key !== undefined);
}

function finding({ does, at }: UseOf<'refresh-view'>, view: UseOf<'create-view'>): Outcome {
  const name = bareName(does.view);
  return fail({
    message: `REFRESH MATERIALIZED VIEW CONCURRENTLY ${name} fails: the view has no unique index on plain columns`,
    evidence: [at, view.at], anchor: `view:${name}`, fix: fixOf(name, view),
  });
}

/** A view that groups by plain columns has one row for each group. */
function fixOf(name: string, { does, at }: UseOf<'create-view'>): ProposedFix {
  if (!does.isGroupedByAll || !does.groups.every((column) => /^[a-z_][a-z0-9_]*$/.test(column))) return advised(`Make a unique index on the columns of ${name} that tell its rows apart`);
  const index = `${name}_key`;
  return {
    title: `Make a unique index on ${does.groups.join(', ')}, by which ${name} is grouped`, applicability: 'review',
    change: {
      kind: 'add-migration', name: `add unique index on ${name}`, beside: at,
      up: [{ sql: `CREATE UNIQUE INDEX ${index} ON ${does.view} (${does.groups.join(', ')})` }], down: [{ sql: `DROP INDEX ${index}` }],
    },
  };
}
