import type { Plain } from '#rule';
import { asNumber } from './driver-names-asyncpg.ts';
import { dropped, instead, nearly, type Counterpart } from './driver-repairs.ts';

/** A size under the library's own name. */
export function sizeAs(name: string, value: Plain): Counterpart {
  return asNumber(value, (size) => instead({ [name]: size }));
}

/** What tarn, the pool of Knex, calls it: https://knexjs.org/guide/#pool */
export function inKnex(name: string, value: Plain): Counterpart {
  switch (name) {
    case 'acquire': case 'acquireTimeout': return sizeAs('pool.acquireTimeoutMillis', value);
    case 'connectionTimeoutMillis': return asNumber(value, (time) => nearly({ 'pool.acquireTimeoutMillis': time }));
    case 'idle': case 'idleTimeout': return sizeAs('pool.idleTimeoutMillis', value);
    case 'evict': return sizeAs('pool.reapIntervalMillis', value);
    case 'size': case 'poolSize': case 'pool_size': case 'maxConnections': case 'max_connections': case 'connectionLimit': return sizeAs('pool.max', value);
    default: return dropped;
  }
}

/** Of the options that MongoDB's driver lost only the size of the pool lives on: https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/ */
export function inMongo(name: string, value: Plain): Counterpart {
  return name === 'poolSize' || name === 'pool_size' ? sizeAs('maxPoolSize', value) : dropped;
}
