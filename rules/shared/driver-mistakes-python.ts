import { valueOf, type Dependency, type Evidence, type Fact, type Option, type Plain, type Pool } from '#rule';
import { inAsyncpg } from './driver-names-asyncpg.ts';
import { inLibpq } from './driver-names-libpq.ts';
import { inAsyncpgPool, inEngine, inPsycopgPool } from './driver-names-pool.ts';
import { dropped, instead, optionsNamed, repaired, type Counterpart, type Repair } from './driver-repairs.ts';
import { withOptions } from './driver-repairs-python.ts';
import { withRoom, type RepairContext } from './driver-sizes.ts';
import { hasReached, named, refused, type Mistake } from './driver-mistakes.ts';
import { libraryName } from './library-names.ts';

type Dependencies = Fact<readonly Dependency[]> | undefined;

const ENGINES = ['sqlalchemy', 'sqlalchemy-async', 'flask-sqlalchemy'];

/** Arguments that Python's drivers of PostgreSQL, SQLAlchemy and Flask-SQLAlchemy do not take. */
export function pythonMistakes(pool: Pool, dependencies: Dependencies, context: RepairContext): readonly Mistake[] {
  const { strings } = context;
  if (ENGINES.includes(pool.library)) {
    return [...ofConnect(pool, context), ...ofAddress(pool, context), ...ofPoolClass(pool, dependencies, context), ...ofServerSettings(pool, 'connect_args.'), ...ofFlask(pool, dependencies, context)];
  }
  if (pool.library === 'asyncpg' || pool.library === 'asyncpg-connection') return ofAsyncpg(pool, context);
  if (pool.library === 'psycopg-pool') {
    const names = [...strings('pool'), ...strings('other-pools')];
    const repair = withRoom(pool, repaired(pool, optionsNamed(pool, '', names), (name, value) => inPsycopgPool(pool, name, value)), context);
    return [...refused(named(pool, '', names), { who: 'psycopg_pool', title: 'Use min_size and max_size', repair }), ...ofSmallest(pool, 4)];
  }
  if (pool.library !== 'psycopg' && pool.library !== 'psycopg2') return [];
  const names = [...strings('asyncpg'), ...strings('pool')];
  const wrong = optionsNamed(pool, '', names);
  const repair = withOptions(pool, '', wrong, repaired(pool, wrong, (name, value) => (strings('pool').includes(name) ? dropped : inLibpq(pool, '', name, value))));
  return refused(named(pool, '', names), { who: pool.library, title: 'Use the names of libpq: connect_timeout, sslmode, options', repair });
}

function ofAsyncpg(pool: Pool, context: RepairContext): readonly Mistake[] {
  const { strings } = context;
  const ofPools = [...strings('pool'), ...strings('other-pools'), 'min_size', 'max_size'];
  const counterpart = (name: string, value: Plain): Counterpart => (ofPools.includes(name) && name !== 'pgbouncer' ? inAsyncpgPool(pool, name, value) : inAsyncpg('', name, value));
  const names = [...strings('pool'), ...strings('libpq'), ...strings('other-pools')];
  const unknown = refused(named(pool, '', names), {
    who: 'asyncpg', title: 'Take them out; server_settings and ssl hold what PostgreSQL needs to know',
    repair: withRoom(pool, repaired(pool, optionsNamed(pool, '', names), counterpart), context) });
  const inAddress = refused(named(pool, 'url.', strings('asyncpg-address')), {
    who: 'PostgreSQL', where: ', which asyncpg passes on from the address', title: 'Take them out of the address',
    repair: withRoom(pool, repaired(pool, optionsNamed(pool, 'url.', strings('asyncpg-address')), counterpart), context) });
  return [...unknown, ...inAddress, ...ofServerSettings(pool, ''), ...ofSmallest(pool, 10)];
}

/** Names of pools, which no connection takes. */
const ofPools = ({ strings }: RepairContext): readonly string[] => [...strings('pool'), ...strings('other-pools'), ...strings('asyncpg-pools')];

/** `connect_args` of an engine go to the driver as they are. */
function ofConnect(pool: Pool, context: RepairContext): readonly Mistake[] {
  const { strings } = context;
  const names = pool.driver === 'asyncpg' ? strings('libpq') : isOfLibpq(pool) ? strings('asyncpg') : [];
  const all = [...names, ...(isOfPostgres(pool) ? ofPools(context) : [])];
  const title = pool.driver === 'asyncpg' ? 'Use the names of asyncpg: timeout, ssl, server_settings' : 'Use the names of libpq: connect_timeout, sslmode, options';
  return refused(named(pool, 'connect_args.', all), { who: pool.driver ?? 'the driver', where: ' in connect_args', title, repair: ofEngine(pool, 'connect_args.', all, context) });
}

/** So do the options of its address. */
function ofAddress(pool: Pool, context: RepairContext): readonly Mistake[] {
  if (!isOfPostgres(pool)) return [];
  const { strings } = context;
  const ofDriver = pool.driver === 'asyncpg' ? [...strings('libpq'), ...strings('asyncpg-only-numbers')] : pool.driver === undefined ? [] : strings('asyncpg');
  const names = [...ofPools(context), ...ofDriver];
  return refused(named(pool, 'url.', names), {
    who: pool.driver ?? 'the driver', where: ', which SQLAlchemy passes on from the address', title: 'Take them out of the address, and pass those of the pool to create_engine',
    repair: ofEngine(pool, 'url.', names, context) });
}

