import type { Change, Evidence, ForeignKey, ProposedFix, Table, TableIndex } from '#rule';
import { advised } from './advised.ts';

/** A name in SQL. Quotes keep capitals and words that SQL reserves as they are. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The table with its schema. */
export function quotedTable({ name, schema }: Table): string {
  return schema === undefined ? quotedName(name) : `${quotedName(schema)}.${quotedName(name)}`;
}

/** What an index of these columns is called in the way of the tool; undefined where only a run tells, or PostgreSQL would cut it. */
function indexName({ indexNaming = 'ix_{table}_{column}', name }: Table, columns: readonly string[]): string | undefined {
  const made = indexNaming.replace('{table}', name).replace('{column}', columns.join('_'));
  return made.length > 63 ? undefined : made;
}

/** Tools whose models say nothing of an index that a migration makes, and leave it alone. */
const BY_MIGRATION = new Set(['alembic', 'knex', 'sql']);

/** Indexes for foreign keys: a migration that builds them while the table is written to, and the model that declares them. */
export function indexesFor(table: Table, keys: readonly ForeignKey[]): ProposedFix {
  const columns = keys.map((key) => key.columns.join(', '));
  const title = `Add ${keys.length === 1 ? 'an index' : 'indexes'} on ${table.name} (${columns.join('), (')})`;
  const named = keys.map((key) => ({ key, name: indexName(table, key.columns) }));
  const model = modelWith(table, keys);
  if (table.isPartitioned === true || model === undefined || named.some(({ name }) => name === undefined)) return advised(`${title}: ${byHand(table)}`);
  const [first, ...rest] = named.map(({ key, name = '' }) => ({
    up: { sql: `CREATE INDEX CONCURRENTLY ${quotedName(name)} ON ${quotedTable(table)} (${key.columns.map(quotedName).join(', ')})`, alone: true },
    down: { sql: `DROP INDEX CONCURRENTLY IF EXISTS ${inSchema(table, name)}`, alone: true },
  }));
  if (first === undefined) return advised(title);
  const migration: Change = {
    kind: 'add-migration', name: `index ${table.name} ${keys.length === 1 ? keys[0]?.columns.join(' ') ?? '' : 'foreign keys'}`, up: [first.up, ...rest.map(({ up }) => up)],
    down: [...rest.map(({ down }) => down).toReversed(), first.down], beside: table.at,
  };
  return { title, applicability: 'review', change: { kind: 'all', changes: [migration, ...model] } };
}

/** What is left to do where nobody writes it. https://github.com/drizzle-team/drizzle-orm/issues/860 */
function byHand({ source, isPartitioned }: Table): string {
  if (isPartitioned === true) return 'build it on each partition with CREATE INDEX CONCURRENTLY, then on the table';
  if (source === 'drizzle') return 'declare it in the table; as Drizzle runs migrations in a transaction, build it on a large table by hand first, with CREATE INDEX CONCURRENTLY';
  return 'declare it in the model, and build it by a migration that runs CREATE INDEX CONCURRENTLY outside of a transaction';
}

const inSchema = ({ schema }: Table, name: string): string => (schema === undefined ? quotedName(name) : `${quotedName(schema)}.${quotedName(name)}`);

/** The model's own words for the indexes, so that the next generated migration does not drop them; undefined where nobody writes them yet. */
function modelWith({ source, at }: Table, keys: readonly ForeignKey[]): readonly Change[] | undefined {
  if (BY_MIGRATION.has(source)) return [];
  if (source === 'prisma') return [{ kind: 'rewrite', how: 'add-prisma-indexes', at: [at], with: { columns: keys.map(({ columns }) => columns.join(',')).join(';') } }];
  if (source !== 'sqlalchemy' || keys.some(({ columns }) => columns.length > 1)) return undefined;
  return keys.map(({ at: column }) => ({ kind: 'set-options', at: column, set: { index: true } }));
}

/** What must be seen before and after an index goes: standbys count for themselves, and counts begin anew when statistics are reset. */
const CHECK = 'and compare its scans in pg_stat_user_indexes with those of the other one, before and after, on the primary and on every replica';

/** An index goes, from the model too. */
export function indexDropped(table: Table, index: TableIndex): ProposedFix {
  const { name, isConstraint } = index;
  const title = `Drop ${name ?? `the index on ${table.name} (${index.keys.map(({ column }) => column).join(', ')})`}`;
  const model = modelWithout(table, index);
  if (name === undefined || isConstraint || model === undefined || index.isImplicit === true) return advised(`${title}, ${CHECK}`);
  const columns = index.keys.map(({ column, descending }) => (column === undefined ? undefined : `${quotedName(column)}${descending === true ? ' DESC' : ''}`));
  if (columns.some((column) => column === undefined) || index.predicate !== undefined || index.included.length > 0) return advised(`${title}, ${CHECK}`);
  const unique = index.kind === 'unique' ? 'UNIQUE ' : '';
  const migration: Change = {
    kind: 'add-migration', name: `drop ${name}`, up: [{ sql: `DROP INDEX CONCURRENTLY IF EXISTS ${inSchema(table, name)}`, alone: true }],
    down: [{ sql: `CREATE ${unique}INDEX CONCURRENTLY ${quotedName(name)} ON ${quotedTable(table)} (${columns.join(', ')})`, alone: true }], beside: table.at,
  };
  const [first, ...rest] = [migration, ...model];
  return { title: `${title}, ${CHECK}`, applicability: 'review', change: first === undefined ? { kind: 'advice' } : { kind: 'all', changes: [first, ...rest] } };
}

function modelWithout({ columns }: Table, { source, at }: TableIndex): readonly Change[] | undefined {
  if (BY_MIGRATION.has(source)) return [];
  if (source === 'prisma') return [{ kind: 'rewrite', how: 'remove-prisma-attribute', at: [at] }];
  // `index=True` of a column; an Index of its own stands elsewhere.
  const isOfColumn = source === 'sqlalchemy' && columns.some((column) => startOf(column.at) === startOf(at));
  return isOfColumn ? [{ kind: 'set-options', at, remove: ['index'] }] : undefined;
}

function startOf(evidence: Evidence): string | undefined {
  if (evidence.state === 'absent' || evidence.provenance.kind !== 'declared') return undefined;
  return `${evidence.provenance.file.path}:${evidence.provenance.range.start}`;
}
