import { defineCheck, fail, type Outcome, type Table, type TableIndex } from '#rule';
import { advised } from '../shared/advised.ts';
import { calledIndex, judgedIndexes } from '../shared/tables.ts';

export default defineCheck({
  needs: ['schema.tables'],
  check({ 'schema.tables': { value: tables } }): Outcome | readonly Outcome[] {
    return judgedIndexes(tables, findingFor);
  },
});

function findingFor(table: Table, index: TableIndex): Outcome | undefined {
  const [key] = index.keys;
  if (index.kind !== 'plain' || index.method !== 'btree' || index.keys.length > 1 || index.predicate !== undefined || index.included.length > 0) return undefined;
  const column = table.columns.find(({ name }) => name === key?.column);
  if (column?.type !== 'boolean') return undefined;
  return fail({
    message: `${calledIndex(index)} on ${table.name} (${column.name}) has two values to tell rows apart`,
    evidence: [index.at],
    anchor: `index:${table.name}:${column.name}`,
    fix: advised(`Index what is looked for among the rare rows instead: CREATE INDEX ... ON ${table.name} (<the column that sorts or selects>) WHERE ${column.name}`),
  });
}
