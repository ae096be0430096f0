import { defineCheck, fail, notApplicable, pass, permits, valueOf, type Outcome, type ProposedFix, type SqlUse } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, fileOf, isLoner, lonerWords, startOf, statementsOn, type SqlFacts } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const loners = [...migrations, ...queries].filter(isLoner);
    const texts = new Map<string, SqlUse[]>();
    for (const use of loners) {
      if (use.transaction === 'yes' || use.shared < 2 || (use.library === 'prisma' && use.migration !== undefined && splits(facts))) continue;
      const key = `${fileOf(use)} ${use.text.provenance.kind === 'declared' ? use.text.provenance.range.start : startOf(use)}`;
      texts.set(key, [...(texts.get(key) ?? []), use]);
    }
    const failures = [...texts.values()].slice(0, 5).map(finding);
    if (failures.length > 0) return failures;
    return [loners.length > 0 ? pass() : notApplicable('no statement has to run by itself')];
  },
});

/** Prisma sends the statements of a file one by one from 7.4 on; an unknown version may. https://github.com/prisma/prisma-engines/pull/5767 */
function splits(facts: SqlFacts): boolean {
  const prisma = (valueOf(facts['runtime.dependencies']) ?? []).filter(({ name }) => name === 'prisma' || name === '@prisma/client');
  const [first] = prisma;
  if (first === undefined) return true;
  return first.version === undefined ? permits(first.specifier, '7.4') : !/^[1-6]\.|^7\.[0-3]\./.test(first.version);
}

function finding(uses: readonly SqlUse[]): Outcome {
  const [first] = uses as readonly [SqlUse, ...SqlUse[]]; // groups hold at least one
  return fail({
    message: `${lonerWords(first)} is sent in one text with ${first.shared - 1} other ${first.shared === 2 ? 'statement' : 'statements'}, which makes a transaction of them`,
    evidence: [first.at], anchor: `text:${fileOf(first)}:${first.within ?? ''}`, fix: fixOf(first, uses.length),
  });
}

function fixOf(use: SqlUse, loners: number): ProposedFix {
  if (use.text.provenance.kind !== 'declared' || fileOf(use).endsWith('.sql')) return advised('Give the statement a migration of its own');
  if (loners < use.shared) return advised('Send the statement by a call of its own');
  return { title: 'Send each statement by a call of its own', applicability: 'safe', change: { kind: 'rewrite', how: 'split-statements', at: [use.text] } };
}
