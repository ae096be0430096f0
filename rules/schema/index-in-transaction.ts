import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix, type SqlUse } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, fileOf, isLoner, lonerWords, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations } = statementsOn(facts);
    const loners = migrations.filter((use) => isLoner(use) && use.does.kind !== 'vacuum');
    const failing = loners.filter(({ transaction }) => transaction === 'yes');
    const [first] = failing;
    if (first === undefined) return [loners.length > 0 ? pass() : notApplicable('no migration builds an index concurrently')];
    const byFile = new Map<string, SqlUse[]>();
    for (const use of failing) byFile.set(fileOf(use), [...(byFile.get(fileOf(use)) ?? []), use]);
    return [...byFile.values()].slice(0, 5).map((uses) => finding(uses, migrations));
  },
});

function finding(uses: readonly SqlUse[], all: readonly SqlUse[]): Outcome {
  const [first, ...rest] = uses as readonly [SqlUse, ...SqlUse[]]; // groups hold at least one
  return fail({
    message: `${lonerWords(first)} fails inside the transaction that ${first.openedBy ?? 'the tool'} opens`,
    evidence: [first.at, ...rest.slice(0, 3).map(({ at }) => at)], anchor: `migration:${fileOf(first)}`, fix: fixOf([first, ...rest], all),
  });
}

/** How each tool is told to open no transaction. */
function fixOf(uses: readonly [SqlUse, ...SqlUse[]], all: readonly SqlUse[]): ProposedFix {
  const [first, ...rest] = uses;
  const own = all.filter((use) => fileOf(use) === fileOf(first));
  const isAlone = own.every(isLoner);
  const at = [first.at, ...rest.map((use) => use.at)] as const;
  const rewrite = (how: string) => ({ kind: 'rewrite', how, at }) as const;
  if (first.openedBy === 'BEGIN') return advised('Take the statement out of BEGIN and COMMIT');
  switch (first.library) {
    case 'alembic': return { title: 'Run it in an autocommit block', applicability: 'safe', change: { kind: 'rewrite', how: 'autocommit-block', at: [first.text, ...rest.map(({ text }) => text)] } };
    case 'django': return { title: 'Say atomic = False in the migration', applicability: isAlone ? 'safe' : 'review', change: rewrite('non-atomic') };
    case 'knex': case 'node-pg-migrate': case 'typeorm':
      return { title: 'Switch the transaction of this migration off', applicability: isAlone && first.library !== 'typeorm' ? 'safe' : 'review', change: rewrite('without-transaction') };
    case 'goose': return { title: 'Say NO TRANSACTION in the migration', applicability: isAlone ? 'safe' : 'review', change: rewrite('without-transaction') };
    case 'dbmate': return own.length === 1 ? { title: 'Say transaction:false in the migration', applicability: 'safe', change: rewrite('without-transaction') }
      : advised('Give the statement a migration of its own with transaction:false');
    default: return advised('Build the index by a command of its own: Drizzle runs all pending migrations in one transaction');
  }
}
