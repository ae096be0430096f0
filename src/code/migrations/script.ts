import type { CallExpression, Node, ObjectExpression, Program } from '@oxc-project/types';
import { neutralSql, type PlaceholderStyle } from '../../documents/sql-placeholders.ts';
import { parseTypeScript, walk, type SyntaxNode } from '../../documents/typescript.ts';
import { declared } from '../../model/fact.ts';
import type { CreateIndex, SqlAction, SqlUse, StatementMigration } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { readSqlText } from '../sql/sql-text.ts';
import { dottedName, isOff, isOn, nameOf, namesOf, optionsOf, propertyOf, scriptText } from './script-tree.ts';

/** Calls that send a text of SQL, and how they write placeholders. */
const SENDERS = /(^|\.)(knex\.raw|schema\.raw|trx\.raw|db\.raw|queryRunner\.query|sequelize\.query|pgm\.sql|pgm\.db\.query)$/;
const STYLES: readonly PlaceholderStyle[] = ['question', 'colon'];

type Around = Pick<SqlUse, 'transaction' | 'openedBy'>;

const UNKNOWN: Around = { transaction: 'unknown', openedBy: undefined };

/** The statements of `up` of a migration in JavaScript or TypeScript: SQL, and what builds indexes and tables. */
export async function scriptStatements(
  file: SourceFile, migration: StatementMigration, { database, isSetElsewhere }: { readonly database: SqlUse['database']; readonly isSetElsewhere: boolean },
): Promise<readonly SqlUse[]> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return [];
  const up = upRange(parsed.document);
  if (up === undefined) return [];
  const calls = callsIn(parsed.document, up);
  const around = isSetElsewhere ? () => UNKNOWN : aroundOf(parsed.document, file, calls, migration);
  const uses: SqlUse[] = [];
  for (const call of calls) {
    const shared = { migration, database, scope: 'script', within: 'up', block: up.start, inLoop: false, library: migration.tool, ...around(call) } as const;
    const name = dottedName(call.callee) ?? '';
    const literal = SENDERS.test(name) ? scriptText(call.arguments[0], file.text) : undefined;
    if (literal !== undefined) {
      uses.push(...await readSqlText({ ...shared, sql: neutralSql(literal.text, STYLES), file, range: call, start: literal.start, pieces: literal.pieces, isSplit: false }));
      continue;
    }
    const does = operation(call, name) ?? builtIndex(call, calls);
    const at = declared('sql.statement', file.text.slice(call.start, call.end).replaceAll(/\s+/g, ' ').slice(0, 160), file, { start: call.start, end: call.end });
    if (does !== undefined) uses.push({ at, does, text: at, shared: 1, ...shared });
  }
  return uses;
}

/** `exports.up = ...`, `export async function up`, `async up(queryRunner)`, `module.exports = { up }`. */
function upRange(tree: Program): Range | undefined {
  let found: Range | undefined;
  walk(tree, (each) => {
    const node = each as Node;
    const isUp = (node.type === 'FunctionDeclaration' && node.id?.name === 'up')
      || ((node.type === 'MethodDefinition' || node.type === 'Property' || node.type === 'PropertyDefinition') && node.key.type === 'Identifier' && node.key.name === 'up')
      || (node.type === 'AssignmentExpression' && /(^|\.)up$/.test(dottedName(node.left) ?? ''))
      || (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === 'up');
    if (isUp) found ??= { start: node.start, end: node.end };
  });
  return found;
}

function callsIn(tree: SyntaxNode, { start, end }: Range): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  walk(tree, (node) => {
    if (node.type === 'CallExpression' && node.start >= start && node.end <= end) calls.push(node as unknown as CallExpression);
  });
  return calls.sort((a, b) => a.start - b.start);
}

/**
 * Knex, TypeORM and node-pg-migrate open a transaction for each migration unless it says otherwise, Sequelize opens none.
 * https://knexjs.org/guide/migrations.html#transactions-in-migrations, https://typeorm.io/docs/migrations/extra/#transaction-modes,
 * https://salsita.github.io/node-pg-migrate/migrations/migrations#migrations-transactions
 */
