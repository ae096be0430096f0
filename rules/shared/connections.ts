import { cannotBeTold, defaulted, derive, renamed, valueOf, type Fact, type FactSet, type Known, type Pool, type Service } from '#rule';
import { libraryName } from './library-names.ts';
import { celeryChildren } from './side-demand.ts';
import { isTold, type Told } from './told.ts';

const SYNC_LIBRARIES = ['sqlalchemy', 'flask-sqlalchemy', 'psycopg-pool', 'psycopg2-pool', 'peewee'];
const HELD = 'connections per process';
const AT_ONCE = 'requests at once';
/** A gunicorn worker class, and a worker whose processes are counted already. */
const ONE_AT_ONCE = ['sync', 'celery'];
const ANYIO = 'https://anyio.readthedocs.io/en/stable/threads.html#adjusting-the-default-maximum-worker-thread-count';

/** Processes of all replicas: nothing that says so means one. */
export function processesOf({ facts }: Service): Told {
  const server = facts['start.server'];
  const workers = facts['server.workers'];
  if (workers?.state !== 'known' && server?.state !== 'known') return { because: 'what starts cannot be told, and so how many processes there are' };
  const factors: Known<number>[] = [];
  const isCelery = valueOf(server) === 'celery';
  if (isCelery && threadsOfCelery(facts) === undefined) {
    const children = celeryChildren(facts, workers);
    if (!isTold(children)) return children;
    factors.push(children);
  }
  for (const [name, fact] of [['server.workers', isCelery ? undefined : workers], ['deploy.replicas', facts['deploy.replicas']]] as const) {
    if (fact?.state === 'unresolved') return { because: cannotBeTold(name, fact.reason) };
    if (fact?.state === 'known') factors.push(fact);
  }
  // A program that forks says so where no option of its server does: the first process only watches over the others.
  const [forked] = workers?.state === 'known' ? [] : (valueOf(facts['process.forkCounts']) ?? []);
  if (forked !== undefined) factors.unshift(renamed(forked, 'processes of the program'));
  return derive('processes', factors, (...counts: number[]) => product(counts));
}

/** True where there are at least so many processes, or only a run tells how many; what starts in a way that nobody can follow counts as one. */
export function mayBe(least: number, service: Service): boolean {
  const processes = processesOf(service);
  if (isTold(processes)) return processes.value >= least;
  const { 'start.server': server, 'server.workers': workers, 'deploy.replicas': replicas } = service.facts;
  return least <= 1 || replicas?.state === 'unresolved' || (server?.state === 'known' && workers?.state === 'unresolved');
}

/** Connections that one process can hold through a pool: no more than it has requests at once. */
export function heldByProcess(pool: Pool, { facts }: Service, frameworkThreads: number): Told {
  const { maximum } = pool;
  const users = usersOf(pool, facts, frameworkThreads);
  if (isPerThread(pool)) return renamed(users ?? (maximum as Known<number>), HELD);
  if (maximum.state === 'known' && Number.isFinite(maximum.value)) return bounded(maximum, users);
  if (maximum.state === 'known') return users === undefined ? { because: `nothing limits the connections of ${shortName(pool)}` } : renamed(users, HELD);
  if (users?.value === 1) return renamed(users, HELD);
  return { because: `how many connections ${shortName(pool)} may open cannot be told: ${reasonOf(maximum)}` };
}

function bounded(maximum: Known<number>, users: Known<number> | undefined): Known<number> {
  if (users === undefined || users.value >= maximum.value) return renamed(maximum, HELD);
  return derive(HELD, [maximum, users], (most, atOnce) => Math.min(most, atOnce));
}

/** True for Django's connections, of which each thread has one. */
export function isPerThread({ library, maximum }: Pool): boolean {
  return library === 'django' && maximum.state === 'known' && maximum.name === 'connections per thread';
}

/** How many things of a process can hold a connection at once; undefined when only the pool limits them. */
export function usersOf({ library }: Pool, facts: FactSet, frameworkThreads: number): Known<number> | undefined {
  const [server, kind, threads] = [facts['start.server'], facts['server.workerClass'], facts['server.threads']];
  const jobs = threadsOfCelery(facts);
  if (jobs !== undefined) return renamed(jobs, AT_ONCE);
  const alone = [kind, server].find((fact) => fact?.state === 'known' && ONE_AT_ONCE.includes(fact.value)) as Known<string> | undefined;
  if (alone !== undefined) return derive(AT_ONCE, [alone], () => 1);
  const isThreaded = valueOf(kind) === 'gthread' || valueOf(server) === 'waitress';
  if (isThreaded && threads?.state === 'known') return renamed(threads, AT_ONCE);
  return usesThreads(library, facts) ? (threadLimit(facts, frameworkThreads) ?? defaulted(AT_ONCE, frameworkThreads, 'AnyIO', ANYIO)) : undefined;
}

/** How many threads a framework for async code answers plain functions in; undefined where only a run tells. */
export function threadLimit({ 'process.threadLimit': limit }: FactSet, frameworkThreads: number): Known<number> | undefined {
  if (limit?.state === 'known') return renamed(limit, AT_ONCE);
  return limit?.state === 'unresolved' ? undefined : defaulted(AT_ONCE, frameworkThreads, 'AnyIO', ANYIO);
}

/** True for a worker of Celery whose children share what its parent has opened on import: https://docs.celeryq.dev/en/stable/userguide/concurrency/ */
export function forksJobs(facts: FactSet): boolean {
  const isOther = /\s(?:-P|--pool)[ =](?:threads|gevent|eventlet|solo)\b/.test(valueOf(facts['start.serverCommand']) ?? '');
  return valueOf(facts['start.server']) === 'celery' && !isOther;
}

/** Jobs at once of a Celery worker that runs them in threads or greenlets of one process: https://docs.celeryq.dev/en/stable/userguide/concurrency/ */
function threadsOfCelery(facts: FactSet): Known<number> | undefined {
  const isThreaded = /\s(?:-P|--pool)[ =](?:threads|gevent|eventlet)\b/.test(valueOf(facts['start.serverCommand']) ?? '');
  if (valueOf(facts['start.server']) !== 'celery' || !isThreaded) return undefined;
  const jobs = celeryChildren(facts, facts['server.workers']);
  return isTold(jobs) ? jobs : undefined;
}

/** True when a framework for async code runs plain functions in threads, and the library is for those. */
export function usesThreads(library: string, facts: FactSet): boolean {
  const framework = valueOf(facts['web.app'])?.framework ?? valueOf(facts['runtime.framework']) ?? '';
  return SYNC_LIBRARIES.includes(library) && ['fastapi', 'starlette'].includes(framework);
}

/** `sqlalchemy in app/db.py`. */
export function shortName({ library, at }: Pool): string {
  return at.provenance.kind === 'declared' ? `${libraryName(library)} in ${at.provenance.file.path}` : libraryName(library);
}

export function reasonOf(fact: Fact<unknown>): string {
  return fact.state === 'unresolved' ? fact.reason : 'nothing says';
}

function product(counts: readonly number[]): number {
  let result = 1;
  for (const count of counts) result *= count;
  return result;
}
