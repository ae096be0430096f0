import { defineCheck, fail, notApplicable, pass, type Outcome, type SqlUse } from '#rule';
import { advised } from '../shared/advised.ts';
import { SQL_FACTS, fileOf, isKind, statementsOn } from '../shared/sql.ts';

export default defineCheck({
  needs: [],
  reads: SQL_FACTS,
  check(facts): readonly Outcome[] {
    const { migrations, queries } = statementsOn(facts);
    const all = [...migrations, ...queries];
    const refused = all.filter(isConversion);
    if (refused.length > 0) return refused.slice(0, 3).map(finding);
    const isPartitioned = all.some((use) => isKind(use, 'create-table') && use.does.partitionedBy !== undefined);
    return [isPartitioned ? pass() : notApplicable('no table is partitioned')];
  },
});

/** `ALTER TABLE t PARTITION BY RANGE (...)`, which MySQL has and PostgreSQL has not. */
function isConversion({ does }: SqlUse): boolean {
  return does.kind === 'refused' && /at or near "PARTITION"/i.test(does.message) && does.words[0] === 'alter' && does.words[1] === 'table' && does.words.includes('partition') && does.words.includes('by');
}

/** The table as written: the word behind ALTER TABLE, IF EXISTS and ONLY. */
function tableOf({ does }: SqlUse): string {
  const words = does.kind === 'refused' ? does.words.slice(2) : [];
  return words.find((word) => !['if', 'exists', 'only'].includes(word)) ?? '...';
}

function finding(use: SqlUse): Outcome {
  return fail({
    message: `PostgreSQL refuses ALTER TABLE ${tableOf(use)} PARTITION BY: a table cannot be partitioned in place`, evidence: [use.at], anchor: `partition:${fileOf(use)}`,
    fix: advised('Make a partitioned table beside it, copy or attach the rows, and swap the names'),
  });
}
