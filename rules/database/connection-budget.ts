import { cannotBeTold, defineProjectCheck, fail, nobodySays, notApplicable, pass, undecided, valueOf, type Known, type Outcome, type ProposedFix, type Service } from '#rule';
import { fittingFix } from '../shared/budget-fix.ts';
import { amountOf, demandsOf, together, type Demand } from '../shared/connection-demand.ts';
import { freeOf, limitOf, PLAN_DECIDES } from '../shared/connection-limit.ts';
import { whileDeployed } from '../shared/connection-overlap.ts';
import { largestOf } from '../shared/connection-parts.ts';
import { leastPlanned } from '../shared/connection-plans.ts';
import { isPerThread, mayBe } from '../shared/connections.ts';
import { databaseOf } from '../shared/databases.ts';
import { isTold } from '../shared/told.ts';
import { listed } from '../shared/words.ts';

/** A name of the environment, not an address as it is written. */
const VARIABLE = /^\w+$/;

type Context = Parameters<Parameters<typeof defineProjectCheck>[0]['check']>[1];

export default defineProjectCheck({
  reads: [
    'build.variables', 'database.maxConnections', 'database.plan', 'database.poolers', 'database.pools', 'database.reserved', 'database.servers', 'database.sideProcesses', 'deploy.replicas', 'deploy.variables',
    'deploy.volumeMount', 'process.forkCounts', 'queue.workers', 'runtime.dependencies', 'runtime.framework', 'server.threads', 'server.workerClass', 'server.workers', 'service.platforms',
    'start.server', 'start.serverCommand', 'web.app',
  ],

  check(services, context) {
    const outcomes = new Map<Service, Outcome[]>();
    for (const group of demandsOf(services, context.number('framework-threads'))) {
      for (const [service, outcome] of judgedGroup(group, context)) outcomes.set(service, [...(outcomes.get(service) ?? []), outcome]);
    }
    return new Map(services.map((service) => [service, summary(service, outcomes.get(service) ?? [])] as const));
  },
});

/** A finding for each database that cannot give what the service may ask of it; else what is least sure of its databases. */
function summary(service: Service, outcomes: readonly Outcome[]): readonly Outcome[] {
  const failures = outcomes.filter(({ kind }) => kind === 'fail');
  if (failures.length > 0) return failures;
  const [first, ...more] = outcomes;
  return [first === undefined ? withoutDemand(service) : more.reduce(worse, first)];
}

/** What holds of a service from which no pool counts. */
function withoutDemand({ facts }: Service): Outcome {
  const pools = facts['database.pools'];
  if (pools?.state === 'unresolved') return notApplicable(cannotBeTold('database.pools', pools.reason));
  const served = (valueOf(pools) ?? []).filter((pool) => pool.served);
  if (served.length > 0 && served.every(({ kind }) => kind === 'sqlite')) return notApplicable('its database is a file');
  return served.some(({ kind }) => kind !== 'postgresql' && kind !== 'sqlite') ? notApplicable(nobodySays('database.maxConnections')) : pass();
}

/**
 * One verdict for a database: where a file declares the server, that of all services together, shown at the one that takes most. Services
 * that only name the same variable may have a database each: each is judged by itself, and their sum when each of them fits alone.
 */
function judgedGroup(all: readonly Demand[], context: Context): readonly (readonly [Service, Outcome])[] {
  // What goes through a pooler is no connection of the database: database/pooler-budget counts those.
  const group = all.filter(({ pooled }) => !pooled);
  if (group.length < all.length) return [...all.filter(({ pooled }) => pooled).map(({ service }) => [service, pass()] as const), ...(group.length === 0 ? [] : judgedGroup(group, context))];
  if (group.length > 1 && isSure(group)) {
    const outcome = judged(group, context);
    const shown = largestService(group);
    if (outcome.kind === 'pass' || outcome.kind === 'fail') return group.map(({ service }) => [service, service === shown ? outcome : pass()] as const);
  }
  const own = group.map((demand) => [demand.service, judged([demand], context)] as const);
  if (own.length < 2 || own.some(([, outcome]) => outcome.kind === 'undecided' || outcome.kind === 'not-applicable' || (outcome.kind === 'fail' && outcome.severity !== 'medium'))) return own;
  const largest = largestService(group);
  return own.map(([service, outcome]) => [service, service === largest ? worse(judged(group, context), outcome) : outcome] as const);
}

const largestService = (group: readonly Demand[]): Service | undefined => group.toSorted((a, b) => amountOf(b) - amountOf(a))[0]?.service;

