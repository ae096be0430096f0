import { parsePythonFile } from '../../documents/python.ts';
import type { PythonCall, PythonExpression, PythonStatement } from '../../documents/python-tree.ts';
import { parseSql } from '../../documents/sql.ts';
import { everyStatement, ownExpressions, withParts } from '../../code/python/walk.ts';
import type { TableIndex } from '../../model/facts/tables.ts';
import { indexOf, keysOf, wholeName } from '../../model/schema/parts.ts';
import type { SchemaOperation } from '../../model/schema/operations.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { argument, columnOf, indexKeys, isTrue, nameOf, placeIn, textOf, textsOf } from './alembic-calls.ts';
import { inOrder, type Revision } from './alembic-order.ts';
import { sqlOperations } from './sql-operations.ts';

const UNREAD: readonly SchemaOperation[] = [{ kind: 'unread', table: undefined }];

/** What the revisions of an Alembic folder change, oldest first. */
export async function alembicOperations(files: readonly SourceFile[]): Promise<readonly SchemaOperation[]> {
  const revisions: (Revision & { readonly operations: readonly SchemaOperation[] })[] = [];
  for (const file of files) {
    const parsed = await parsePythonFile(file);
    if (!parsed.ok) continue;
    const { body } = parsed.document;
    const upgrade = body.find((each) => each.kind === 'function' && each.name === 'upgrade');
    const operations = upgrade?.kind === 'function' ? await operationsIn(upgrade.body, file) : [];
    revisions.push({ revision: assigned(body, 'revision')[0], before: assigned(body, 'down_revision'), operations });
  }
  return inOrder(revisions).flatMap(({ operations }) => operations);
}

function assigned(body: readonly PythonStatement[], name: string): readonly string[] {
  for (const statement of body) {
    if (statement.kind !== 'assign' || !statement.targets.some((target) => target.kind === 'name' && target.name === name)) continue;
    return statement.value?.kind === 'string' ? [statement.value.value] : textsOf(statement.value) ?? [];
  }
  return [];
}

async function operationsIn(body: readonly PythonStatement[], file: SourceFile): Promise<readonly SchemaOperation[]> {
  const found: SchemaOperation[] = [];
  const batches = new Map<string, string | undefined>();
  for (const statement of everyStatement(body)) {
    if (statement.kind === 'with') {
      for (const { value, name } of statement.items) if (name !== undefined && value.kind === 'call' && nameOf(value) === 'batch_alter_table') batches.set(name, textOf(argument(value, 0, 'table_name')));
    }
    for (const expression of ownExpressions(statement)) {
      for (const part of withParts(expression)) if (part.kind === 'call') found.push(...await operationsOf(part, file, batches));
    }
  }
  return found;
}

async function operationsOf(call: PythonCall, file: SourceFile, batches: ReadonlyMap<string, string | undefined>): Promise<readonly SchemaOperation[]> {
  const { callee } = call;
  if (callee.kind !== 'attribute') return [];
  if (callee.name === 'execute') return executed(call.arguments[0]?.value, file);
  const read = STEPS[callee.name];
  if (read === undefined) return [];
  const isBatch = callee.object.kind === 'name' && batches.has(callee.object.name);
  const batch = callee.object.kind === 'name' ? batches.get(callee.object.name) : undefined;
  const { table, name = 'table_name' } = TABLES[callee.name] ?? { table: 1 };
  // Behind batch_alter_table the table is left out of the arguments.
  const at = (position: number, keyword: string) => argument(call, isBatch && position > table ? position - 1 : position, keyword);
  return read({ call, file, at, table: isBatch ? batch : textOf(at(table, name)) });
}

/** One call on `op`, or on what batch_alter_table gives. */
interface Step {
  readonly call: PythonCall;
  readonly file: SourceFile;
  /** The argument at a position, as `op` counts them. */
  readonly at: (position: number, name: string) => PythonExpression | undefined;
  readonly table: string | undefined;
}

