import type { Plain } from '#rule';
import { dropped, instead, nearly, type Counterpart } from './driver-repairs.ts';

/** Settings of the server that do on its side what libpq's do on ours. */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  keepalives_idle: 'tcp_keepalives_idle', keepalives_interval: 'tcp_keepalives_interval', keepalives_count: 'tcp_keepalives_count', tcp_user_timeout: 'tcp_user_timeout',
};

/** What asyncpg has instead of an argument of libpq: https://magicstack.github.io/asyncpg/current/api/index.html#connection */
export function inAsyncpg(prefix: string, name: string, value: Plain): Counterpart {
  const setting = SERVER_SETTINGS[name];
  if (setting !== undefined) return nearly({ [`${prefix}server_settings.${setting}`]: String(value) });
  switch (name) {
    case 'connect_timeout': case 'timeout': return asNumber(value, (seconds) => instead({ [`${prefix}timeout`]: seconds }));
    case 'statement_cache_size': return asNumber(value, (size) => instead({ [`${prefix}statement_cache_size`]: size }));
    case 'sslmode': return instead({ [`${prefix}ssl`]: String(value) });
    case 'application_name': case 'fallback_application_name': return instead({ [`${prefix}server_settings.application_name`]: String(value) });
    case 'options': return fromOptions(prefix, String(value));
    // asyncpg negotiates both by itself, and speaks UTF-8 always.
    case 'channel_binding': return dropped;
    case 'client_encoding': return /^utf-?8$/i.test(String(value)) ? dropped : { because: 'asyncpg speaks UTF-8 only' };
    case 'gssencmode': return value === 'require' ? { because: 'asyncpg has no encryption by GSSAPI' } : dropped;
    case 'keepalives': return String(value) === '0' ? { because: 'asyncpg leaves keepalives to the system' } : dropped;
    case 'pgbouncer': return isTrue(value) ? instead(unprepared(prefix)) : dropped;
    default: return { because: 'asyncpg takes certificates in an SSLContext, as ssl' };
  }
}

/** Prepared statements off, as a pooler in transaction mode needs it; SQLAlchemy keeps some of its own. */
function unprepared(prefix: string): Readonly<Record<string, number>> {
  return prefix === '' ? { statement_cache_size: 0 } : { [`${prefix}statement_cache_size`]: 0, [`${prefix}prepared_statement_cache_size`]: 0 };
}

/** `-c jit=off -c statement_timeout=5000` as settings. */
function fromOptions(prefix: string, options: string): Counterpart {
  const decoded = options.replaceAll('%20', ' ').replaceAll('%3D', '=').replaceAll('+', ' ');
  const parts = decoded.trim().split(/\s*(?:-c\s*|--)(?=\w+=)/).filter((part) => part !== '');
  const pairs = parts.map((part) => /^(\w+)=([^\s\\'"]+)$/.exec(part));
  if (pairs.length === 0 || pairs.includes(null)) return { because: 'its options are more than settings of the server' };
  return nearly(Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[`${prefix}server_settings.${pair[1] ?? ''}`, pair[2] ?? '']]))));
}

/** A number, which an address writes as a text. */
export function asNumber(value: Plain, then: (value: number) => Counterpart): Counterpart {
  const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? then(number) : { because: 'its value is no number' };
}

/** True for what an address or a program writes for yes. */
export const isTrue = (value: Plain): boolean => /^(true|1|yes|on)$/i.test(String(value));