function judged(group: readonly Demand[], context: Context): Outcome {
  const [first] = group;
  if (first === undefined) return pass();
  // The largest contributor comes first, so that the finding stands at its place.
  const demands = group.toSorted((a, b) => amountOf(b) - amountOf(a));
  const total = together(demands);
  // The pool of a single process seldom comes near to the limit, whatever its size: there is nothing to ask then.
  if (!isTold(total)) return demands.some(({ service }) => mayBe(2, service)) ? undecided(total.because) : notApplicable(total.because);
  const headroom = { percent: context.number('headroom-percent'), least: context.number('headroom-least') };
  const limit = limitOf(first.service, headroom, context.tables);
  if (!isTold(limit)) return notApplicable(limit.because);
  const most = whileDeployed(total, demands, context.strings('overlapping')) ?? total;
  const names = { platforms: context.strings('planned'), hosts: context.strings('managed-hosts') };
  const least = leastPlanned(first.service, first.pools, { names, tables: context.tables });
  if (least !== undefined) return most.value <= least - freeOf(least, headroom) ? pass() : undecided(PLAN_DECIDES);
  // What only a deployment adds is a short peak: it counts where nothing else is guessed.
  const demand = isSure(demands) ? most : total;
  return demand.value <= limit.value ? pass() : failed(demands, { total, most, limit }, context);
}

/** One pool for each service, or a server that a file declares: nothing is guessed from names. */
function isSure(demands: readonly Demand[]): boolean {
  return demands.length > 1 ? demands.every(({ declared }) => declared) : demands.every(({ pools }) => pools.length === 1);
}

interface Sum {
  readonly total: Known<number>;
  /** With what a deployment adds. */
  readonly most: Known<number>;
  readonly limit: Known<number>;
}

function failed(demands: readonly Demand[], { total, most, limit }: Sum, context: Context): Outcome {
  const names = listed(demands.map(({ service }) => service.name), 4);
  const isSum = demands.length > 1;
  // What only names the same variable may be two databases: a deployment is no reason then to take more away.
  const platforms = isSure(demands) ? context.strings('overlapping') : [];
  const fix = fittingFix(demands, { limit: limit.value, conventions: context, platforms, platformsOfOne: context.strings('overlapping') }) ?? advised(demands, most.value, limit.value);
  const database = databaseAmongOthers(demands);
  const common = { anchor: database === undefined ? 'connections' : `connections:${database}`, fix } as const;
  const end = `the database${database === undefined ? '' : ` of ${database}`} has ${limit.value} to give`;
  const largest = largestOf(demands, context.number('framework-threads'), total.value);
  if (total.value <= limit.value) {
    const message = `${names}${isSum ? ' together' : ''} can open ${most.value} connections${largest.replace(/^,.*/, '')} while a deployment keeps old and new version; ${end}`;
    return fail({ ...common, message, evidence: [most, limit], severity: 'medium', confidence: 'medium' });
  }
  // Services that only name the same variable may still have a database each.
  const [severity, confidence] = isSure(demands) ? (['critical', 'high'] as const) : isSum ? (['high', 'low'] as const) : (['critical', 'medium'] as const);
  return fail({ ...common, message: `${names}${isSum ? ' together' : ''} can open ${total.value} connections${largest}; ${end}`, evidence: [total, limit], severity, confidence });
}

/** Where nobody can write a smaller number: it comes from the environment, or there is nothing left to take away. */
function advised(demands: readonly Demand[], most: number, limit: number): ProposedFix {
  const each = demands[0]?.each;
  const affordable = each === undefined || !isTold(each) ? 0 : Math.floor((each.value * limit) / most);
  if (affordable < 2) return toldOnly('Put a pooler (PgBouncer) between the service and the database');
  return toldOnly(ownWay(demands, affordable) ?? `Let each process keep at most ${affordable} connections`);
}

/** Where something else than an option of a pool decides: the address of Prisma's engine, Django's threads, a worker's children. */
function ownWay([demand]: readonly Demand[], affordable: number): string | undefined {
  const side = demand?.beside.find(({ value }) => value > amountOf(demand) / 2);
  if (side !== undefined) return `Give ${side.name.replace('connections of ', 'the process ')} fewer children: celery worker -c`;
  const pools = demand?.pools ?? [];
  if (pools.some(({ library, driver }) => library === 'prisma' && driver === undefined)) return `Put connection_limit=${affordable} into the address of the database`;
  return pools.some(isPerThread) ? `Start at most ${affordable} threads in each process, or give Django a pool: OPTIONS["pool"] with max_size` : undefined;
}

function toldOnly(title: string): ProposedFix {
  return { title, applicability: 'advice', change: { kind: 'advice' } };
}

/** The variable that names the database, where a service talks to others too. */
function databaseAmongOthers(demands: readonly Demand[]): string | undefined {
  const [name] = demands.flatMap(({ pools }) => pools.map(databaseOf));
  const isOneOfMany = demands.some(({ service, pools }) => (valueOf(service.facts['database.pools']) ?? []).some((pool) => pool.served && databaseOf(pool) !== '' && !pools.some((own) => databaseOf(own) === databaseOf(pool))));
  return isOneOfMany && name !== undefined && VARIABLE.test(name) ? name : undefined;
}

function worse(before: Outcome, after: Outcome): Outcome {
  const rank = ({ kind }: Outcome) => ['not-applicable', 'pass', 'undecided', 'fail'].indexOf(kind);
  return rank(after) > rank(before) ? after : before;
}
