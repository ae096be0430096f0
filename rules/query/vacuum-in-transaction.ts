import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix, type SqlUse } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, fileOf, isKind, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const vacuums = [...migrations, ...queries].filter((use) => isKind(use, 'vacuum'));
    const failing = vacuums.filter(({ transaction }) => transaction === 'yes');
    if (failing.length > 0) return failing.slice(0, 5).map(finding);
    return [vacuums.length > 0 ? pass() : notApplicable('nothing runs VACUUM')];
  },
});

function finding(use: SqlUse): Outcome {
  return fail({
    message: `VACUUM fails inside the transaction that ${use.openedBy ?? 'the driver'} opens`, evidence: [use.at],
    anchor: `vacuum:${fileOf(use)}:${use.within ?? ''}`, fix: fixOf(use),
  });
}

function fixOf({ library, text, openedBy }: SqlUse): ProposedFix {
  if (library === 'alembic') return { title: 'Run it in an autocommit block', applicability: 'safe', change: { kind: 'rewrite', how: 'autocommit-block', at: [text] } };
  if (library === 'sqlalchemy' && openedBy === 'SQLAlchemy') {
    return { title: 'Run it on a connection of its own that commits by itself', applicability: 'safe', change: { kind: 'rewrite', how: 'autocommit-connection', at: [text] } };
  }
  return advised('Run it on a connection in autocommit mode');
}
