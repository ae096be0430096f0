import { valueOf, type Fact, type Known } from '../../model/fact.ts';
import type { Pool } from '../../model/facts/data.ts';
import type { Dependency } from '../../model/facts/runtime.ts';
import type { FactName } from '../../model/facts.ts';

/** Packages that speak to one kind of database only. */
const DRIVERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:psycopg(?:2|2-binary|-binary)?|asyncpg|aiopg|pg8000|pg|postgres|pg-promise|@neondatabase\/serverless|@vercel\/postgres|@prisma\/adapter-pg)$/, 'postgresql'],
  [/^(?:mysqlclient|pymysql|aiomysql|asyncmy|mysql-connector-python|mysql2?|mariadb)$/, 'mysql'],
  [/^(?:pyodbc|pymssql|aioodbc|mssql|tedious)$/, 'mssql'],
  [/^(?:oracledb|cx-oracle)$/, 'oracle'],
];

/**
 * The kind of database that a service's tables are in: what its pools say, its servers, or the only driver that it installs. SQLite, which
 * many fall back to while they develop, gives way to a server.
 */
export function databaseKind(facts: ReadonlyMap<FactName, Fact<unknown>>): string | undefined {
  const pools = (valueOf(facts.get('database.pools')) ?? []) as readonly Pool[];
  const kinds = new Set(pools.filter(({ served }) => served).map(({ kind }) => kind).filter((kind) => kind !== undefined && kind !== 'sqlite' && kind !== 'mongodb'));
  if (kinds.size > 0) return only(kinds);
  const servers = (valueOf(facts.get('database.servers')) ?? []) as readonly Known<string>[];
  const declared = new Set(servers.map(({ value }) => value.split(' ')[0]).filter((kind) => kind !== 'redis' && kind !== 'mongodb'));
  if (declared.size > 0) return only(declared);
  const dependencies = (valueOf(facts.get('runtime.dependencies')) ?? []) as readonly Dependency[];
  const installed = new Set(dependencies.filter(({ kind }) => kind !== 'development').flatMap(({ name }) => DRIVERS.find(([pattern]) => pattern.test(name))?.[1] ?? []));
  if (installed.size > 0) return only(installed);
  return pools.some(({ kind, served }) => served && kind === 'sqlite') ? 'sqlite' : undefined;
}

const only = (kinds: ReadonlySet<string | undefined>): string | undefined => (kinds.size === 1 ? [...kinds][0] : undefined);
