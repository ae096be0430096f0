import type { CallExpression, Node } from '@oxc-project/types';
import { parseSql } from '../../documents/sql.ts';
import { parseTypeScript } from '../../documents/typescript.ts';
import { declared } from '../../model/fact.ts';
import { indexOf, keysOf } from '../../model/schema/parts.ts';
import type { SchemaOperation } from '../../model/schema/operations.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { knexOperations } from './knex-table.ts';
import { callsGoingUp, isTrue, methodOf, textOf, textsOf, valueIn } from './script-nodes.ts';
import { sqlOperations } from './sql-operations.ts';

const TABLES = new Set(['createTable', 'createTableIfNotExists', 'alterTable', 'table']);

/** What migrations in JavaScript change: Knex's builder, Sequelize's query interface, TypeORM's runner, and SQL in texts. */
export async function scriptOperations(files: readonly SourceFile[]): Promise<readonly SchemaOperation[]> {
  const lists: (readonly SchemaOperation[])[] = [];
  for (const file of files) {
    const parsed = await parseTypeScript(file.path, file.text);
    if (!parsed.ok) continue;
    for (const call of callsGoingUp(parsed.document)) lists.push(await operationsOf(call, file));
  }
  return lists.flat();
}

async function operationsOf(call: CallExpression, file: SourceFile): Promise<readonly SchemaOperation[]> {
  const method = methodOf(call);
  const [first, second, third] = call.arguments as readonly (Node | undefined)[];
  if (method === 'query' || method === 'raw' || method === 'unsafe' || method === 'execute') return ofText(first, file);
  if (TABLES.has(method)) return knexOperations(call, file);
  if (/^dropTable(?:IfExists)?$/.test(method)) { const table = textOf(first); return table === undefined ? [] : [{ kind: 'drop-table', table }]; }
  if (method === 'addIndex') return added(call, file, textOf(first), textsOf(second) ?? textsOf(valueIn(second, 'fields')) ?? textsOf(valueIn(second, 'columnNames')), second?.type === 'ObjectExpression' ? second : third);
  if (method === 'removeIndex' || method === 'dropIndex') { const name = textOf(second); return name === undefined ? [] : [{ kind: 'drop-index', name }]; }
  if (method !== 'createIndex') return [];
  // `queryRunner.createIndex('a', new TableIndex({ columnNames: ['b'] }))`
  const options = second?.type === 'NewExpression' ? second.arguments[0] as Node | undefined : second;
  return added(call, file, textOf(first), textsOf(valueIn(options, 'columnNames')) ?? textsOf(second), options);
}

function added(call: CallExpression, file: SourceFile, table: string | undefined, columns: readonly string[] | undefined, options: Node | undefined): readonly SchemaOperation[] {
  if (table === undefined || columns === undefined) return [{ kind: 'unread', table }];
  const { start, end } = call;
  const at = declared('schema.index', file.text.slice(start, Math.min(end, start + 120)).replaceAll(/\s+/g, ' '), file, { start, end });
  const where = valueIn(options, 'where');
  return [{ kind: 'add-index', table, index: indexOf('sql', at, keysOf(columns), {
    name: textOf(valueIn(options, 'name')), kind: isTrue(valueIn(options, 'unique')) || isTrue(valueIn(options, 'isUnique')) ? 'unique' : 'plain', method: textOf(valueIn(options, 'using')),
    predicate: where === undefined ? undefined : file.text.slice(where.start, where.end),
  }) }];
}

/** SQL of a text that stands there whole; one that is put together may make an index of any table. */
async function ofText(node: Node | undefined, file: SourceFile): Promise<readonly SchemaOperation[]> {
  if (node === undefined) return [];
  const written = file.text.slice(node.start, node.end);
  if (!/\b(?:create|drop|alter)\b/i.test(written)) return [];
  const text = textOf(node);
  if (text === undefined) return /\bindex\b/i.test(written) ? [{ kind: 'unread', table: undefined }] : [];
  const at = declared('schema.index', text.trim().split('\n', 1)[0] ?? '', file, { start: node.start, end: node.end });
  return sqlOperations(await parseSql(text), { file, base: 0, source: 'sql', text }).map((operation) => placedAt(operation, at));
}

/** Offsets of SQL in a text are not those of the file: the whole text is the place. */
function placedAt(operation: SchemaOperation, at: ReturnType<typeof declared<string>>): SchemaOperation {
  switch (operation.kind) {
    case 'add-index': return { ...operation, index: { ...operation.index, at } };
    case 'add-foreign-key': return { ...operation, key: { ...operation.key, at } };
    case 'create-table': {
      const { table } = operation;
      return { ...operation, table: { ...table, at, columns: table.columns.map((each) => ({ ...each, at })), indexes: table.indexes.map((each) => ({ ...each, at })), foreignKeys: table.foreignKeys.map((each) => ({ ...each, at })) } };
    }
    default: return operation;
  }
}
