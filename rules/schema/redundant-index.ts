import { defineCheck, fail, notApplicable, pass, type Outcome, type Table, type TableIndex } from '#rule';
import { advised } from '../shared/advised.ts';
import { indexDropped } from '../shared/index-fix.ts';
import { beginsLike, calledIndex, isPostgres, listedKeys } from '../shared/tables.ts';

export default defineCheck({
  needs: ['schema.tables'],
  check({ 'schema.tables': { value: tables } }, context): Outcome | readonly Outcome[] {
    const own = tables.filter(isPostgres);
    if (own.length === 0) return notApplicable('nothing says that its tables are in PostgreSQL');
    const most = context.number('most-columns-more');
    const findings = own.flatMap((table) => table.indexes.flatMap((index) => findingFor(table, index, most) ?? []));
    return findings.length === 0 ? pass() : findings;
  },
});

function findingFor(table: Table, index: TableIndex, most: number): Outcome | undefined {
  if (index.kind !== 'plain' || index.isConstraint || index.included.length > 0) return undefined;
  // One that repeats another is the other rule's.
  const isRepeated = table.indexes.some((each) => each !== index && each.keys.length === index.keys.length && beginsLike(index, each));
  const longer = table.indexes.find((each) => each.keys.length > index.keys.length && each.keys.length - index.keys.length <= most && beginsLike(index, each));
  if (longer === undefined || isRepeated) return undefined;
  const what = index.isImplicit === true ? `the index that Django makes for the foreign key ${listedKeys(index)}` : calledIndex(index);
  return fail({
    message: `${what} holds nothing that ${calledIndex(longer)} on ${table.name} (${listedKeys(longer)}) does not`,
    evidence: [index.at, longer.at],
    anchor: `index:${table.name}:${index.keys.map(({ column }) => column ?? '').join('-')}`,
    ...(index.isImplicit === true ? { severity: 'info' as const, fix: advised(`Give the foreign key db_index=False, and let the index on (${listedKeys(longer)}) serve it`) } : { fix: indexDropped(table, index) }),
  });
}
