import type { PythonExpression } from '../../documents/python-tree.ts';
import { neutralSql, type PlaceholderStyle } from '../../documents/sql-placeholders.ts';
import type { SqlText } from '../sql/sql-text.ts';
import { isSql } from '../sql/words.ts';
import { targetsOf } from './follow.ts';
import { instanceOf } from './instances.ts';
import { literalText } from './literal-text.ts';
import { externalName } from './origins.ts';
import { callsOf, type Program } from './program.ts';
import type { CallSite, PythonFile, Spot } from './python-file.ts';
import { scopeOf } from './scopes.ts';
import { everyStatement } from './walk.ts';

/** Methods that send SQL, whichever driver has them. */
const SENDERS = new Set(['execute', 'executemany', 'executescript', 'fetch', 'fetchrow', 'fetchval', 'fetch_all', 'fetch_one', 'fetch_val', 'exec_driver_sql',
  'scalar', 'scalars', 'raw', 'read_sql', 'read_sql_query', 'prepare', 'cursor', 'iterate', 'execute_values', 'execute_batch', 'stream']);

/** A driver, and how it writes placeholders. */
interface Driver {
  readonly library: string;
  readonly styles: readonly PlaceholderStyle[];
  readonly database: SqlText['database'];
  /** Whether it opens a transaction by itself. */
  readonly transaction: SqlText['transaction'];
}

const DRIVERS: readonly (readonly [RegExp, Driver])[] = [
  [/^asyncpg(\.|$)/, { library: 'asyncpg', styles: ['numbered'], database: 'postgresql', transaction: 'no' }],
  [/^(psycopg2|psycopg|psycopg_pool|aiopg)(\.|$)/, { library: 'psycopg', styles: ['percent'], database: 'postgresql', transaction: 'yes' }],
  [/^(sqlite3|aiosqlite)(\.|$)/, { library: 'sqlite', styles: ['question', 'colon'], database: 'other', transaction: 'unknown' }],
  [/^(pymysql|aiomysql|MySQLdb|mysql)(\.|$)/, { library: 'mysql', styles: ['percent'], database: 'other', transaction: 'unknown' }],
  [/^(sqlalchemy|sqlmodel|flask_sqlalchemy)(\.|$)/, { library: 'sqlalchemy', styles: ['colon'], database: 'unknown', transaction: 'yes' }],
  [/^django(\.|$)/, { library: 'django', styles: ['percent'], database: 'unknown', transaction: 'unknown' }],
  [/^databases(\.|$)/, { library: 'databases', styles: ['colon'], database: 'unknown', transaction: 'no' }],
];
const UNKNOWN: Driver = { library: 'unknown', styles: ['percent', 'colon'], database: 'unknown', transaction: 'unknown' };

/** Libraries whose name is not how they are imported. */
const NAMES: Readonly<Record<string, string>> = { sqlalchemy: 'SQLAlchemy' };

/** Texts of SQL that the program sends through a driver. */
export function pythonSqlTexts(program: Program): readonly SqlText[] {
  return [...callsOf(program)].flatMap((site): readonly SqlText[] => {
    const { callee } = site.call;
    if (callee.kind !== 'attribute' && callee.kind !== 'name') return [];
    if (!SENDERS.has(callee.name)) return [];
    const sent = sentText(program, site);
    if (sent === undefined) return [];
    const { spot, isText } = sent;
    const literal = literalText(spot.expression, spot.place.file.source);
    if (literal === undefined || !isSql(literal.text)) return [];
    const driver = driverOf(program, site, isText);
    const { scope, within } = scopeOf(program, site);
    const isElsewhere = spot.place.file !== site.place.file;
    return [{
      sql: neutralSql(literal.text, driver.styles), file: spot.place.file.source, range: isElsewhere ? spot.expression.range : site.call.range, start: literal.start, pieces: literal.pieces,
      isSplit: callee.name === 'executescript', migration: undefined, scope, within, block: site.place.chain.at(-1)?.range.start, inLoop: site.inLoop, library: driver.library, database: driver.database,
      ...transactionOf(program, site, driver),
    }];
  });
}

