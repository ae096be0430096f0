import type { Plain, Pool } from '#rule';
import { asNumber, isTrue } from './driver-names-asyncpg.ts';
import { dropped, instead, nearly, type Counterpart } from './driver-repairs.ts';

/**
 * What psycopg and psycopg2 have instead of an argument of asyncpg:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
export function inLibpq(pool: Pool, prefix: string, name: string, value: Plain): Counterpart {
  const [head = '', setting] = name.split('.');
  switch (head) {
    case 'timeout': return asNumber(value, (seconds) => instead({ [`${prefix}connect_timeout`]: Math.ceil(seconds) }));
    case 'ssl': return ofSsl(prefix, value);
    // Both are settings of the server here; several of them make one option, which serverOptions() writes.
    case 'command_timeout': case 'server_settings': return setting === 'application_name' ? instead({ [`${prefix}application_name`]: value }) : nearly({});
    case 'statement_cache_size': case 'prepared_statement_cache_size': return String(value) === '0' && pool.driver === 'psycopg' ? instead({ [`${prefix}prepare_threshold`]: { code: 'None' } }) : dropped;
    case 'pgbouncer': return isTrue(value) && pool.driver === 'psycopg' ? instead({ [`${prefix}prepare_threshold`]: { code: 'None' } }) : dropped;
    case 'prepared_statement_name_func': case 'max_inactive_connection_lifetime': return dropped;
    default: return { because: `${pool.driver ?? 'libpq'} has no counterpart of ${head}` };
  }
}

function ofSsl(prefix: string, value: Plain): Counterpart {
  if (value === true || value === 'true') return nearly({ [`${prefix}sslmode`]: 'require' });
  if (value === false || value === 'false') return nearly({ [`${prefix}sslmode`]: 'disable' });
  return /^(disable|allow|prefer|require|verify-ca|verify-full)$/.test(String(value)) ? instead({ [`${prefix}sslmode`]: String(value) }) : { because: 'its ssl is no mode of libpq' };
}

/** Settings of the server as libpq's `options`: asyncpg's command_timeout and server_settings. Undefined where one cannot be written so. */
export function serverOptions(wrong: readonly { readonly name: string; readonly value: Plain }[]): string | undefined {
  const settings = wrong.flatMap(({ name, value }): (readonly [string, string])[] => {
    const [head, setting] = name.split('.');
    if (head === 'command_timeout') return [['statement_timeout', String(Math.round(Number(value) * 1000))]];
    if (head !== 'server_settings' || setting === undefined || setting === 'application_name') return [];
    return [[setting, typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)]];
  });
  return settings.some(([, value]) => !/^[\w.,:/-]+$/.test(value) || value === 'NaN') ? undefined : settings.map(([name, value]) => `-c ${name}=${value}`).join(' ');
}
