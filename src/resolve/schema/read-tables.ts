import { parseSqlFile, parseSql } from '../../documents/sql.ts';
import { valueOf, type Fact } from '../../model/fact.ts';
import type { SqlUse } from '../../model/facts/statements.ts';
import type { Table, TableIndex } from '../../model/facts/tables.ts';
import type { FactName } from '../../model/facts.ts';
import { isSameIndex, migrated, type MigratedSchema, type SchemaOperation } from '../../model/schema/operations.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { ServiceInput } from '../service-input.ts';
import { alembicOperations } from './alembic-operations.ts';
import { databaseKind } from './database-kind.ts';
import { prismaTables } from './prisma-tables.ts';
import { alembicFolders, forward, prismaSchemas, scriptedMigrations, sqlFiles } from './schema-files.ts';
import { scriptOperations } from './script-operations.ts';
import { sqlOperations } from './sql-operations.ts';

/**
 * The tables of a service: those of its models, with the indexes that only migrations make; without models those that its migrations and
 * SQL files leave behind. Migrations are read where a foreign key of a model has no index, or where there are no models.
 */
export async function readTables(input: ServiceInput, facts: ReadonlyMap<FactName, Fact<unknown>>): Promise<Fact<readonly Table[]> | undefined> {
  const code = (valueOf(facts.get('schema.tables')) ?? []) as readonly Table[];
  const models = [...code, ...prismaSchemas(input).flatMap(prismaTables)];
  const kind = databaseKind(facts);
  const tables = models.length === 0 ? await fromMigrations(input, kind) : await withMigrations(input, models, hasUpsert(facts));
  if (tables.length === 0) return undefined;
  const known = tables.map((table) => ({ ...table, database: table.database ?? kind }));
  return { state: 'known', name: 'schema.tables', value: known, provenance: { kind: 'derived', from: known.slice(0, 20).map(({ at }) => at) } };
}

async function fromMigrations(input: ServiceInput, kind: string | undefined): Promise<readonly Table[]> {
  const folders = alembicFolders(input).filter((files) => files.length > 0);
  if (folders.length > 0) return (await Promise.all(folders.map(alembicOperations))).flatMap((operations) => complete(migrated(operations)));
  if (kind !== undefined && kind !== 'postgresql') return [];
  return complete(migrated([...await operationsOf(sqlFiles(input)), ...await scriptOperations(scriptedMigrations(input))]));
}

const complete = ({ tables, isOpen }: MigratedSchema): readonly Table[] => (isOpen ? tables.map((table) => ({ ...table, isComplete: false })) : tables);

async function operationsOf(files: readonly SourceFile[]): Promise<readonly SchemaOperation[]> {
  const lists: (readonly SchemaOperation[])[] = [];
  for (const file of files) {
    const text = forward(file.text);
    const script = await (text === file.text ? parseSqlFile(file) : parseSql(text));
    // Another dialect: its tables are not PostgreSQL's.
    if (script.problems.length > script.statements.length) continue;
    lists.push(sqlOperations(script, { file, base: 0, source: 'sql', text }));
  }
  return lists.flat();
}

/** Words of a revision that makes an index. */
const INDEXES = /\b(?:create_index|create_unique_constraint|index|unique)\b/i;

/** True where the program sends ON CONFLICT, which some unique index has to serve. */
function hasUpsert(facts: ReadonlyMap<FactName, Fact<unknown>>): boolean {
  const queries = (valueOf(facts.get('schema.queries')) ?? []) as readonly SqlUse[];
  return queries.some(({ does }) => does.kind === 'insert' && does.conflict !== undefined);
}

async function withMigrations(input: ServiceInput, models: readonly Table[], isAsked: boolean): Promise<readonly Table[]> {
  if (!isAsked && !models.some((table) => table.foreignKeys.some(({ columns }) => !isLed(table, columns)))) return models;
  const revisions = alembicFolders(input).map((files) => (files.some(({ text }) => INDEXES.test(text)) ? files : []));
  const files = sqlFiles(input);
  // Constraints matter where the files make indexes, which may repeat them.
  const indexing = files.some(({ text }) => /\bindex\b/i.test(text)) ? files.filter(({ text }) => /\b(?:index|unique|primary\s+key)\b/i.test(text)) : [];
  const states = [migrated(await operationsOf(indexing)), migrated(await scriptOperations(scriptedMigrations(input))), ...await Promise.all(revisions.map(async (files) => migrated(await alembicOperations(files))))];
  return models.map((table) => withIndexes(table, states));
}

/** What migrations make of a table that the models do not say. */
function withIndexes(table: Table, states: readonly MigratedSchema[]): Table {
  const found = states.flatMap(({ tables, loose }) => [...tables.filter(({ name }) => name === table.name).flatMap(({ indexes }) => indexes), ...loose.filter((each) => each.table === table.name).map(({ index }) => index)]);
  const own = found.filter((index) => isOfColumns(index, table) && !table.indexes.some((each) => (each.name !== undefined && each.name === index.name) || isMadeBy(index, each)));
  const isComplete = table.isComplete && !states.some(({ isOpen, tables }) => isOpen || tables.some((each) => each.name === table.name && !each.isComplete));
  return { ...table, indexes: [...table.indexes.map((index) => withTwin(index, found)), ...own], isComplete };
}

/** False where the model has no column of that name any more: a later migration took the index away in a way that only a run would tell. */
const isOfColumns = ({ keys, kind }: TableIndex, { columns, isComplete }: Table): boolean =>
  kind !== 'plain' || !isComplete || columns.length === 0 || keys.every(({ column }) => column === undefined || columns.some(({ name }) => name === column));

/** A plain index beside a constraint of the models is one more. */
const isMadeBy = (index: TableIndex, model: TableIndex): boolean => isSameIndex(model, index) && (!model.isConstraint || index.kind !== 'plain');

function withTwin(index: TableIndex, found: readonly TableIndex[]): TableIndex {
  const twin = found.find((each) => each.source === 'sql' && each.kind === index.kind && isSameIndex(each, index));
  return twin === undefined ? index : { ...index, inSql: twin.at };
}

/** True where some index begins with these columns, in any order. */
function isLed({ indexes }: Table, columns: readonly string[]): boolean {
  return indexes.some(({ keys }) => columns.every((column) => keys.slice(0, columns.length).some((key) => key.column === column)));
}
