import { valueOf, type Dependency, type Evidence, type Fact, type Option, type Pool } from '#rule';
import { hasReached, named, refused, type Mistake } from './driver-mistakes.ts';

export type Lists = (name: string) => readonly string[];

const ENGINES = ['sqlalchemy', 'sqlalchemy-async', 'flask-sqlalchemy'];

/** Arguments that Python's drivers of PostgreSQL, SQLAlchemy and Flask-SQLAlchemy do not take. */
export function pythonMistakes(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, lists: Lists): readonly Mistake[] {
  if (ENGINES.includes(pool.library)) {
    return [...ofConnect(pool, lists), ...ofAddress(pool, lists), ...ofPoolClass(pool, dependencies, lists), ...ofServerSettings(pool, 'connect_args.'), ...ofFlask(pool, dependencies, lists)];
  }
  if (pool.library === 'asyncpg' || pool.library === 'asyncpg-connection') {
    const unknown = refused(named(pool, '', [...lists('pool'), ...lists('libpq'), ...lists('other-pools')]), { who: 'asyncpg', title: 'Take them out; server_settings and ssl hold what PostgreSQL needs to know' });
    const inAddress = refused(named(pool, 'url.', lists('asyncpg-address')), {
      who: 'PostgreSQL', where: ', which asyncpg passes on from the address', title: 'Take them out of the address' });
    return [...unknown, ...inAddress, ...ofServerSettings(pool, ''), ...ofSmallest(pool, 10)];
  }
  if (pool.library === 'psycopg-pool') {
    return [...refused(named(pool, '', [...lists('pool'), ...lists('other-pools')]), { who: 'psycopg_pool', title: 'Use min_size and max_size' }), ...ofSmallest(pool, 4)];
  }
  if (pool.library !== 'psycopg' && pool.library !== 'psycopg2') return [];
  return refused(named(pool, '', [...lists('asyncpg'), ...lists('pool')]), { who: pool.library, title: 'Use the names of libpq: connect_timeout, sslmode, options' });
}

/** `connect_args` of an engine go to the driver as they are. */
function ofConnect(pool: Pool, lists: Lists): readonly Mistake[] {
  const names = pool.driver === 'asyncpg' ? lists('libpq') : pool.driver === 'psycopg' || pool.driver === 'psycopg2' ? lists('asyncpg') : [];
  const isEngineName = isOfPostgres(pool) ? lists('pool') : [];
  const title = pool.driver === 'asyncpg' ? 'Use the names of asyncpg: timeout, ssl, server_settings' : 'Use the names of libpq: connect_timeout, sslmode, options';
  return refused(named(pool, 'connect_args.', [...names, ...isEngineName]), { who: pool.driver ?? 'the driver', where: ' in connect_args', title });
}

/** So do the options of its address. */
function ofAddress(pool: Pool, lists: Lists): readonly Mistake[] {
  if (!isOfPostgres(pool)) return [];
  const ofDriver = pool.driver === 'asyncpg' ? [...lists('libpq'), ...lists('asyncpg-only-numbers')] : pool.driver === undefined ? [] : lists('asyncpg');
  const names = [...lists('pool'), ...lists('other-pools'), ...ofDriver];
  return refused(named(pool, 'url.', names), {
    who: pool.driver ?? 'the driver', where: ', which SQLAlchemy passes on from the address', title: 'Take them out of the address, and pass those of the pool to create_engine' });
}

function isOfPostgres({ driver, kind }: Pool): boolean {
  return driver === undefined ? kind === 'postgresql' : ['asyncpg', 'psycopg', 'psycopg2'].includes(driver);
}

/** Classes of pools that take no sizes, or no async engine. */
function ofPoolClass(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, lists: Lists): readonly Mistake[] {
  const option = pool.options.find(({ name }) => name === 'poolclass');
  const poolClass = option?.value.state === 'known' ? String(option.value.value) : '';
  if (poolClass === 'NullPool' || poolClass === 'StaticPool') {
    return refused(named(pool, '', lists('sizes')), { who: poolClass, title: `Choose one: ${poolClass}, or the sizes` });
  }
  const isOld = hasReached(dependencies, 'sqlalchemy', 2) === false;
  if (poolClass !== 'QueuePool' || pool.library !== 'sqlalchemy-async' || isOld || option === undefined) return [];
  return refused([['QueuePool', option.value as Evidence]], { who: 'an async engine', title: 'Leave poolclass out: an async engine brings its own queue' });
}

/** asyncpg takes only text as the value of a server's setting. */
function ofServerSettings(pool: Pool, prefix: string): readonly Mistake[] {
  const start = `${prefix}server_settings.`;
  if (pool.driver !== 'asyncpg') return [];
  const wrong = pool.options.filter((option: Option) => option.name.startsWith(start) && ['number', 'boolean'].includes(typeof valueOf(option.value)));
  const found = wrong.map(({ name, value }) => [name.slice(start.length), value as Evidence] as const);
  return refused(found, { who: 'asyncpg', where: ' in server_settings, where each value must be a text', title: 'Write the values as texts: "5000", "off"' });
}

/** A pool opens `min_size` connections, and nobody lowered that along with the largest size. */
function ofSmallest({ options, at, library }: Pool, least: number): readonly Mistake[] {
  const most = options.find(({ name }) => name === 'max_size')?.value;
  const isVisible = !at.value.includes('**') && !at.value.endsWith('...');
  if (!isVisible || library === 'asyncpg-connection' || most?.state !== 'known' || typeof most.value !== 'number' || most.value >= least) return [];
  if (options.some(({ name }) => name === 'min_size')) return [];
  const message = `${library} refuses max_size ${most.value}, which is below the ${least} connections that it opens first`;
  return [{ message, evidence: [most], isIgnored: false, title: 'Set min_size too, to 1' }];
}

/** Keys that Flask-SQLAlchemy 3.0 no longer reads. */
function ofFlask(pool: Pool, dependencies: Fact<readonly Dependency[]> | undefined, lists: Lists): readonly Mistake[] {
  if (pool.library !== 'flask-sqlalchemy' || hasReached(dependencies, 'flask-sqlalchemy', 3) !== true) return [];
  return refused(named(pool, '', lists('flask-removed')), {
    who: 'Flask-SQLAlchemy', isIgnored: true, so: 'since 3.0 the pool keeps its default size', title: 'Move them to SQLALCHEMY_ENGINE_OPTIONS' });
}
