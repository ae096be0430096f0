import { defineCheck, fail, type Outcome, type Table, type TableIndex } from '#rule';
import { indexDropped } from '../shared/index-fix.ts';
import { beginsLike, calledIndex, judgedIndexes, listedKeys, standTogether } from '../shared/tables.ts';

export default defineCheck({
  needs: ['schema.tables'],
  check({ 'schema.tables': { value: tables } }, context): Outcome | readonly Outcome[] {
    const most = context.number('most-columns-more');
    return judgedIndexes(tables, (table, index) => findingFor(table, index, most));
  },
});

function findingFor(table: Table, index: TableIndex, most: number): Outcome | undefined {
  if (index.kind !== 'plain' || index.isConstraint || index.isImplicit === true || index.included.length > 0) return undefined;
  // One that repeats another is the other rule's.
  const isRepeated = table.indexes.some((each) => each !== index && each.keys.length === index.keys.length && beginsLike(index, each));
  const longer = table.indexes.find((each) => each.keys.length > index.keys.length && each.keys.length - index.keys.length <= most && beginsLike(index, each) && standTogether(index, each));
  if (longer === undefined || isRepeated) return undefined;
  const there = longer.name === undefined ? `the one on ${table.name} (${listedKeys(longer)})` : `${longer.name} on ${table.name} (${listedKeys(longer)})`;
  return fail({
    message: `${calledIndex(index)} finds nothing that ${there} does not`,
    evidence: [index.at, longer.at],
    anchor: `index:${table.name}:${index.keys.map(({ column }) => column ?? '').join('-')}`,
    fix: indexDropped(table, index),
  });
}
