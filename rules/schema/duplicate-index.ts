import { defineCheck, fail, type Outcome, type Table, type TableIndex } from '#rule';
import { indexDropped } from '../shared/index-fix.ts';
import { beginsLike, calledIndex, judgedIndexes, listedKeys, standTogether } from '../shared/tables.ts';

export default defineCheck({
  needs: ['schema.tables'],
  check({ 'schema.tables': { value: tables } }): Outcome | readonly Outcome[] {
    return judgedIndexes(tables, findingFor);
  },
});

function findingFor(table: Table, index: TableIndex): Outcome | undefined {
  const other = table.indexes.find((each) => each !== index && isSpareBeside(table, index, each));
  if (other === undefined) return undefined;
  return fail({
    message: `${calledIndex(index)} repeats ${otherWords(other)} on ${table.name} (${listedKeys(other)})`,
    evidence: [index.at, other.at],
    anchor: `index:${table.name}:${index.keys.map(({ column }) => column ?? '').join('-')}:${index.kind}`,
    fix: indexDropped(table, index),
  });
}

/** PostgreSQL makes one index of equal constraints of a CREATE TABLE, so that two of those are no doubles. */
function isSpareBeside(table: Table, index: TableIndex, other: TableIndex): boolean {
  if (index.isConstraint || index.keys.length !== other.keys.length || !beginsLike(index, other) || !standTogether(index, other)) return false;
  if (index.included.some((column) => !other.included.includes(column))) return false;
  if (index.kind === 'unique' && other.kind === 'plain') return false;
  if (index.name !== undefined && index.name === other.name) return false;
  if (index.kind !== other.kind || other.isConstraint) return true;
  // Of two equals the one that the tool makes unasked stays, else the first.
  if (index.isImplicit !== other.isImplicit) return index.isImplicit !== true;
  return table.indexes.indexOf(other) < table.indexes.indexOf(index);
}

function otherWords({ kind, isConstraint, name }: TableIndex): string {
  if (kind === 'primary') return 'the primary key';
  return kind === 'unique' ? `the unique ${isConstraint ? 'constraint' : 'index'}` : name ?? 'the index';
}
