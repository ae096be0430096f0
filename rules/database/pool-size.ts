import { defineRecordCheck, fail, notApplicable, pass, renamed, undecided, valueOf, type CheckContext, type Evidence, type Known, type Outcome, type Pool, type ProposedFix, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { isPerThread, mayBe, processesOf, reasonOf, shortName, usersOf, usesThreads } from '../shared/connections.ts';
import { libraryName } from '../shared/library-names.ts';
import { isTold } from '../shared/told.ts';
import { hasPooler } from '../shared/databases.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { chosenSize } from '../shared/pool-room.ts';
import { standardOf } from '../shared/pool-sizes.ts';
import { answersInThreads } from '../shared/threaded-routes.ts';

/** Options that say how many: whoever sets one, if only by a variable, has chosen. */
const SIZES = /^((pool|extra)\.)?(pool_?size|max|max_?size|max_overflow|max_?pool_?size|connection_?limit)$|^SQLALCHEMY_ENGINE_OPTIONS$/i;

export default defineRecordCheck({
  each: 'database.pools',
  needs: [],
  check(pool, _facts, context): Outcome {
    const { service, number } = context;
    if (!isKept(pool) || hasPooler(pool, service)) return pass();
    if (isPerThread(pool)) return reconnecting(pool, service) ?? pass();
    const { maximum } = pool;
    if (maximum.state !== 'known') {
      const isChosen = pool.options.some(({ name }) => SIZES.test(name));
      return isChosen ? pass() : unknown(`how many connections ${shortName(pool)} may open cannot be told: ${reasonOf(maximum)}`, context);
    }
    const users = usersOf(pool, service.facts, number('framework-threads'));
    const isBound = users !== undefined && users.value <= maximum.value && users.value < number('framework-threads');
    return isBound ? pass() : judged(pool, context, { maximum, users });
  },
});

/** True for a pool of the served program, to a database server, that lives longer than a request; one that nobody can count may come to that. */
function isKept({ served, kind, scope, maximum }: Pool): boolean {
  if (!served || kind === undefined || kind === 'sqlite' || scope === 'script') return false;
  return (scope !== 'request' && scope !== 'job') || maximum.state === 'unresolved';
}

interface Bounds {
  readonly maximum: Known<number>;
  readonly users: Known<number> | undefined;
}

function judged(pool: Pool, context: CheckContext, { maximum, users }: Bounds): Outcome {
  const { service } = context;
  if (!Number.isFinite(maximum.value)) return hasPoolClass(pool) || context.text('unlimited') === 'elsewhere' ? pass() : unlimited(pool, context);
  if (!isDefault(pool.size) || !isDefault(pool.overflow) || maximum.value < 2) return pass();
  const processes = processesOf(service);
  if (!isTold(processes)) return unknown(processes.because, context);
  if (processes.value >= context.number('least-processes')) return multiplied(pool, context, maximum, processes);
  return users === undefined ? pass() : (starved(pool, context, users) ?? pass());
}

/** A question only where several processes may multiply the number. */
function unknown(because: string, { service, number }: CheckContext): Outcome {
  return mayBe(number('least-processes'), service) ? undecided(because) : notApplicable(because);
}

/** True for a number that nobody wrote. */
function isDefault(fact: Pool['size']): boolean {
  return fact.state === 'known' && fact.provenance.kind === 'default';
}

/** NullPool and its like: whoever names one has decided that something else, or nothing, keeps connections. */
function hasPoolClass({ options }: Pool): boolean {
  return options.some(({ name }) => name === 'poolclass');
}

function unlimited(pool: Pool, context: CheckContext): Outcome {
  const fix = chosenSize(pool, context.service, { wanted: standardOf(pool), conventions: context });
  return finding(pool, `nothing limits the connections of ${shortName(pool)}`, [pool.maximum, pool.at], fix, 'high');
}

/** Django under WSGI ends the connection with the request when CONN_MAX_AGE is not set. */
function reconnecting(pool: Pool, { facts }: Service): Outcome | undefined {
  const isSeen = pool.options.some(({ name }) => name === 'ENGINE') || /^(dj_database_url|env)\b/.test(pool.at.value);
  const isSet = pool.options.some(({ name }) => name === 'CONN_MAX_AGE' || name === 'CONN_HEALTH_CHECKS') || /conn_max_age|\*\*/i.test(pool.at.value);
  if (!isSeen || isSet || valueOf(facts['start.interface']) !== 'wsgi') return undefined;
  return finding(pool, 'Django opens a new connection for each request: nobody set CONN_MAX_AGE', [pool.at], keptConnections(pool, facts));
}

/** A minute, as the documentation of Django's own guides shows it; a check of the connection from Django 4.1 on. */
function keptConnections(pool: Pool, facts: Service['facts']): ProposedFix {
  // Each greenlet has a connection of its own, and would keep it: https://docs.djangoproject.com/en/5.2/ref/databases/#caveats
  if (['gevent', 'eventlet'].includes(valueOf(facts['server.workerClass']) ?? '')) {
    return advised('Let OPTIONS["pool"] keep connections: with greenlets CONN_MAX_AGE would keep too many');
  }
  const dependencies = facts['runtime.dependencies'];
  const isChecked = hasReached(dependencies, 'django', 4, 1) !== false && hasReached(dependencies, 'dj-database-url', 1) !== false;
  const title = isChecked ? 'Set CONN_MAX_AGE to 60 and CONN_HEALTH_CHECKS to True' : 'Set CONN_MAX_AGE to 60';
  const set = isChecked ? { CONN_MAX_AGE: 60, CONN_HEALTH_CHECKS: true } : { CONN_MAX_AGE: 60 };
  return { title, applicability: 'review', change: { kind: 'set-options', at: pool.at, set }, question: { text: 'How many seconds may Django keep a connection?', option: 'CONN_MAX_AGE' } };
}

function multiplied(pool: Pool, context: CheckContext, maximum: Known<number>, processes: Known<number>): Outcome {
  // A driver of MongoDB opens what it needs, and the server takes tens of thousands unless somebody states less.
  if (pool.kind === 'mongodb' && context.service.facts['database.maxConnections']?.state !== 'known') return pass();
  const { value } = processes;
  const message = value === 1
    ? `nobody chose the size of the pool: ${libraryName(pool.library)} opens up to ${maximum.value} connections`
    : `nobody chose the size of the pool: ${value} processes open up to ${maximum.value} connections each, ${value * maximum.value} in all`;
  const fix = chosenSize(pool, context.service, { wanted: maximum.value, conventions: context });
  return finding(pool, message, [pool.at, renamed(maximum, 'connections per process'), processes], fix);
}

/** More functions run at once than there are connections: the others wait, and after pool_timeout they fail. */
function starved(pool: Pool, context: CheckContext, users: Known<number>): Outcome | undefined {
  const { facts } = context.service;
  if (!answersInThreads(valueOf(facts['web.routes'])) || !usesThreads(pool.library, facts)) return undefined;
  const message = `nobody chose the size of the pool: up to ${users.value} threads answer requests and share ${valueOf(pool.maximum) ?? 0} connections`;
  const fix = chosenSize(pool, context.service, { wanted: users.value, conventions: context });
  return finding(pool, message, [pool.at, renamed(pool.maximum, 'connections per process'), users], fix);
}

function finding(pool: Pool, message: string, evidence: readonly [Evidence, ...Evidence[]], fix: ProposedFix, severity: 'medium' | 'high' = 'medium'): Outcome {
  return fail({ message, evidence, severity, anchor: `pool:${pool.library}`, fix });
}