/** Where the name of the table stands: behind that of the index or constraint, unless said here. */
const TABLES: Readonly<Record<string, { readonly table: number; readonly name?: string }>> = {
  create_table: { table: 0 }, drop_table: { table: 0 }, add_column: { table: 0 }, drop_column: { table: 0 }, rename_table: { table: 0, name: 'old_table_name' },
  create_foreign_key: { table: 1, name: 'source_table' },
};

/** https://alembic.sqlalchemy.org/en/latest/ops.html */
const STEPS: Readonly<Record<string, (step: Step) => readonly SchemaOperation[]>> = {
  create_table: ({ call, file, table }) => (table === undefined ? UNREAD : [createdTable(call, table, file)]),
  drop_table: ({ table }) => (table === undefined ? [] : [{ kind: 'drop-table', table }]),
  rename_table: ({ table, at }) => named(table, textOf(at(1, 'new_table_name')), (own, to) => ({ kind: 'rename-table', table: own, to })),
  create_index: ({ call, file, table, at }) => createdIndex(call, table, at(2, 'columns'), file),
  drop_index: ({ call }) => named('', textOf(argument(call, 0, 'index_name')), (_, name) => ({ kind: 'drop-index', name })),
  create_unique_constraint: (step) => keyAdded(step, 'unique'),
  create_primary_key: (step) => keyAdded(step, 'primary'),
  create_foreign_key: ({ call, file, table, at }) => foreignKey(call, table, { columns: at(3, 'local_cols'), target: at(2, 'referent_table') }, file),
  drop_constraint: ({ call, table }) => named(table, textOf(argument(call, 0, 'constraint_name')), (own, name) => ({ kind: 'drop-constraint', table: own, name })),
  add_column: ({ file, table, at }) => addedColumn(at(1, 'column'), table, file),
  drop_column: ({ table, at }) => named(table, textOf(at(1, 'column_name')), (own, column) => ({ kind: 'drop-column', table: own, column })),
};

/** The step of a table and a name, where both are written down. */
function named(table: string | undefined, name: string | undefined, make: (table: string, name: string) => SchemaOperation): readonly SchemaOperation[] {
  return table === undefined || name === undefined ? [] : [make(table, name)];
}

/** `op.execute("CREATE INDEX ...")`; a text that is put together while it runs may hold one too. */
async function executed(given: PythonExpression | undefined, file: SourceFile): Promise<readonly SchemaOperation[]> {
  if (given === undefined) return [];
  const text = textOf(given);
  const written = file.text.slice(given.range.start, given.range.end);
  if (!/\bindex\b|\bunique\b|\btable\b|\bprimary\b/i.test(written)) return [];
  if (text === undefined) return /\bindex\b/i.test(written) ? UNREAD : [];
  const operations = sqlOperations(await parseSql(text), { file, base: 0, source: 'alembic', text });
  return operations.map((operation) => (operation.kind === 'add-index' ? { ...operation, index: { ...operation.index, at: placeIn(file, given) } } : operation));
}

