import { valueOf, type Pool, type Service } from '#rule';
import { literalDefault } from './default-sizes.ts';
import { hasReached } from './driver-mistakes.ts';

/** Options that set the size of a pool, as its library names them. */
export interface Sizes {
  readonly set: Readonly<Record<string, number>>;
  /** The option that a person would think of: connections that are kept. */
  readonly main: string;
}

/** The option for the most connections, and the one for those that are opened first, by library. */
const NAMES: Readonly<Record<string, { readonly most: string; readonly least?: string; readonly opens?: number }>> = {
  asyncpg: { most: 'max_size', least: 'min_size', opens: 10 }, databases: { most: 'max_size', least: 'min_size', opens: 10 },
  'psycopg-pool': { most: 'max_size', least: 'min_size', opens: 4 }, aiopg: { most: 'maxsize', least: 'minsize', opens: 1 },
  aiomysql: { most: 'maxsize', least: 'minsize', opens: 1 }, peewee: { most: 'max_connections' },
  pymongo: { most: 'maxPoolSize', least: 'minPoolSize', opens: 0 }, motor: { most: 'maxPoolSize', least: 'minPoolSize', opens: 0 },
  mongoose: { most: 'maxPoolSize', least: 'minPoolSize', opens: 0 }, pg: { most: 'max', least: 'min', opens: 0 }, 'postgres.js': { most: 'max' },
  mysql2: { most: 'connectionLimit' }, knex: { most: 'pool.max', least: 'pool.min', opens: 2 }, sequelize: { most: 'pool.max', least: 'pool.min', opens: 0 },
  typeorm: { most: 'poolSize' }, 'pg-boss': { most: 'max' }, '@neondatabase/serverless': { most: 'max' },
  // Django's own pool, where it has its size already: `"OPTIONS": {"pool": {"max_size": 8}}`.
  django: { most: 'OPTIONS.pool.max_size', least: 'OPTIONS.pool.min_size', opens: 4 },
  // The engine of Prisma 6 takes its size from the address; an adapter has the options of its driver.
  'prisma with pg': { most: 'max' }, 'prisma with neon': { most: 'max' }, 'prisma with mariadb': { most: 'connectionLimit' },
};

const ENGINES = ['sqlalchemy', 'sqlalchemy-async', 'flask-sqlalchemy'];

/** Other names that a library takes for the same thing. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { pg: ['poolSize'], typeorm: ['extra.max', 'extra.connectionLimit'] };

/** Connections of a process that the libraries document as their default, where it is not 10. */
const STANDARD: Readonly<Record<string, number>> = {
  sqlalchemy: 15, 'sqlalchemy-async': 15, 'flask-sqlalchemy': 15, 'psycopg-pool': 4, sequelize: 5, peewee: 20, pymongo: 100, motor: 100, mongoose: 100,
};

/** Most connections of a process that a library allows when nobody says. */
export function standardOf({ library }: Pool): number {
  return STANDARD[library] ?? 10;
}

/** How a pool is told to hold so many connections; undefined where its size stands in an address or in code that nobody can see. */
export function sizesFor(pool: Pool, service: Service, total: number, { defaults = false }: { readonly defaults?: boolean } = {}): Sizes | undefined {
  const isHidden = (name: string) => isMade(pool, name, defaults);
  if (total < 1 || mayRefuse(pool, service)) return undefined;
  if (ENGINES.includes(pool.library)) {
    const set = ofEngine(pool, total);
    return Object.keys(set).some(isHidden) ? undefined : { set, main: 'pool_size' };
  }
  const names = NAMES[pool.library === 'prisma' ? `prisma with ${pool.driver ?? 'its engine'}` : pool.library];
  if (names === undefined) return undefined;
  const most = (ALIASES[pool.library] ?? []).find((name) => isSet(pool, name)) ?? names.most;
  if (pool.library === 'django' && !isSet(pool, most)) return undefined;
  const least = leastFor(pool, names, total);
  const set = { ...least, [most]: total };
  return Object.keys(set).some(isHidden) ? undefined : { set, main: most };
}

/**
 * True where the program runs with SQLite on somebody's machine, and SQLAlchemy's pool for that refuses sizes: of a database in memory,
 * of an async one before 2.0.38, of a file before 2.0. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#threading-pooling-behavior
 */
function mayRefuse(pool: Pool, { facts }: Service): boolean {
  const fallback = pool.options.find(({ name }) => name === 'url.fallback');
  if (fallback === undefined) return false;
  const isInMemory = /^\w+(\+\w+)?:\/*(:memory:.*)?$/.test(String(valueOf(fallback.value)));
  return isInMemory || pool.library === 'sqlalchemy-async' || hasReached(facts['runtime.dependencies'], 'sqlalchemy', 2) !== true;
}

/** SQLAlchemy's own numbers where they are enough; else a third comes and goes with the load, if there are enough for that. Where a pool gets smaller, none of its numbers grows. */
function ofEngine(pool: Pool, total: number): Readonly<Record<string, number>> {
  const [size, overflow] = ['pool_size', 'max_overflow'].map((name) => writtenNumber(pool, name));
  if (overflow === -1 && size !== undefined && size > 0 && size <= total) return { max_overflow: total - size };
  if (total === STANDARD.sqlalchemy && size === undefined && overflow === undefined) return { pool_size: 5, max_overflow: 10 };
  const [kept, beside] = [size ?? 5, overflow ?? 10];
  if (beside >= 0 && total < kept + beside && kept > 0 && kept < keptOf(total)) return { pool_size: kept, max_overflow: total - kept };
  const share = total - keptOf(total);
  const beyond = overflow !== undefined && overflow >= 0 && overflow < share ? overflow : share;
  return { pool_size: total - beyond, max_overflow: beyond };
}

/** Two thirds, in fives where there are enough, as people write them. */
function keptOf(total: number): number {
  const kept = total >= 6 ? total - Math.floor(total / 3) : total;
  return kept < 20 ? kept : Math.round(kept / 5) * 5;
}

function writtenNumber(pool: Pool, name: string): number | undefined {
  const value = valueOf(pool.options.find((option) => option.name === name)?.value);
  return typeof value === 'number' ? value : undefined;
}

/** A driver that opens some connections first refuses a largest size below that. */
function leastFor(pool: Pool, { least, opens }: { readonly least?: string; readonly opens?: number }, total: number): Readonly<Record<string, number>> {
  if (least === undefined) return {};
  const opened = isSet(pool, least) ? writtenNumber(pool, least) : opens;
  return opened !== undefined && opened > total ? { [least]: 1 } : {};
}

function isSet({ options }: Pool, name: string): boolean {
  return options.some((option) => option.name === name);
}

/** True for an option whose value only a run, or a variable of the environment, tells: whoever wrote that wants it so. With `defaults` the number that counts without the variable may change. */
function isMade({ options }: Pool, name: string, defaults: boolean): boolean {
  const option = options.find((each) => each.name === name);
  const value = option?.value;
  if (defaults && option !== undefined && literalDefault(option) !== undefined) return false;
  return value !== undefined && (value.state !== 'known' || value.provenance.kind !== 'declared');
}

/** `pool_size=3 and max_overflow=0`, as people read it. */
export function described({ set }: Sizes): string {
  const parts = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
