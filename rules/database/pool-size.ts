import { defineRecordCheck, fail, pass, renamed, undecided, valueOf, type Evidence, type Known, type Outcome, type Pool, type Service } from '#rule';
import { isPerThread, isTold, processesOf, reasonOf, shortName, usersOf, usesThreads } from '../shared/connections.ts';
import { hasPooler } from '../shared/databases.ts';

const NAMES: Readonly<Record<string, string>> = {
  sqlalchemy: 'pool_size and max_overflow', 'sqlalchemy-async': 'pool_size and max_overflow', 'flask-sqlalchemy': 'SQLALCHEMY_ENGINE_OPTIONS',
  asyncpg: 'min_size and max_size', 'psycopg-pool': 'max_size', databases: 'max_size', knex: 'pool.max', sequelize: 'pool.max',
  typeorm: 'poolSize', mongoose: 'maxPoolSize', pymongo: 'maxPoolSize', motor: 'maxPoolSize', mysql2: 'connectionLimit', prisma: 'connection_limit',
};

/** Options that say how many: whoever sets one, if only by a variable, has chosen. */
const SIZES = /^((pool|extra)\.)?(pool_?size|max|max_?size|max_overflow|max_?pool_?size|connection_?limit)$|^SQLALCHEMY_ENGINE_OPTIONS$/i;

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, { service, number }): Outcome {
    if (!isKept(pool) || hasPooler(pool, service)) return pass();
    if (isPerThread(pool)) return reconnecting(pool, service) ?? pass();
    const { maximum } = pool;
    if (maximum.state !== 'known') {
      const isChosen = pool.options.some(({ name }) => SIZES.test(name));
      return isChosen ? pass() : undecided(`how many connections ${shortName(pool)} may open cannot be told: ${reasonOf(maximum)}`);
    }
    const users = usersOf(pool, service.facts, number('framework-threads'));
    const isBound = users !== undefined && users.value <= maximum.value && users.value < number('framework-threads');
    return isBound ? pass() : judged(pool, service, { maximum, users, least: number('least-processes') });
  },
});

/** True for a pool of the served program, to a database server, that lives longer than a request. */
function isKept({ served, kind, scope }: Pool): boolean {
  return served && kind !== undefined && kind !== 'sqlite' && !['request', 'job', 'script'].includes(scope);
}

interface Sizes {
  readonly maximum: Known<number>;
  readonly users: Known<number> | undefined;
  readonly least: number;
}

function judged(pool: Pool, service: Service, { maximum, users, least }: Sizes): Outcome {
  if (!Number.isFinite(maximum.value)) return hasPoolClass(pool) ? pass() : unlimited(pool);
  if (!isDefault(pool.size) || !isDefault(pool.overflow) || maximum.value < 2) return pass();
  const processes = processesOf(service);
  if (!isTold(processes)) return undecided(processes.because);
  if (processes.value >= least) return multiplied(pool, maximum, processes);
  return users === undefined ? pass() : (starved(pool, service, users) ?? pass());
}

/** True for a number that nobody wrote. */
function isDefault(fact: Pool['size']): boolean {
  return fact.state === 'known' && fact.provenance.kind === 'default';
}

/** NullPool and its like: whoever names one has decided that something else, or nothing, keeps connections. */
function hasPoolClass({ options }: Pool): boolean {
  return options.some(({ name }) => name === 'poolclass');
}

function unlimited(pool: Pool): Outcome {
  return finding(pool, `nothing limits the connections of ${shortName(pool)}`, [pool.maximum, pool.at], { severity: 'high' });
}

/** Django under WSGI ends the connection with the request when CONN_MAX_AGE is not set. */
function reconnecting(pool: Pool, { facts }: Service): Outcome | undefined {
  const isSeen = pool.options.some(({ name }) => name === 'ENGINE') || /^(dj_database_url|env)\b/.test(pool.at.value);
  const isSet = pool.options.some(({ name }) => name === 'CONN_MAX_AGE' || name === 'CONN_HEALTH_CHECKS') || /conn_max_age|\*\*/i.test(pool.at.value);
  if (!isSeen || isSet || valueOf(facts['start.interface']) !== 'wsgi') return undefined;
  const title = 'Set CONN_MAX_AGE to 60 and CONN_HEALTH_CHECKS to True';
  return finding(pool, 'Django opens a new connection for each request: nobody set CONN_MAX_AGE', [pool.at], { title });
}

function multiplied(pool: Pool, maximum: Known<number>, processes: Known<number>): Outcome {
  const { value } = processes;
  const message = value === 1
    ? `nobody chose the size of the pool: ${pool.library} opens up to ${maximum.value} connections`
    : `nobody chose the size of the pool: ${value} processes open up to ${maximum.value} connections each, ${value * maximum.value} in all`;
  return finding(pool, message, [pool.at, renamed(maximum, 'connections per process'), processes]);
}

/** More functions run at once than there are connections: the others wait, and after pool_timeout they fail. */
function starved(pool: Pool, { facts }: Service, users: Known<number>): Outcome | undefined {
  const isThreaded = (valueOf(facts['web.routes']) ?? []).some((route) => !route.async && !route.websocket);
  if (!isThreaded || !usesThreads(pool.library, facts)) return undefined;
  const message = `nobody chose the size of the pool: up to ${users.value} threads answer requests and share ${valueOf(pool.maximum) ?? 0} connections`;
  return finding(pool, message, [pool.at, renamed(pool.maximum, 'connections per process'), users]);
}

interface Told extends Partial<Pick<Extract<Outcome, { kind: 'fail' }>, 'severity'>> {
  readonly title?: string;
}

function finding(pool: Pool, message: string, evidence: readonly [Evidence, ...Evidence[]], { severity = 'medium', title }: Told = {}): Outcome {
  const standard = `Set ${NAMES[pool.library] ?? 'max'} so that all processes together stay below the database's limit`;
  return fail({ message, evidence, severity, anchor: `pool:${pool.library}`, fix: { title: title ?? standard, applicability: 'review', change: { kind: 'advice' } } });
}
