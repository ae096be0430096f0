import type { Plain, Pool } from '#rule';
import { asNumber, isTrue } from './driver-names-asyncpg.ts';
import { dropped, instead, nearly, type Counterpart } from './driver-repairs.ts';

/** What create_engine has instead of an argument of a pool in an address or in connect_args. */
export function inEngine(name: string, value: Plain): Counterpart {
  switch (name) {
    case 'pool_pre_ping': case 'pool_use_lifo': return instead({ [name]: isTrue(value) });
    case 'pool_size': case 'max_overflow': case 'pool_recycle': case 'pool_timeout': return asNumber(value, (number) => instead({ [name]: number }));
    case 'connection_limit': case 'maxsize': case 'max_size': case 'max_connections': return asNumber(value, (number) => nearly({ pool_size: number, max_overflow: 0 }));
    default: return dropped;
  }
}

/** What asyncpg.create_pool has instead; a single connection has no pool. */
export function inAsyncpgPool({ library }: Pool, name: string, value: Plain): Counterpart {
  if (library !== 'asyncpg') return dropped;
  return sizeOf(name, value, { pool_size: 'max_size', maxsize: 'max_size', max_connections: 'max_size', connection_limit: 'max_size', max_size: 'max_size', minsize: 'min_size', min_size: 'min_size' });
}

/** What psycopg_pool has instead: https://www.psycopg.org/psycopg3/docs/api/pool.html */
export function inPsycopgPool(pool: Pool, name: string, value: Plain): Counterpart {
  switch (name) {
    case 'pool_recycle': return asNumber(value, (seconds) => (seconds > 0 ? instead({ max_lifetime: seconds }) : dropped));
    case 'pool_timeout': return asNumber(value, (seconds) => instead({ timeout: seconds }));
    case 'pool_pre_ping': return isTrue(value) ? nearly({ check: { code: `${pool.at.value.split('(')[0] ?? ''}.check_connection` } }) : dropped;
    case 'pgbouncer': return isTrue(value) ? nearly({ 'kwargs.prepare_threshold': { code: 'None' } }) : dropped;
    default: return sizeOf(name, value, { pool_size: 'max_size', maxsize: 'max_size', max_connections: 'max_size', connection_limit: 'max_size', minsize: 'min_size' });
  }
}

function sizeOf(name: string, value: Plain, names: Readonly<Record<string, string>>): Counterpart {
  const own = names[name];
  return own === undefined ? dropped : asNumber(value, (number) => instead({ [own]: number }));
}
