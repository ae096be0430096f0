import { valueOf, type Fact } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { addressOptions, fallbackOption } from '../address-options.ts';
import { addressOf, installedDriver } from '../database-address.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { argumentOf, guardedForSqlite } from '../shown.ts';
import { mayRun } from '../follow.ts';
import { fixed, maximumOf, numberOf, poolArguments, poolPlace, type PoolArguments, type Standard } from './pool.ts';

/** https://docs.sqlalchemy.org/en/20/core/engines.html#sqlalchemy.create_engine */
const SQLALCHEMY: Standard = { of: 'SQLAlchemy', reference: 'https://docs.sqlalchemy.org/en/20/core/pooling.html#sqlalchemy.pool.QueuePool' };

const MAKERS = ['create_engine', 'create_async_engine', 'engine_from_config', 'async_engine_from_config'] as const;

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
  const given = poolArguments(program, site);
  const url = name.endsWith('from_config') ? undefined : argumentOf(site.call, 0, 'url');
  const at = { expression: site.call, place: site.place };
  const address = addressOf(program, url && { expression: url, place: site.place }, at, flavour);
  const guarded = guardedForSqlite(site.place, site.guards);
  const kind = guarded === true ? 'sqlite' : guarded === false && address.kind === 'sqlite' ? undefined : address.kind;
  const installed = installedDriver(program, flavour);
  return {
    ...poolPlace(program, site),
    library: flavour === 'async' ? 'sqlalchemy-async' : 'sqlalchemy',
    driver: kind === 'sqlite' ? 'sqlite' : (address.kind === kind ? address.driver : undefined) ?? installed?.driver,
    kind: kind ?? installed?.kind,
    ...limitsOf(program, site, given),
    options: [...given.options, ...addressOptions(program, url && { expression: url, place: site.place }), ...fallbackOption(address)],
    database: address.database,
  };
}

function limitsOf(program: Program, site: CallSite, given: PoolArguments): Pick<Pool, 'size' | 'overflow' | 'maximum'> {
  const poolClass = given.options.findLast((option) => option.name === 'poolclass');
  const named = valueOf(poolClass?.value as Fact<string> | undefined);
  if (named === 'NullPool') {
    const unlimited = Number.POSITIVE_INFINITY;
    return { size: fixed('pool_size', 0, site), overflow: fixed('max_overflow', unlimited, site), maximum: fixed('maximum', unlimited, site) };
  }
  if (named === 'StaticPool') return { size: fixed('pool_size', 1, site), overflow: fixed('max_overflow', 0, site), maximum: fixed('maximum', 1, site) };
  const size = numberOf(program, site, given, { name: 'pool_size', fallback: 5, standard: SQLALCHEMY });
  const overflow = numberOf(program, site, given, { name: 'max_overflow', fallback: 10, standard: SQLALCHEMY });
  return { size, overflow, maximum: maximumOf(size, overflow) };
}