/** The string that is sent, through `text(...)` and through names too. */
function sentText(program: Program, { call, place }: CallSite): { readonly spot: Spot; readonly isText: boolean } | undefined {
  for (const argument of call.arguments.slice(0, 2)) {
    const targets = targetsOf(program, { expression: argument.value, place });
    const [target] = targets;
    if (target === undefined || targets.length > 1) continue;
    const inner = textArgument(program, target);
    const [settled] = inner === undefined ? [target] : targetsOf(program, inner);
    if (settled?.expression.kind === 'string' || settled?.expression.kind === 'fstring') return { spot: settled, isText: inner !== undefined };
  }
  return undefined;
}

/** What `text("...")` of SQLAlchemy is given. */
function textArgument(program: Program, { expression, place }: Spot): Spot | undefined {
  if (expression.kind !== 'call') return undefined;
  const [first] = expression.arguments;
  const isText = /^(sqlalchemy|sqlmodel)\b.*\.text$/.test(externalName(program, expression.callee, place) ?? '') || isBound(expression.callee);
  return isText && first !== undefined ? { expression: first.value, place } : undefined;
}

/** `text("...").bindparams(...)`. */
function isBound(callee: PythonExpression): boolean {
  return callee.kind === 'attribute' && callee.name === 'text' && callee.object.kind === 'name' && /^(sa|db|sqlalchemy)$/.test(callee.object.name);
}

/** The driver: of the object, of `text`, or the only one that the file imports. */
function driverOf(program: Program, { call, place }: CallSite, isText: boolean): Driver {
  if (isText) return driverNamed('sqlalchemy') ?? UNKNOWN;
  const owner = call.callee.kind === 'attribute' ? call.callee.object : undefined;
  const library = owner === undefined ? externalName(program, call.callee, place) : instanceOf(program, owner, place)?.library;
  const own = library === undefined ? undefined : driverNamed(library);
  if (own !== undefined) return own;
  const imported = new Set(importsOf(place.file).flatMap((module) => driverNamed(module) ?? []));
  if (imported.size === 1) return [...imported][0] ?? UNKNOWN;
  const installed = new Set([...program.packages].flatMap((name) => driverNamed(name.replaceAll('-', '_').replace(/_binary$/, '')) ?? []));
  return imported.size === 0 && installed.size === 1 ? ([...installed][0] ?? UNKNOWN) : UNKNOWN;
}

const importsOf = ({ imports }: PythonFile): readonly string[] => imports.filter(({ level }) => level === 0).map(({ module }) => module);

function driverNamed(name: string): Driver | undefined {
  return DRIVERS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether a transaction is open around a call, as far as the code around it says. */
function transactionOf(program: Program, site: CallSite, driver: Driver): Pick<SqlText, 'transaction' | 'openedBy'> {
  const { file, chain } = site.place;
  const unknown = { transaction: 'unknown', openedBy: undefined } as const;
  if (inTransactionBlock(site)) return { transaction: 'yes', openedBy: 'a transaction block' };
  // One word of it anywhere is enough to make the driver's own way uncertain.
  if (driver.transaction === 'yes' && [...program.files.values()].some(({ source }) => /autocommit|isolation_level|set_session\b/i.test(source.text))) return unknown;
  const body = chain.at(-1);
  const around = body === undefined ? '' : file.source.text.slice(body.range.start, body.range.end);
  if (driver.transaction === 'no' && /\.transaction\(|\bBEGIN\b/.test(around)) return unknown;
  return { transaction: driver.transaction, openedBy: driver.transaction === 'yes' ? (NAMES[driver.library] ?? driver.library) : undefined };
}

/** `async with conn.transaction():`, `with engine.begin() as conn:`, `with transaction.atomic():`. */
function inTransactionBlock({ call, place: { file, chain } }: CallSite): boolean {
  const body = chain.at(-1)?.body ?? file.tree.body;
  return [...everyStatement(body)].some((each) => each.kind === 'with' && each.range.start < call.range.start && call.range.end <= each.range.end
    && each.items.some(({ value }) => value.kind === 'call' && value.callee.kind === 'attribute' && /^(transaction|begin|atomic)$/.test(value.callee.name)));
}
