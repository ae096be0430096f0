import type { PythonExpression } from '../../documents/python-tree.ts';
import { declared, unresolved, type Fact, type Known } from '../../model/fact.ts';
import { follow, targetsOf } from './follow.ts';
import { ownerClass, returnedBy } from './instances.ts';
import { externalName, functionOf, isFrom } from './origins.ts';
import type { Program } from './program.ts';
import type { Place, Spot } from './python-file.ts';

/** What can be told of a database's address without running the program. */
export interface Address {
  /** The variable that names the database, or the address as written (passwords hidden). */
  readonly database: Fact<string>;
  /** postgresql, mysql, sqlite, mongodb, ...; undefined when nothing says. */
  readonly kind: string | undefined;
  /** `asyncpg` of `postgresql+asyncpg://`. */
  readonly driver: string | undefined;
  /** The address as far as it is known; what is not is left out. */
  readonly text: string;
  /** The address of SQLite that counts on a developer's machine, where no variable names the server. */
  readonly fallback: Known<string> | undefined;
}

const FALLBACK = 'url.fallback';

interface Fragment {
  readonly text: string;
  readonly variables: readonly string[];
  /** True when the text holds only while a variable is not set. */
  readonly byDefault: boolean;
}

const NOTHING: Fragment = { text: '', variables: [], byDefault: false };

/** Packages that speak to a database, with the database. */
const DRIVERS: readonly (readonly [string, string, string])[] = [
  ['asyncpg', 'asyncpg', 'postgresql'], ['psycopg2', 'psycopg2', 'postgresql'], ['psycopg2-binary', 'psycopg2', 'postgresql'],
  ['psycopg', 'psycopg', 'postgresql'], ['pg8000', 'pg8000', 'postgresql'], ['pymysql', 'pymysql', 'mysql'],
  ['aiomysql', 'aiomysql', 'mysql'], ['asyncmy', 'asyncmy', 'mysql'], ['mysqlclient', 'mysqlclient', 'mysql'],
  ['mysql-connector-python', 'mysqlconnector', 'mysql'],
];
const ASYNC_DRIVERS = new Set(['asyncpg', 'psycopg', 'aiomysql', 'asyncmy', 'aiosqlite']);

/** The address that an expression gives. */
export function addressOf(program: Program, spot: Spot | undefined, at: Spot, flavour: 'async' | 'sync'): Address {
  const fragment = spot === undefined ? NOTHING : fragmentOf(program, spot, 10);
  const scheme = /^([a-z0-9]+)(?:\+([a-z0-9_]+))?:/i.exec(fragment.text);
  const installed = installedDriver(program, flavour);
  const written = kindOfScheme(scheme?.[1]);
  // A default of SQLite is for a developer's machine when a driver of a server's database is installed.
  const replaced = fragment.byDefault && written === 'sqlite' && installed !== undefined;
  const kind = replaced ? installed.kind : (written ?? installed?.kind);
  const named = replaced ? undefined : scheme?.[2];
  const driver = named ?? (kind === 'sqlite' ? 'sqlite' : kind === installed?.kind ? installed?.driver : undefined);
  const database = databaseFact(fragment, spot ?? at);
  const fallback = replaced && database.state === 'known' ? { ...database, name: FALLBACK, value: fragment.text } : undefined;
  return { database, kind, driver, text: fragment.text, fallback };
}

function databaseFact(fragment: Fragment, spot: Spot): Fact<string> {
  const file = spot.place.file.source;
  const { range } = spot.expression;
  const [variable] = [...fragment.variables].sort((a, b) => weight(b) - weight(a));
  if (variable !== undefined) return declared('database', variable, file, range);
  if (fragment.text === '') return unresolved('database', 'its address is put together while the program runs', file, range);
  return declared('database', fragment.text.replace(/:[^:@/]*@/, ':***@'), file, range);
}

/** Of several variables the one that tells databases apart. */
function weight(variable: string): number {
  if (/URL|URI|DSN/.test(variable)) return 3;
  return /DATABASE|DB_?NAME|POSTGRES_DB|HOST/.test(variable) ? 2 : 1;
}

function kindOfScheme(scheme: string | undefined): string | undefined {
  if (scheme === undefined) return undefined;
  const name = scheme.toLowerCase();
  if (name.startsWith('postgres') || name === 'asyncpg' || name === 'psql' || name === 'pgsql') return 'postgresql';
  if (name.startsWith('mysql') || name === 'mariadb') return 'mysql';
  return ['sqlite', 'mongodb', 'oracle', 'mssql', 'snowflake', 'bigquery', 'duckdb', 'clickhouse'].find((each) => name.startsWith(each));
}

/** The database whose drivers are installed for this kind of engine, and which driver where that is one alone. */
export function installedDriver(program: Program, flavour: 'async' | 'sync'): { readonly driver: string | undefined; readonly kind: string } | undefined {
  const found = DRIVERS.filter(([name]) => program.packages.has(name));
  const fitting = found.filter(([, driver]) => (flavour === 'async' ? ASYNC_DRIVERS.has(driver) : driver === 'psycopg' || !ASYNC_DRIVERS.has(driver)));
  const [first, ...others] = fitting;
  if (first === undefined || others.some(([, , kind]) => kind !== first[2])) return undefined;
  return { driver: others.every(([, driver]) => driver === first[1]) ? first[1] : undefined, kind: first[2] };
}

