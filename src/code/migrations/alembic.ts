import type { PythonStatement } from '../../documents/python-tree.ts';
import { neutralSql } from '../../documents/sql-placeholders.ts';
import { declared } from '../../model/fact.ts';
import type { SqlAction, SqlUse, StatementMigration } from '../../model/facts/statements.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { literalText } from '../python/literal-text.ts';
import type { CallSite, PythonFile } from '../python/python-file.ts';
import { everyStatement } from '../python/walk.ts';
import { readSqlText } from '../sql/sql-text.ts';
import { argumentOf, calledName, isTrue, readPythonMigration, stringOf, stringsOf } from './python-calls.ts';

type With = Extract<PythonStatement, { readonly kind: 'with' }>;

/** What all statements of a migration share. */
interface Reading {
  readonly file: SourceFile;
  readonly migration: StatementMigration;
  readonly database: SqlUse['database'];
  readonly withs: readonly With[];
  /** Where a COMMIT ends the transaction that Alembic opened. */
  readonly committed: number;
  /** env.py runs all outside of a transaction, or nobody can tell. */
  readonly standard: SqlUse['transaction'];
}

/** The statements of `upgrade()` of an Alembic migration. */
export async function alembicStatements(file: SourceFile, migration: StatementMigration, { database, standard }: Pick<Reading, 'database' | 'standard'>): Promise<readonly SqlUse[]> {
  const read = await readPythonMigration(file);
  if (read === undefined) return [];
  const withs = [...everyStatement(read.tree.body)].filter((each): each is With => each.kind === 'with');
  const sites = read.calls.filter(({ place: { chain } }) => chain[0]?.kind === 'function' && chain[0].name === 'upgrade');
  const reading: Reading = { file, migration, database, withs, standard, committed: committedAt(sites) };
  const uses: SqlUse[] = [];
  for (const site of sites) uses.push(...await statementsOf(site, read, reading));
  return uses;
}

/** `op.execute("COMMIT")`. */
function committedAt(sites: readonly CallSite[]): number {
  const site = sites.find(({ call }) => calledName(call) === 'execute' && /^\s*commit\s*;?\s*$/i.test(stringOf(argumentOf(call, 'sqltext', 0)) ?? ''));
  return site?.call.range.end ?? Number.POSITIVE_INFINITY;
}

async function statementsOf(site: CallSite, { source }: PythonFile, reading: Reading): Promise<readonly SqlUse[]> {
  const { call } = site;
  const name = calledName(call);
  const around = aroundOf(site, reading);
  if (name === 'execute') {
    const [first] = call.arguments;
    const inner = first?.value.kind === 'call' ? first.value.arguments[0]?.value : first?.value;
    const literal = inner === undefined ? undefined : literalText(inner, source);
    if (literal === undefined) return [];
    const { migration, database } = reading;
    return readSqlText({
      sql: neutralSql(literal.text, ['colon']), file: source, range: call.range, start: literal.start, pieces: literal.pieces, isSplit: false, migration, database,
      scope: 'script', within: 'upgrade', block: site.place.chain.at(-1)?.range.start, inLoop: site.inLoop, library: 'alembic', ...around,
    });
  }
  const does = operation(site, reading);
  if (does === undefined) return [];
  const at = declared('sql.statement', source.text.slice(call.range.start, call.range.end).replaceAll(/\s+/g, ' ').slice(0, 160), source, call.range);
  const { migration, database } = reading;
  return [{ at, does, migration, database, scope: 'script', within: 'upgrade', block: site.place.chain.at(-1)?.range.start, inLoop: site.inLoop, library: 'alembic', text: at, shared: 1, ...around }];
}

/** `op.create_index(...)`, `op.create_table(...)`, also through `op.batch_alter_table`. */
function operation({ call }: CallSite, { withs }: Reading): SqlAction | undefined {
  const { callee } = call;
  if (callee.kind !== 'attribute' || callee.object.kind !== 'name') return undefined;
  const owner = callee.object.name;
  const batch = withs.flatMap(({ items }) => items).find(({ name, value }) => name === owner && value.kind === 'call' && calledName(value) === 'batch_alter_table')?.value;
  if (callee.name === 'create_table') {
    const table = stringOf(argumentOf(call, 'table_name', 0));
    return table === undefined ? undefined : { kind: 'create-table', table, columns: [], keys: [], partitionedBy: undefined, form: 'plain' };
  }
  if (callee.name !== 'create_index') return undefined;
  const table = batch?.kind === 'call' ? stringOf(argumentOf(batch, 'table_name', 0)) : stringOf(argumentOf(call, 'table_name', 1));
  if (table === undefined) return undefined;
  const named = argumentOf(call, 'index_name', 0);
  const name = named?.kind === 'call' ? stringOf(named.arguments[0]?.value) : stringOf(named);
  return {
    kind: 'create-index', name, table, unique: isTrue(call, 'unique'), concurrently: isTrue(call, 'postgresql_concurrently'), ifNotExists: isTrue(call, 'if_not_exists'),
    keys: stringsOf(argumentOf(call, 'columns', batch === undefined ? 2 : 1)), included: stringsOf(argumentOf(call, 'postgresql_include')).filter((each) => each !== undefined),
    isPartial: argumentOf(call, 'postgresql_where') !== undefined, only: false,
  };
}

/** A migration runs in a transaction, but for what stands in `autocommit_block()` or behind a COMMIT. */
function aroundOf({ call: { range } }: CallSite, { withs, committed, standard }: Reading): Pick<SqlUse, 'transaction' | 'openedBy'> {
  const isOutside = range.start >= committed || withs.some((each) => each.range.start < range.start && range.end <= each.range.end
    && each.items.some(({ value }) => value.kind === 'call' && calledName(value) === 'autocommit_block'));
  if (isOutside) return { transaction: 'no', openedBy: undefined };
  return { transaction: standard, openedBy: standard === 'yes' ? 'Alembic' : undefined };
}
