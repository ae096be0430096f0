import { valueOf, type Fact, type Pool, type Service, type Variable } from '#rule';

/** The name of an environment variable or an address that goes through a pooler. */
const POOLER = /pooler|pgbouncer|pooled|:6543\b/i;
/** Options that a driver only needs behind a pooler. */
const POOLER_OPTIONS: Readonly<Record<string, string | number | boolean>> = {
  'connect_args.statement_cache_size': 0, 'connect_args.prepared_statement_cache_size': 0, statement_cache_size: 0, prepare: false,
  DISABLE_SERVER_SIDE_CURSORS: true,
};

/** What names the database of a pool: its variable, or the address as written. */
export function databaseOf({ database }: Pool): string {
  return database.state === 'known' ? database.value : '';
}

/** True when something else keeps the connections to the server: PgBouncer, Neon's or Supabase's pooler. */
export function hasPooler(pool: Pool, service: Service): boolean {
  const isOption = pool.options.some(({ name, value }) => name in POOLER_OPTIONS && value.state === 'known' && POOLER_OPTIONS[name] === value.value);
  if (isOption || [databaseOf(pool), hostAndPort(pool), ...addressesOf(pool, service)].some((text) => POOLER.test(text))) return true;
  return (valueOf(service.facts['database.poolers']) ?? []).some(({ at }) => isHost(pool, service, at.value));
}

/** True for a pool of clients of this pooler: its address names it as a host, or it is the only one there. */
export function goesThrough(pool: Pool, service: Service, pooler: string, poolers: number): boolean {
  return isHost(pool, service, pooler) || (poolers === 1 && hasPooler(pool, service));
}

function isHost(pool: Pool, service: Service, name: string): boolean {
  return [databaseOf(pool), ...addressesOf(pool, service)].some((text) => text.includes(`@${name}:`) || text.includes(`@${name}/`));
}

/** `pgbouncer:6432` of a database whose host and port are options of their own, as in Django. */
function hostAndPort({ options }: Pool): string {
  const [host, port] = ['HOST', 'PORT'].map((name) => valueOf(options.findLast((option) => option.name === name)?.value as Fact<string | number> | undefined));
  return `${host ?? ''}:${port ?? ''}`;
}

/** True for the port on which Supabase's pooler keeps a connection for each session. */
export function namesSessionPooler(pool: Pool, service: Service): boolean {
  return [databaseOf(pool), hostAndPort(pool), ...addressesOf(pool, service)].some((text) => /pooler\.supabase\.com:5432\b/.test(text));
}

/** True when the plan of a managed database decides how many connections there are. */
export function isPlanned(pool: Pool, service: Service, hosts: readonly string[]): boolean {
  return [databaseOf(pool), ...addressesOf(pool, service)].some((text) => hosts.some((host) => text.includes(host)));
}

/** Values that the variable of a database has, or what may be said of one that is hidden; examples, which no program reads, stand among the words that lost. */
export function addressesOf(pool: Pool, { facts, overrides }: Service): readonly string[] {
  const examples = overrides.filter(({ name }) => name === 'build.variables').map(({ loser }) => loser.value as readonly Variable[]);
  const variables = [facts['deploy.variables'], facts['build.variables']].flatMap((list) => valueOf(list) ?? []);
  return [...variables, ...examples.flat()].filter(({ variable }) => variable === databaseOf(pool)).flatMap(({ value, address }) => value ?? address ?? []);
}

/** The only PostgreSQL server that the files of all services declare. */
export function onlyServer(services: readonly Service[]): string | undefined {
  const servers = new Set(services.flatMap(({ facts }) => valueOf(facts['database.servers']) ?? []).map(({ value }) => value));
  const postgres = [...servers].filter((server) => server.startsWith('postgresql'));
  return postgres.length === 1 ? postgres[0] : undefined;
}

/** The pools of a service that keep connections of the served program, by database. */
export function poolsByDatabase(pools: readonly Pool[]): ReadonlyMap<string, readonly Pool[]> {
  const result = new Map<string, Pool[]>();
  for (const pool of pools) result.set(databaseOf(pool), [...(result.get(databaseOf(pool)) ?? []), pool]);
  return result;
}
