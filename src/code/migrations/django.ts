import type { PythonCall, PythonClass, PythonExpression } from '../../documents/python-tree.ts';
import { neutralSql } from '../../documents/sql-placeholders.ts';
import { declared } from '../../model/fact.ts';
import type { SqlAction, SqlUse, StatementMigration } from '../../model/facts/statements.ts';
import { baseName, folderOf } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { literalText } from '../python/literal-text.ts';
import { readSqlText } from '../sql/sql-text.ts';
import { argumentOf, calledName, readPythonMigration, stringOf, stringsOf } from './python-calls.ts';

/** The operations of a Django migration that are about indexes, tables and SQL. */
export async function djangoStatements(file: SourceFile, migration: StatementMigration, database: SqlUse['database']): Promise<readonly SqlUse[]> {
  const read = await readPythonMigration(file);
  const type = read?.tree.body.find((each): each is PythonClass => each.kind === 'class' && each.name === 'Migration');
  if (type === undefined) return [];
  const atomic = assigned(type, 'atomic');
  const isAtomic = !(atomic?.kind === 'boolean' && !atomic.value);
  const shared = {
    migration, database, scope: 'script', within: undefined, block: undefined, inLoop: false, library: 'django',
    transaction: isAtomic ? 'yes' : 'no', openedBy: isAtomic ? 'Django' : undefined,
  } as const;
  const uses: SqlUse[] = [];
  for (const call of operationsIn(assigned(type, 'operations'))) {
    const at = declared('sql.statement', file.text.slice(call.range.start, call.range.end).replaceAll(/\s+/g, ' ').slice(0, 160), file, call.range);
    if (calledName(call) === 'RunSQL') uses.push(...await sqlOf(call, file, shared));
    const does = operation(call, baseName(folderOf(folderOf(file.path))));
    if (does !== undefined) uses.push({ at, does, text: at, shared: 1, ...shared });
  }
  return uses;
}

function assigned({ body }: PythonClass, name: string): PythonExpression | undefined {
  const found = body.find((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === name));
  return found?.kind === 'assign' ? found.value : undefined;
}

/** The operations of a list; those of SeparateDatabaseAndState that reach the database. */
function operationsIn(list: PythonExpression | undefined): readonly PythonCall[] {
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item): readonly PythonCall[] => {
    if (item.kind !== 'call') return [];
    return calledName(item) === 'SeparateDatabaseAndState' ? operationsIn(argumentOf(item, 'database_operations', 0)) : [item];
  });
}

/** On PostgreSQL alone Django does not split a text. https://docs.djangoproject.com/en/5.2/ref/migration-operations/#runsql */
async function sqlOf(call: PythonCall, file: SourceFile, shared: Omit<SqlUse, 'at' | 'does' | 'text' | 'shared'>): Promise<readonly SqlUse[]> {
  const sql = argumentOf(call, 'sql', 0);
  const parts = sql?.kind === 'list' ? sql.items : sql === undefined ? [] : [sql];
  const uses: SqlUse[] = [];
  for (const part of parts) {
    const literal = literalText(part, file);
    if (literal === undefined) continue;
    uses.push(...await readSqlText({ ...shared, sql: neutralSql(literal.text, ['percent']), file, range: call.range, start: literal.start, pieces: literal.pieces, isSplit: false }));
  }
  return uses;
}

function operation(call: PythonCall, application: string): SqlAction | undefined {
  const name = calledName(call);
  const model = stringOf(argumentOf(call, name === 'CreateModel' ? 'name' : 'model_name', 0));
  if (model === undefined) return undefined;
  const table = `${application}_${model.toLowerCase()}`;
  if (name === 'CreateModel') return { kind: 'create-table', table, columns: [], keys: [], partitionedBy: undefined, form: 'plain' };
  if (name !== 'AddIndex' && name !== 'AddIndexConcurrently') return undefined;
  const index = argumentOf(call, 'index', 1);
  const given = index?.kind === 'call' ? index : undefined;
  const list = (key: string) => (given === undefined ? [] : stringsOf(argumentOf(given, key)));
  return {
    kind: 'create-index', name: given === undefined ? undefined : stringOf(argumentOf(given, 'name')), table, unique: false, concurrently: name === 'AddIndexConcurrently',
    ifNotExists: false, keys: list('fields').map((field) => field?.replace(/^-/, '')), included: list('include').filter((each) => each !== undefined),
    isPartial: given !== undefined && argumentOf(given, 'condition') !== undefined, only: false,
  };
}
