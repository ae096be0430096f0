import { valueOf, type Evidence, type ReadFacts, type SqlAction, type SqlUse } from '#rule';
import { groupedBy } from './grouped.ts';
import { recordsIn } from './records.ts';

/** A statement of one kind. */
export type UseOf<K extends SqlAction['kind']> = SqlUse & { readonly does: Extract<SqlAction, { readonly kind: K }> };

/** True for a statement of one of the kinds. */
export function isKind<K extends SqlAction['kind']>(use: SqlUse, ...kinds: readonly K[]): use is UseOf<K> {
  return (kinds as readonly string[]).includes(use.does.kind);
}

/** The facts that `statementsOn` reads. */
export const SQL_FACTS = ['schema.statements', 'schema.queries', 'database.pools', 'runtime.dependencies'] as const;

/** What a check gets that reads them. */
export type SqlFacts = ReadFacts<(typeof SQL_FACTS)[number]>;

/** Statements of migrations and of the program that PostgreSQL is given; those of scripts, which nobody deploys, left out. */
export function statementsOn(facts: SqlFacts): { readonly migrations: readonly SqlUse[]; readonly queries: readonly SqlUse[] } {
  const isOnly = speaksToPostgresOnly(facts);
  const fits = ({ database }: SqlUse) => database === 'postgresql' || (database === 'unknown' && isOnly);
  return {
    migrations: (recordsIn(facts['schema.statements']) ?? []).filter(fits),
    queries: (recordsIn(facts['schema.queries']) ?? []).filter((use) => fits(use) && use.scope !== 'script'),
  };
}

const POSTGRES = /^(psycopg\w*(-binary|-pool|-c)?|asyncpg|aiopg|pg|pg-promise|postgres|@neondatabase\/serverless|@vercel\/postgres|@prisma\/adapter-pg)$/;
const OTHERS = /^(mysql\w*|pymysql|aiomysql|mysqlclient|mysql-connector-python|mariadb|better-sqlite3|sqlite3?|aiosqlite|tedious|mssql|pymssql|pyodbc|oracledb|cx-oracle)$/;

/** True where the program has a driver of PostgreSQL, and none of another database. */
function speaksToPostgresOnly(facts: SqlFacts): boolean {
  const names = (valueOf(facts['runtime.dependencies']) ?? []).filter(({ kind }) => kind === 'production').map(({ name }) => name);
  const pools = valueOf(facts['database.pools']) ?? [];
  const isOther = pools.some(({ kind, driver }) => [kind, driver].some((word) => word !== undefined && /mysql|sqlite|mssql/.test(word))) || names.some((name) => OTHERS.test(name));
  return !isOther && (names.some((name) => POSTGRES.test(name)) || pools.some(({ kind }) => kind === 'postgresql'));
}

/** The name without its schema: both may be written for one table. */
export const bareName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** True for two names of one table. */
export const isSameTable = (a: string, b: string): boolean => bareName(a) === bareName(b);

/** Where a statement stands, as a part of a finding's anchor. */
export const fileOf = ({ at }: SqlUse): string => (at.provenance.kind === 'declared' ? at.provenance.file.path : '');

/** What a statement builds or does, with the word that must run by itself. */
export function isLoner({ does }: SqlUse): boolean {
  switch (does.kind) {
    case 'create-index': case 'drop-index': case 'reindex': return does.concurrently;
    case 'vacuum': return true;
    default: return false;
  }
}

/** The words of such a statement: "CREATE INDEX CONCURRENTLY". */
export function lonerWords({ does }: SqlUse): string {
  switch (does.kind) {
    case 'create-index': return 'CREATE INDEX CONCURRENTLY';
    case 'drop-index': return 'DROP INDEX CONCURRENTLY';
    case 'reindex': return 'REINDEX CONCURRENTLY';
    default: return 'VACUUM';
  }
}

/** Evidence of several statements, the first one shown. */
export function evidenceOf(uses: readonly [SqlUse, ...SqlUse[]], most = 4): readonly [Evidence, ...Evidence[]] {
  const [first, ...rest] = uses;
  return [first.at, ...rest.slice(0, most - 1).map(({ at }) => at)];
}

/** Statements of the same function of the same file, in the order of the code. */
export function byBlock(uses: readonly SqlUse[]): readonly (readonly SqlUse[])[] {
  return groupedBy(uses, (use) => `${fileOf(use)} ${use.block ?? ''}`).map((group) => group.toSorted((a, b) => startOf(a) - startOf(b)));
}

/** Where a statement begins; one place may hold several. */
export const startOf = ({ at }: SqlUse): number => (at.provenance.kind === 'declared' ? at.provenance.range.start : 0);

/** A table that is filled aside and renamed, or goes at the end of the session. */
export const isStaging = (table: string): boolean => /(^|_)(tmp|temp|stage|staging|new|import|load|scratch|swap)(_|$)/i.test(bareName(table));
