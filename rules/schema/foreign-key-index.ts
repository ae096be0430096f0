import { defineRecordCheck, fail, notApplicable, pass, renamed, type ForeignKey, type Outcome, type Table } from '#rule';
import { indexesFor } from '../shared/index-fix.ts';
import { finds, isPostgres } from '../shared/tables.ts';

/** What the evidence is called: where it is read, the column or the statement. */
const FOREIGN_KEY = 'schema.foreignKey';

/** Columns that say who did something: nobody asks by them, and those they point at are seldom deleted. */
const WHO = /ed_?By(?:_?(?:user_?)?id)?$/i;

export default defineRecordCheck({
  each: 'schema.tables',
  needs: [],
  check(table): Outcome {
    const keys = table.foreignKeys.filter(({ isConstraint }) => isConstraint);
    if (!isPostgres(table)) return notApplicable('nothing says that it is a table of PostgreSQL');
    if (keys.length === 0) return notApplicable('it has no foreign keys');
    const missing = needed(keys.filter((key) => !table.indexes.some((index) => finds(index, key.columns)) && !isFoundById(table, key)));
    const [first, ...rest] = missing;
    if (first === undefined) return pass();
    if (!table.isComplete) return notApplicable('some of its indexes could not be read');
    return fail({
      message: `${table.name} has no index that begins with ${words(missing)}${pointing(missing)}`,
      evidence: [renamed(first.at, FOREIGN_KEY), ...rest.filter(({ at }) => at.provenance !== first.at.provenance).map(({ at }) => renamed(at, FOREIGN_KEY))],
      anchor: `table:${table.name}`,
      ...(missing.every(({ columns }) => columns.every((column) => WHO.test(column))) ? { severity: 'low' as const } : {}),
      fix: indexesFor(table, missing),
    });
  },
});

/** Of `(accountId, userId)` to Account an index on accountId leaves as many rows as one on both: the other column only says whose the account is. */
function isFoundById(table: Table, { columns, table: target }: ForeignKey): boolean {
  const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
  const isId = (column: string) => target !== undefined && plain(column).replace(/(?:uu)?id$/, '') === plain(target).replace(/s$/, '');
  return columns.length > 1 && columns.some((column) => isId(column) && table.indexes.some((index) => finds(index, [column])));
}

/** Each once, and none that the index of a longer one finds too. */
function needed(keys: readonly ForeignKey[]): readonly ForeignKey[] {
  const begins = (columns: readonly string[], other: readonly string[]) => other.length > columns.length && columns.every((column, index) => other[index] === column);
  return keys.filter(({ columns }, index) => keys.findIndex((other) => other.columns.join() === columns.join()) === index && !keys.some((other) => begins(columns, other.columns)));
}

function words(keys: readonly ForeignKey[]): string {
  const names = keys.map(({ columns }) => (columns.length === 1 ? columns[0] ?? '' : `(${columns.join(', ')})`));
  return names.length === 1 ? names[0] ?? '' : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** What they point at, as far as anything says. */
function pointing(keys: readonly ForeignKey[]): string {
  const tables = [...new Set(keys.map(({ table }) => table))].filter((table) => table !== undefined);
  const names = tables.length > 1 ? `${tables.slice(0, -1).join(', ')} and ${tables.at(-1) ?? ''}` : tables[0];
  return names === undefined ? '' : `, which ${keys.length === 1 ? 'points' : 'point'} at ${names}`;
}