function createdTable(call: PythonCall, name: string, file: SourceFile): SchemaOperation {
  const items = call.arguments.slice(1).flatMap(({ value }) => (value.kind === 'call' ? [value] : []));
  const columns = items.flatMap((item) => columnOf(item, name, file) ?? []);
  const keys = columns.filter(({ isKey }) => isKey).map(({ column }) => column.name);
  const at = placeIn(file, call.callee);
  const primary = keys.length === 0 ? [] : [indexOf('alembic', at, keysOf(keys), { kind: 'primary', isConstraint: true, name: wholeName(`${name}_pkey`) })];
  const constraints = items.flatMap((item): readonly TableIndex[] => {
    const kind = { PrimaryKeyConstraint: 'primary', UniqueConstraint: 'unique' }[nameOf(item)];
    if (kind !== 'primary' && kind !== 'unique') return [];
    const own = item.arguments.filter((each) => each.name === undefined).flatMap(({ value }) => textOf(value) ?? []);
    return [indexOf('alembic', placeIn(file, item), keysOf(own), { kind, isConstraint: true, name: textOf(argument(item, undefined, 'name')) ?? wholeName(kind === 'primary' ? `${name}_pkey` : [name, ...own, 'key'].join('_')) })];
  });
  const foreignKeys = items.flatMap((item) => {
    const own = nameOf(item) === 'ForeignKeyConstraint' ? textsOf(argument(item, 0, 'columns')) : undefined;
    return own === undefined ? [] : [{ at: placeIn(file, item), columns: own, table: textsOf(argument(item, 1, 'refcolumns'))?.[0]?.split('.').at(-2), isConstraint: true, name: textOf(argument(item, undefined, 'name')), source: 'alembic' as const }];
  });
  return {
    kind: 'create-table', table: {
      at: { ...at, value: `create_table ${name}` }, name, database: undefined, columns: columns.map(({ column }) => column), source: 'alembic', isComplete: !call.arguments.some(({ splat }) => splat !== ''),
      indexes: [...primary, ...columns.flatMap(({ indexes }) => indexes), ...constraints], foreignKeys: [...columns.flatMap((each) => each.foreignKeys), ...foreignKeys],
    },
  };
}

function createdIndex(call: PythonCall, table: string | undefined, columns: PythonExpression | undefined, file: SourceFile): readonly SchemaOperation[] {
  const keys = indexKeys(columns);
  if (table === undefined) return UNREAD;
  if (keys === undefined) return [{ kind: 'unread', table }];
  const where = argument(call, undefined, 'postgresql_where');
  return [{
    kind: 'add-index', table, index: indexOf('alembic', placeIn(file, call), keys, {
      name: textOf(argument(call, 0, 'index_name')), kind: isTrue(argument(call, undefined, 'unique')) ? 'unique' : 'plain', method: textOf(argument(call, undefined, 'postgresql_using')),
      predicate: where === undefined ? undefined : textOf(where) ?? file.text.slice(where.range.start, where.range.end), included: textsOf(argument(call, undefined, 'postgresql_include')) ?? [],
    }),
  }];
}

function keyAdded({ call, file, table, at }: Step, kind: 'unique' | 'primary'): readonly SchemaOperation[] {
  const names = textsOf(at(2, 'columns'));
  if (table === undefined) return UNREAD;
  if (names === undefined) return [{ kind: 'unread', table }];
  const name = textOf(argument(call, 0, 'constraint_name')) ?? wholeName(kind === 'primary' ? `${table}_pkey` : [table, ...names, 'key'].join('_'));
  return [{ kind: 'add-index', table, index: indexOf('alembic', placeIn(file, call), keysOf(names), { kind, isConstraint: true, name }) }];
}

function foreignKey(call: PythonCall, table: string | undefined, { columns, target }: { readonly columns: PythonExpression | undefined; readonly target: PythonExpression | undefined }, file: SourceFile): readonly SchemaOperation[] {
  const names = textsOf(columns);
  if (table === undefined || names === undefined) return [];
  return [{ kind: 'add-foreign-key', table, key: { at: placeIn(file, call), columns: names, table: textOf(target), isConstraint: true, name: textOf(argument(call, 0, 'constraint_name')), source: 'alembic' } }];
}

function addedColumn(given: PythonExpression | undefined, table: string | undefined, file: SourceFile): readonly SchemaOperation[] {
  const read = given?.kind === 'call' && table !== undefined ? columnOf(given, table, file) : undefined;
  if (read === undefined || table === undefined) return [];
  return [{ kind: 'add-column', table, column: read.column }, ...read.indexes.map((index) => ({ kind: 'add-index' as const, table, index })),
    ...read.foreignKeys.map((key) => ({ kind: 'add-foreign-key' as const, table, key }))];
}