/** Arguments of the pool go to the engine, those of the driver get its own names. */
function ofEngine(pool: Pool, prefix: string, names: readonly string[], context: RepairContext): Repair | undefined {
  const wrong = optionsNamed(pool, prefix, names);
  const repair = repaired(pool, wrong, (name, value) => {
    if (ofPools(context).includes(name) && name !== 'pgbouncer') return inEngine(name, value);
    return pool.driver === 'asyncpg' ? inAsyncpg('connect_args.', name, value) : inLibpq(pool, 'connect_args.', name, value);
  });
  return withRoom(pool, withOptions(pool, 'connect_args.', wrong, repair), context);
}

function isOfPostgres(pool: Pool): boolean {
  return pool.driver === undefined ? pool.kind === 'postgresql' : pool.driver === 'asyncpg' || isOfLibpq(pool);
}

function isOfLibpq({ driver }: Pool): boolean {
  return driver === 'psycopg' || driver === 'psycopg2';
}

/** Classes of pools that take no sizes, or no async engine. */
function ofPoolClass(pool: Pool, dependencies: Dependencies, { strings }: RepairContext): readonly Mistake[] {
  const option = pool.options.find(({ name }) => name === 'poolclass');
  const poolClass = option?.value.state === 'known' ? String(option.value.value) : '';
  if (poolClass === 'NullPool' || poolClass === 'StaticPool') {
    const repair = repaired(pool, optionsNamed(pool, '', strings('sizes')), () => ({ set: {} }));
    return refused(named(pool, '', strings('sizes')), { who: poolClass, title: `Choose one: ${poolClass}, or the sizes`, repair });
  }
  const isOld = hasReached(dependencies, 'sqlalchemy', 2) === false;
  if (poolClass !== 'QueuePool' || pool.library !== 'sqlalchemy-async' || isOld || option === undefined) return [];
  return refused([['QueuePool', option.value as Evidence]], {
    who: 'an async engine', title: 'Leave poolclass out: an async engine brings its own queue', repair: repaired(pool, [option], () => dropped) });
}

/** asyncpg takes only text as the value of a server's setting. */
function ofServerSettings(pool: Pool, prefix: string): readonly Mistake[] {
  const start = `${prefix}server_settings.`;
  if (pool.driver !== 'asyncpg') return [];
  const wrong = pool.options.filter((option: Option) => option.name.startsWith(start) && ['number', 'boolean'].includes(typeof valueOf(option.value)));
  const found = wrong.map(({ name, value }) => [name.slice(start.length), value as Evidence] as const);
  const set = Object.fromEntries(wrong.map(({ name, value }) => [name, asText(valueOf(value) as Plain)]));
  const isWritten = wrong.every(({ value }) => value.state === 'known' && value.provenance.kind === 'declared');
  const title = 'Write the values as texts: "5000", "off"';
  return refused(found, {
    who: 'asyncpg', where: ' in server_settings, where each value must be a text', title, repair: isWritten ? { title, applicability: 'safe', set, remove: [] } : undefined });
}

const asText = (value: Plain): string => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

/** A pool opens `min_size` connections, and nobody lowered that along with the largest size. */
function ofSmallest({ options, at, library }: Pool, least: number): readonly Mistake[] {
  const most = options.find(({ name }) => name === 'max_size')?.value;
  const isVisible = !at.value.includes('**') && !at.value.endsWith('...');
  if (!isVisible || library === 'asyncpg-connection' || most?.state !== 'known' || typeof most.value !== 'number' || most.value >= least) return [];
  if (options.some(({ name }) => name === 'min_size')) return [];
  const message = `${libraryName(library)} refuses max_size ${most.value}, which is below the ${least} connections that it opens first`;
  const title = 'Set min_size too, to 1';
  return [{ message, evidence: [most], isIgnored: false, title, repair: { title, applicability: 'safe', set: { min_size: 1 }, remove: [] } }];
}

const FLASK_KEYS: Readonly<Record<string, string>> = {
  SQLALCHEMY_POOL_SIZE: 'pool_size', SQLALCHEMY_POOL_TIMEOUT: 'pool_timeout', SQLALCHEMY_POOL_RECYCLE: 'pool_recycle', SQLALCHEMY_MAX_OVERFLOW: 'max_overflow',
};

/** Keys that Flask-SQLAlchemy 3.0 no longer reads. */
function ofFlask(pool: Pool, dependencies: Dependencies, context: RepairContext): readonly Mistake[] {
  if (pool.library !== 'flask-sqlalchemy' || hasReached(dependencies, 'flask-sqlalchemy', 3) !== true) return [];
  const names = context.strings('flask-removed');
  const moved = repaired(pool, optionsNamed(pool, '', names), (name, value) => (typeof value === 'number' ? instead({ [FLASK_KEYS[name] ?? name]: value }) : { because: 'its value is no number' }));
  const title = 'Move them to SQLALCHEMY_ENGINE_OPTIONS';
  const repair = withRoom(pool, moved && { ...moved, title }, context);
  return refused(named(pool, '', names), { who: 'Flask-SQLAlchemy', isIgnored: true, so: 'since 3.0 the pool keeps its default size', title, repair });
}
