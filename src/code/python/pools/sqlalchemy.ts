import { derive, valueOf, type Fact } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { addressOptions, fallbackOption } from '../address-options.ts';
import { addressOf, installedDriver } from '../database-address.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import { argumentOf, dictEntries, optionsOf } from '../shown.ts';
import { guardedForSqlite } from '../sqlite-guard.ts';
import { follow, mayRun } from '../follow.ts';
import { isDisposedAtOnce } from './brief-engine.ts';
import { fixed, maximumOf, numberOf, poolArguments, poolPlace, type PoolArguments, type Standard } from './pool.ts';

/** https://docs.sqlalchemy.org/en/20/core/engines.html#sqlalchemy.create_engine */
const SQLALCHEMY: Standard = { of: 'SQLAlchemy', reference: 'https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.QueuePool' };

const MAKERS = ['create_engine', 'create_async_engine', 'engine_from_config', 'async_engine_from_config'] as const;

/** The address of a database of SQLite in memory. */
const IN_MEMORY = /^sqlite(?:\+\w+)?:(?:\/{2,3}|\/{3}:memory:(?:\?.*)?)$/;

type Limits = Pick<Pool, 'size' | 'overflow' | 'maximum'>;

/** Engines of SQLAlchemy and SQLModel. */
export function readSqlalchemyPools(program: Program): readonly Pool[] {
  return [...callsOf(program)].flatMap((site) => {
    const name = externalName(program, site.call.callee, site.place);
    if (!isFrom(name, 'sqlalchemy', ...MAKERS) && !isFrom(name, 'sqlmodel', ...MAKERS)) return [];
    return mayRun(program, site.guards, site.place) ? [engineOf(program, site, name ?? '')] : [];
  });
}

function engineOf(program: Program, site: CallSite, name: string): Pool {
  const flavour = name.includes('async') ? 'async' : 'sync';
  const isConfigured = name.endsWith('from_config');
  const given = isConfigured ? configuredArguments(program, site) : poolArguments(program, site);
  const url = isConfigured ? given.keywords.find((each) => each.name === 'url')?.spot : spotOf(argumentOf(site.call, 0, 'url'), site);
  const address = addressOf(program, url, { expression: site.call, place: site.place }, flavour);
  const guarded = guardedForSqlite(site.place, site.guards);
  const kind = guarded === true ? 'sqlite' : guarded === false && address.kind === 'sqlite' ? undefined : address.kind;
  const installed = installedDriver(program, flavour);
  return {
    ...poolPlace(program, site),
    library: flavour === 'async' ? 'sqlalchemy-async' : 'sqlalchemy',
    driver: kind === 'sqlite' ? 'sqlite' : (address.kind === kind ? address.driver : undefined) ?? installed?.driver,
    kind: kind ?? installed?.kind,
    ...limitsOf(program, site, given, kind === 'sqlite' && flavour === 'sync' && IN_MEMORY.test(address.text)),
    options: [...given.options, ...addressOptions(program, url), ...(guarded === false ? [] : fallbackOption(address))],
    database: address.database,
  };
}

function limitsOf(program: Program, site: CallSite, given: PoolArguments, isInMemory: boolean): Limits {
  if (isInMemory) return ofThreads(program, site, given);
  return isDisposedAtOnce(site) ? ofOne(site) : engineLimits(program, site, given);
}

const ofOne = (site: CallSite): Limits => ({ size: fixed('pool_size', 1, site), overflow: fixed('max_overflow', 0, site), maximum: fixed('maximum', 1, site) });

const spotOf = (expression: Spot['expression'] | undefined, { place }: CallSite): Spot | undefined => expression && { expression, place };

/** The entries of `engine_from_config({'sqlalchemy.url': ...}, prefix='sqlalchemy.')`, without their prefix; keywords of the call win. */
function configuredArguments(program: Program, site: CallSite): PoolArguments {
  const own = poolArguments(program, site);
  const written = spotOf(argumentOf(site.call, 1, 'prefix'), site);
  const followed = written && follow(program, written);
  const prefix = followed?.state === 'literal' && typeof followed.value === 'string' ? followed.value : 'sqlalchemy.';
  const configuration = spotOf(argumentOf(site.call, 0, 'configuration'), site);
  const entries = configuration === undefined ? undefined : dictEntries(program, configuration);
  const taken = (entries ?? []).filter(({ name }) => name.startsWith(prefix)).map((each) => ({ ...each, name: each.name.slice(prefix.length) }));
  const keywords = [...taken, ...own.keywords.filter(({ name }) => name !== 'prefix' && name !== 'configuration')];
  return { keywords, complete: own.complete, options: optionsOf(program, keywords.filter(({ name }) => name !== 'url')) };
}

/** The sizes of an engine: what its pool class makes of them. */
export function engineLimits(program: Program, site: CallSite, given: PoolArguments): Limits {
  const poolClass = given.options.findLast((option) => option.name === 'poolclass');
  const named = valueOf(poolClass?.value as Fact<string> | undefined);
  if (named === 'NullPool') {
    const unlimited = Number.POSITIVE_INFINITY;
    return { size: fixed('pool_size', 0, site), overflow: fixed('max_overflow', unlimited, site), maximum: fixed('maximum', unlimited, site) };
  }
  if (named === 'StaticPool') return ofOne(site);
  const size = numberOf(program, site, given, { name: 'pool_size', fallback: 5, standard: SQLALCHEMY });
  const written = numberOf(program, site, given, { name: 'max_overflow', fallback: 10, standard: SQLALCHEMY });
  // A size of 0 is a queue without an end, and the library takes the overflow for endless too.
  const overflow = size.state === 'known' && size.value === 0 ? derive('max_overflow', [size], () => -1) : written;
  return { size, overflow, maximum: maximumOf(size, overflow) };
}

/** SingletonThreadPool: a connection for each thread, cleaned up beyond the size. https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.SingletonThreadPool */
function ofThreads(program: Program, site: CallSite, given: PoolArguments): Limits {
  const size = numberOf(program, site, given, { name: 'pool_size', fallback: 5, standard: SQLALCHEMY });
  return { size, overflow: fixed('max_overflow', 0, site), maximum: size };
}