function aroundOf(tree: Program, { text }: SourceFile, calls: readonly CallExpression[], { tool }: StatementMigration): (call: CallExpression) => Around {
  const outside: Around = { transaction: 'no', openedBy: undefined };
  const ended = calls.find(({ callee }) => /\.(commitTransaction|noTransaction)$/.test(dottedName(callee) ?? ''));
  switch (tool) {
    case 'knex': return () => (isSwitchedOff(tree) ? outside : { transaction: 'yes', openedBy: 'Knex' });
    case 'typeorm': return (call) => (isSwitchedOff(tree) || (ended !== undefined && call.start > ended.start) ? outside : { transaction: 'yes', openedBy: 'TypeORM' });
    case 'node-pg-migrate': return () => (ended === undefined ? { transaction: 'yes', openedBy: 'node-pg-migrate' } : outside);
    default: return () => (/\btransaction\b/.test(text) ? UNKNOWN : outside);
  }
}

/** `exports.config = { transaction: false }`, `export const config = { transaction: false }`, `transaction = false` of a class. */
function isSwitchedOff(tree: Program): boolean {
  let found = false;
  walk(tree, (each) => {
    const node = each as Node;
    if (node.type === 'PropertyDefinition' && node.key.type === 'Identifier' && node.key.name === 'transaction' && isOff(node.value ?? undefined)) found = true;
    const config = node.type === 'AssignmentExpression' && /(^|\.)config$/.test(dottedName(node.left) ?? '') ? node.right
      : (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.id.name === 'config') || (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'config')
        ? (node.type === 'Property' ? node.value : node.init) : undefined;
    if (config?.type === 'ObjectExpression' && isOff(propertyOf(config as ObjectExpression, 'transaction'))) found = true;
  });
  return found;
}

/** Builders of Sequelize, node-pg-migrate and TypeORM. */
function operation(call: CallExpression, name: string): SqlAction | undefined {
  const [first, second] = call.arguments;
  const table = nameOf(first);
  if (table === undefined) return undefined;
  if (/(^|\.)(queryInterface\.createTable|pgm\.createTable|schema\.createTable)$/.test(name)) return { kind: 'create-table', table, columns: [], keys: [], partitionedBy: undefined, form: 'plain' };
  const options = optionsOf(call);
  if (/(^|\.)(queryInterface\.addIndex|pgm\.createIndex|pgm\.addIndex)$/.test(name)) {
    const fields = second?.type === 'ObjectExpression' ? propertyOf(second, 'fields') : second;
    const named = options === undefined ? undefined : nameOf(propertyOf(options, 'name'));
    return index({ name: named, table, keys: namesOf(fields), unique: isOn(options, 'unique'), concurrently: isOn(options, 'concurrently'), ifNotExists: isOn(options, 'ifNotExists'), isPartial: options !== undefined && propertyOf(options, 'where') !== undefined });
  }
  return undefined;
}

/** `table.index(['a'])` in the callback of Knex's `alterTable`. */
function builtIndex(call: CallExpression, calls: readonly CallExpression[]): SqlAction | undefined {
  const [owner, method] = (dottedName(call.callee) ?? '').split('.');
  if (method !== 'index' && method !== 'unique') return undefined;
  const around = calls.find(({ callee, start, end, arguments: given }) => {
    const [, callback] = given;
    return start < call.start && call.end < end && /(^|\.)schema\.(alterTable|table)$/.test(dottedName(callee) ?? '')
      && callback?.type === 'ArrowFunctionExpression' && callback.params[0]?.type === 'Identifier' && callback.params[0].name === owner;
  });
  const table = around === undefined ? undefined : nameOf(around.arguments[0]);
  const [fields, named] = call.arguments;
  if (table === undefined) return undefined;
  return index({ name: nameOf(named), table, keys: namesOf(fields), unique: method === 'unique', concurrently: false, ifNotExists: false, isPartial: false });
}

function index(given: Omit<CreateIndex, 'kind' | 'included' | 'only'>): CreateIndex {
  return { kind: 'create-index', included: [], only: false, ...given };
}
