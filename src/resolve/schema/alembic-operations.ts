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
  const isBatch = callee.object.kind === 'name' && batches.has(callee.object.name);
  const batch = isBatch && callee.object.kind === 'name' ? batches.get(callee.object.name) : undefined;
  const at = (position: number, name: string) => argument(call, position > 0 && isBatch ? position - 1 : position, name);
  const table = isBatch ? batch : textOf(at(callee.name === 'create_table' || callee.name === 'drop_table' || callee.name === 'add_column' || callee.name === 'drop_column' ? 0 : 1, callee.name === 'create_foreign_key' ? 'source_table' : 'table_name'));
  switch (callee.name) {
    case 'create_table': return table === undefined ? UNREAD : [createdTable(call, table, file)];
    case 'drop_table': return table === undefined ? [] : [{ kind: 'drop-table', table }];
    case 'rename_table': { const [from, to] = [textOf(at(0, 'old_table_name')), textOf(at(1, 'new_table_name'))]; return from === undefined || to === undefined ? [] : [{ kind: 'rename-table', table: from, to }]; }
    case 'create_index': return createdIndex(call, table, at(2, 'columns'), file);
    case 'drop_index': { const name = textOf(argument(call, 0, 'index_name')); return name === undefined ? [] : [{ kind: 'drop-index', name }]; }
    case 'create_unique_constraint': return unique(call, table, at(2, 'columns'), file);
    case 'create_primary_key': return unique(call, table, at(2, 'columns'), file, 'primary');
    case 'create_foreign_key': return foreignKey(call, table, { columns: at(3, 'local_cols'), target: at(2, 'referent_table') }, file);
    case 'drop_constraint': { const name = textOf(argument(call, 0, 'constraint_name')); return name === undefined || table === undefined ? [] : [{ kind: 'drop-constraint', table, name }]; }
    case 'add_column': return addedColumn(argument(call, isBatch ? 0 : 1, 'column'), table, file);
    case 'drop_column': { const column = textOf(argument(call, isBatch ? 0 : 1, 'column_name')); return column === undefined || table === undefined ? [] : [{ kind: 'drop-column', table, column }]; }
    default: return [];
  }
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

function unique(call: PythonCall, table: string | undefined, columns: PythonExpression | undefined, file: SourceFile, kind: 'unique' | 'primary' = 'unique'): readonly SchemaOperation[] {
  const names = textsOf(columns);
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
