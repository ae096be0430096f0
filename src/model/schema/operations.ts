import type { ForeignKey, Table, TableColumn, TableIndex } from '../facts/tables.ts';

/** One step of a migration, as far as it changes tables, keys and indexes. Names are those of the database. */
export type SchemaOperation =
  | { readonly kind: 'create-table'; readonly table: Table }
  | { readonly kind: 'drop-table'; readonly table: string }
  | { readonly kind: 'rename-table'; readonly table: string; readonly to: string }
  | { readonly kind: 'add-column'; readonly table: string; readonly column: TableColumn }
  | { readonly kind: 'drop-column'; readonly table: string; readonly column: string }
  | { readonly kind: 'rename-column'; readonly table: string; readonly column: string; readonly to: string }
  | { readonly kind: 'add-index'; readonly table: string; readonly index: TableIndex }
  | { readonly kind: 'drop-index'; readonly name: string }
  | { readonly kind: 'add-foreign-key'; readonly table: string; readonly key: ForeignKey }
  /** A primary key, unique constraint or foreign key. */
  | { readonly kind: 'drop-constraint'; readonly table: string; readonly name: string }
  /** Something with indexes that only a run would tell: of one table, or of any. */
  | { readonly kind: 'unread'; readonly table: string | undefined };

/** What migrations leave behind. */
export interface MigratedSchema {
  readonly tables: readonly Table[];
  /** Indexes of tables that no migration creates: models or somebody else do. */
  readonly loose: readonly { readonly table: string; readonly index: TableIndex }[];
  /** Names of indexes that were dropped, and not made again. */
  readonly dropped: ReadonlySet<string>;
  /** True where a step that could not be read may have made an index of any table. */
  readonly isOpen: boolean;
}

interface State {
  readonly tables: Map<string, Table>;
  loose: { readonly table: string; readonly index: TableIndex }[];
  readonly dropped: Set<string>;
  isOpen: boolean;
}

/** Runs through the steps of migrations in their order. */
export function migrated(operations: Iterable<SchemaOperation>): MigratedSchema {
  const state: State = { tables: new Map(), loose: [], dropped: new Set(), isOpen: false };
  for (const operation of operations) apply(state, operation);
  return { ...state, tables: [...state.tables.values()] };
}

function apply(state: State, operation: SchemaOperation): void {
  const { tables } = state;
  switch (operation.kind) {
    case 'create-table': return createTable(state, operation.table);
    case 'drop-table':
      tables.delete(operation.table);
      state.loose = state.loose.filter(({ table }) => table !== operation.table);
      return;
    case 'rename-table': {
      const table = tables.get(operation.table);
      tables.delete(operation.table);
      if (table !== undefined) tables.set(operation.to, { ...table, name: operation.to });
      return;
    }
    case 'add-index': return addIndex(state, operation.table, operation.index);
    case 'drop-index': return dropIndex(state, operation.name);
    case 'unread':
      if (operation.table === undefined) state.isOpen = true;
      else change(state, operation.table, (table) => ({ ...table, isComplete: false }));
      return;
    default: change(state, operation.table, (table) => changed(table, operation));
  }
}

/** A second `CREATE TABLE IF NOT EXISTS` changes nothing, but may be what somebody else's database was made by: both count. */
function createTable(state: State, table: Table): void {
  const before = state.tables.get(table.name);
  const loose = state.loose.filter((each) => each.table === table.name).map(({ index }) => index);
  state.loose = state.loose.filter((each) => each.table !== table.name);
  const all = [...(before?.indexes ?? []), ...table.indexes, ...loose];
  state.tables.set(table.name, before === undefined ? { ...table, indexes: all } : { ...before, indexes: withoutDoubles(all) });
}

const withoutDoubles = (indexes: readonly TableIndex[]): readonly TableIndex[] =>
  indexes.filter((index, at) => indexes.findIndex((other) => (index.name === undefined ? isSameIndex(other, index) : other.name === index.name)) === at);

function change(state: State, name: string, make: (table: Table) => Table): void {
  const table = state.tables.get(name);
  if (table !== undefined) state.tables.set(name, make(table));
}

function addIndex(state: State, name: string, index: TableIndex): void {
  if (index.name !== undefined) state.dropped.delete(index.name);
  const table = state.tables.get(name);
  if (table === undefined) state.loose.push({ table: name, index });
  else if (index.name === undefined || !table.indexes.some((each) => each.name === index.name)) state.tables.set(name, { ...table, indexes: [...table.indexes, index] });
}

function dropIndex(state: State, name: string): void {
  state.dropped.add(name);
  state.loose = state.loose.filter(({ index }) => index.name !== name);
  for (const [key, table] of state.tables) {
    if (table.indexes.some((index) => index.name === name)) state.tables.set(key, { ...table, indexes: table.indexes.filter((index) => index.name !== name) });
  }
}

type TableChange = Extract<SchemaOperation, { readonly kind: 'add-column' | 'drop-column' | 'rename-column' | 'add-foreign-key' | 'drop-constraint' }>;

function changed(table: Table, operation: TableChange): Table {
  switch (operation.kind) {
    case 'add-column': return { ...table, columns: [...table.columns, operation.column] };
    case 'add-foreign-key': return { ...table, foreignKeys: [...table.foreignKeys, operation.key] };
    case 'drop-constraint': return {
      ...table, indexes: table.indexes.filter(({ name }) => name !== operation.name), foreignKeys: table.foreignKeys.filter(({ name }) => name !== operation.name),
    };
    case 'drop-column': return withoutColumn(table, operation.column);
    case 'rename-column': return renamedColumn(table, operation.column, operation.to);
  }
}

/** PostgreSQL drops the indexes and constraints that a column is part of along with it. https://www.postgresql.org/docs/current/sql-altertable.html */
function withoutColumn(table: Table, column: string): Table {
  return {
    ...table, columns: table.columns.filter(({ name }) => name !== column), foreignKeys: table.foreignKeys.filter(({ columns }) => !columns.includes(column)),
    indexes: table.indexes.filter(({ keys, included }) => !keys.some((key) => key.column === column) && !included.includes(column)),
  };
}

function renamedColumn(table: Table, from: string, to: string): Table {
  const name = (column: string) => (column === from ? to : column);
  return {
    ...table, columns: table.columns.map((column) => ({ ...column, name: name(column.name) })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(name) })),
    indexes: table.indexes.map((index) => ({ ...index, keys: index.keys.map((key) => (key.column === undefined ? key : { ...key, column: name(key.column) })), included: index.included.map(name) })),
  };
}

/** True for two indexes that hold the same rows under the same key: order of the sort and name aside. */
export function isSameIndex(a: TableIndex, b: TableIndex): boolean {
  return a.method === b.method && a.predicate === b.predicate && a.keys.length === b.keys.length
    && a.keys.every((key, at) => key.column === b.keys[at]?.column && key.expression === b.keys[at]?.expression && key.operatorClass === b.keys[at]?.operatorClass);
}
