import type { LiveUrl } from '../model/live-state.ts';

/** Words of addresses that say nothing of whose they are. Everything else of an address is hidden. */

const SCHEME = new RegExp(`^(?:jdbc:)?(?:${[
  'postgres', 'postgresql', 'postgis', 'cockroachdb', 'mysql', 'mariadb', 'mssql', 'sqlserver', 'oracle', 'mongodb', 'redis', 'rediss', 'valkey', 'valkeys', 'amqp', 'amqps',
  'pyamqp', 'sqs', 'kafka', 'nats', 'tls', 'mqtt', 'mqtts', 'memcached', 'sqlite', 'sqlite3', 'libsql', 'clickhouse', 'clickhouses', 'bolt', 'neo4j', 'neo4js', 'elasticsearch',
  'http', 'https', 'ws', 'wss', 'grpc', 'grpcs', 'smtp', 'smtps', 'ldap', 'ldaps', 'ftp', 'sftp', 'ssh', 'git', 'file', 's3', 'gs', 'tcp', 'udp', 'unix', 'otlp', 'prisma',
  'locmem', 'locmemcache', 'dummy', 'dummycache', 'dbcache', 'filecache',
].join('|')})(?:\\+(?:${[
  'asyncpg', 'psycopg', 'psycopg2', 'psycopg2cffi', 'psycopg_async', 'pg8000', 'aiopg', 'pymysql', 'aiomysql', 'asyncmy', 'mysqldb', 'mysqlconnector', 'pyodbc', 'aioodbc', 'pymssql',
  'aiosqlite', 'pysqlite', 'pysqlcipher', 'srv', 'sentinel', 'cluster', 'socket', 'unix', 'ssh', 'http', 'https', 'native', 'asynch', 's', 'ssc', 'tls',
].join('|')}))?$`);

/** True for a scheme that is known: `postgresql+asyncpg`. */
export const isScheme = (scheme: string): boolean => SCHEME.test(scheme);

/** Endings of hosts that Railway gives: https://docs.railway.com/networking */
const ENDINGS = [
  ['railway.internal', 'railway-private'],
  ['proxy.rlwy.net', 'railway-proxy'],
  ['up.railway.app', 'railway-domain'],
] as const;
const LOCAL = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$/;

/** What a host belongs to, and what may be shown of it: `…railway.internal`. */
export function hostOf(host: string): { readonly kind: Exclude<LiveUrl['host'], 'reference'>; readonly shown: string } {
  const lower = host.toLowerCase();
  if (LOCAL.test(lower)) return { kind: 'local', shown: lower };
  const [ending, kind] = ENDINGS.find(([name]) => lower === name || lower.endsWith(`.${name}`) || lower === `…${name}`) ?? [];
  if (ending !== undefined && kind !== undefined) return { kind, shown: `…${ending}` };
  return { kind: 'other', shown: '…' };
}

const NUMBER = /^\d{1,6}$/;
const SWITCH = /^(?:true|false|0|1|yes|no|on|off|required|none)$/i;

/** Options of addresses by their names, with the only form in which the value is shown. */
const OPTIONS: readonly (readonly [RegExp, RegExp])[] = [
  [/^sslmode$/, /^(?:disable|allow|prefer|require|verify-ca|verify-full|no-verify)$/],
  [/^(?:ssl|tls|pgbouncer|retryWrites|directConnection|tlsInsecure|ssl_mode|sslaccept|ssl-mode|prepared_statements?|decode_responses)$/, /^(?:true|false|0|1|yes|no|on|off|require|required|disabled|preferred|strict|accept_invalid_certs)$/i],
  [/^(?:ssl_cert_reqs)$/, /^(?:none|optional|required|CERT_NONE|CERT_OPTIONAL|CERT_REQUIRED)$/],
  [/^(?:connection_limit|pool_timeout|pool_size|max_overflow|pool_recycle|connect_timeout|connectTimeout|connection_timeout|socket_timeout|socketTimeoutMS|connectTimeoutMS|serverSelectionTimeoutMS|command_timeout|statement_timeout|statement_cache_size|prepared_statement_cache_size|prepareThreshold|maxPoolSize|minPoolSize|max_connections|heartbeat|keepalives|keepalives_idle|keepalives_interval|keepalives_count|tcp_user_timeout|family|health_check_interval|timeout|w)$/, NUMBER],
  [/^w$/, /^majority$/],
  [/^(?:pool_pre_ping|socket_keepalive|retry_on_timeout)$/, SWITCH],
  [/^target_session_attrs$/, /^(?:any|read-write|read-only|primary|standby|prefer-standby)$/],
  [/^channel_binding$/, /^(?:disable|prefer|require)$/],
  [/^(?:charset|encoding|client_encoding)$/, /^(?:utf8|utf-8|utf8mb3|utf8mb4|latin1)$/i],
  [/^authSource$/, /^admin$/],
];

/** True for an option of an address that may be shown with its value: `sslmode=require`. */
export const isPublicOption = (name: string, value: string): boolean => OPTIONS.some(([names, values]) => names.test(name) && values.test(value));
