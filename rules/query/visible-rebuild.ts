import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { handlerName } from '../shared/handlers.ts';
import { reloadsIn, type Reload } from '../shared/reloads.ts';
import { SQL_FACTS, bareName, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const reloads = reloadsIn(statementsOn(facts).queries);
    const visible = reloads.filter(({ emptied, filled }) => emptied.transaction === 'no' && filled.transaction === 'no' && !isOneText(emptied, filled));
    if (visible.length > 0) return visible.slice(0, 5).map(finding);
    return [reloads.length > 0 ? pass() : notApplicable('no table is emptied and filled again')];
  },
});

/** Two statements of one text are one transaction. */
function isOneText({ text: a }: Reload['emptied'], { text: b }: Reload['filled']): boolean {
  const [first, second] = [a.provenance, b.provenance];
  return first.kind === 'declared' && second.kind === 'declared' && first.file === second.file && first.range.start === second.range.start;
}

function finding(reload: Reload): Outcome {
  const { table, emptied, filled } = reload;
  return fail({
    message: `${bareName(table)} is empty for everybody between two calls of ${handlerName(emptied.within)}, and stays so when the second one fails`,
    evidence: [emptied.at, filled.at], anchor: `table:${bareName(table)}`, fix: fixOf(reload),
  });
}

/** Texts without parameters may be one, where the driver sends them as they are. */
function fixOf({ emptied, filled }: Reload): ProposedFix {
  const isSent = emptied.library === filled.library && /^(pg|asyncpg)$/.test(filled.library);
  if (!isSent || emptied.shared > 1 || filled.shared > 1 || filled.inLoop) return advised('Empty and fill it in one transaction');
  return { title: 'Send both statements in one text, which PostgreSQL runs as one transaction', applicability: 'review', change: { kind: 'rewrite', how: 'join-statements', at: [emptied.text, filled.text] } };
}