/** The known pieces of an address in order, and the variables behind it. */
function fragmentOf(program: Program, spot: Spot, left: number): Fragment {
  if (left === 0) return NOTHING;
  const { expression, place } = spot;
  const structural = expression.kind === 'call' ? callFragment(program, expression, place, left) : undefined;
  if (structural !== undefined) return structural;
  const followed = follow(program, spot);
  if (followed.state === 'literal' && typeof followed.value === 'string') {
    return { text: followed.value, variables: followed.variables, byDefault: followed.variables.length > 0 && followed.from.length === 0 };
  }
  const parts = partsOfAddress(program, spot, left);
  const text = parts.find((each) => each.text.includes('://'))?.text ?? parts.map((each) => each.text).find((each) => each !== '') ?? '';
  const variables = [...new Set([...parts.flatMap((each) => each.variables), ...followed.variables])];
  return { text, variables, byDefault: parts.some((each) => each.byDefault) };
}

function callFragment(program: Program, call: PythonExpression & { kind: 'call' }, place: Place, left: number): Fragment | undefined {
  const { callee } = call;
  const [first, second] = call.arguments;
  const inner = (expression: PythonExpression) => fragmentOf(program, { expression, place }, left - 1);
  const external = externalName(program, callee, place);
  if (isFrom(external, 'sqlalchemy', 'make_url', 'URL') || external === 'builtins.str' || isFrom(external, 'starlette', 'URL', 'Secret')) {
    return first === undefined ? undefined : inner(first.value);
  }
  if (isFrom(external, 'sqlalchemy', 'URL.create') || isFrom(external, 'pydantic', 'build')) {
    const scheme = call.arguments.find((each) => each.name === 'drivername' || each.name === 'scheme')?.value ?? first?.value;
    const name = scheme && inner(scheme).text;
    const variables = call.arguments.flatMap((each) => inner(each.value).variables);
    return { text: name === undefined ? '' : `${name}://`, variables, byDefault: false };
  }
  if (callee.kind !== 'attribute' || callee.name !== 'replace' || first === undefined || second === undefined) return undefined;
  const before = inner(callee.object);
  const from = inner(first.value).text;
  const to = inner(second.value).text;
  return { ...before, text: before.text.includes(from) ? before.text.replace(from, () => to) : before.text || to };
}

/** Where the pieces of an address that is not one literal come from. */
function partsOfAddress(program: Program, spot: Spot, left: number): readonly Fragment[] {
  const { expression, place } = spot;
  const inner = (part: PythonExpression, at = place) => fragmentOf(program, { expression: part, place: at }, left - 1);
  switch (expression.kind) {
    case 'fstring': {
      const parts = expression.parts.map((part) => (part.kind === 'string' ? { ...NOTHING, text: part.value } : inner(part)));
      return [{ text: parts.map((each) => each.text).join(''), variables: parts.flatMap((each) => each.variables), byDefault: false }];
    }
    case 'binary': {
      const [before, after] = [inner(expression.left), inner(expression.right)];
      if (expression.operator === 'or') return [before, after];
      return [{ text: before.text + (expression.operator === '+' ? after.text : ''), variables: [...before.variables, ...after.variables], byDefault: false }];
    }
    case 'conditional': return [inner(expression.then), inner(expression.otherwise)];
    case 'await': return [inner(expression.value)];
    case 'call': {
      const own = functionOf(program, expression.callee, place);
      const at: Place | undefined = own && { file: own.place.file, chain: [...own.place.chain, own.node] };
      if (own !== undefined && at !== undefined) return returnedBy(own.node).map((each) => inner(each, at));
      const handed = [...expression.arguments.map((each) => each.value), ...(expression.callee.kind === 'attribute' ? [expression.callee.object] : [])];
      // What an unknown call is given says something only when it is an address itself.
      return handed.map((each) => inner(each)).map((each) => (each.text.includes('://') ? each : { ...each, text: '' }));
    }
    case 'name': case 'attribute': return namedParts(program, spot, left);
    default: return [];
  }
}

function namedParts(program: Program, spot: Spot, left: number): readonly Fragment[] {
  const { expression, place } = spot;
  const targets = targetsOf(program, spot).filter((each) => each.expression !== expression);
  if (targets.length > 0) return targets.map((each) => fragmentOf(program, each, left - 1));
  if (expression.kind !== 'attribute') return [];
  const owner = ownerClass(program, expression.object, place);
  const property = owner?.node.body.find((each) => each.kind === 'function' && each.name === expression.name);
  if (owner === undefined || property?.kind !== 'function') return [];
  const inside: Place = { file: owner.place.file, chain: [...owner.place.chain, owner.node, property] };
  return returnedBy(property).map((each) => fragmentOf(program, { expression: each, place: inside }, left - 1));
}
