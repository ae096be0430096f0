import { defineProjectCheck, derive, fail, notApplicable, pass, renamed, valueOf, type Known, type Outcome, type Pooler, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { amountOf, demandsOf, together, type Demand } from '../shared/connection-demand.ts';
import { limitOf } from '../shared/connection-limit.ts';
import { largestOf } from '../shared/connection-parts.ts';
import { isTold } from '../shared/told.ts';
import { goesThrough } from '../shared/databases.ts';
import { listed } from '../shared/words.ts';

type Context = Parameters<Parameters<typeof defineProjectCheck>[0]['check']>[1];

export default defineProjectCheck({
  reads: [
    'build.variables', 'database.maxConnections', 'database.plan', 'database.poolers', 'database.pools', 'database.reserved', 'database.servers', 'database.sideProcesses',
    'deploy.replicas', 'deploy.variables', 'process.forkCounts', 'queue.workers', 'runtime.framework', 'server.threads', 'server.workerClass', 'server.workers', 'service.platforms', 'start.server',
    'start.serverCommand', 'web.app',
  ],

  check(services, context) {
    const outcomes = new Map<Service, Outcome[]>();
    const add = (service: Service, outcome: Outcome) => outcomes.set(service, [...(outcomes.get(service) ?? []), outcome]);
    const demands = demandsOf(services, context.number('framework-threads')).flat();
    const poolers = poolersOf(services);
    for (const pooler of poolers) {
      const through = demands.filter(({ pools, service }) => pools.some((pool) => goesThrough(pool, service, pooler.at.value, poolers.length)));
      const shown = through.toSorted((a, b) => amountOf(b) - amountOf(a))[0]?.service ?? services.find((service) => isBeside(service, pooler));
      if (shown === undefined) continue;
      for (const outcome of [ofClients(pooler, through, context), ofServer(pooler, shown, context)]) add(shown, outcome);
    }
    return new Map(services.map((service) => [service, summary(outcomes.get(service) ?? [])] as const));
  },
});

function poolersOf(services: readonly Service[]): readonly Pooler[] {
  const all = services.flatMap(({ facts }) => valueOf(facts['database.poolers']) ?? []);
  return all.filter(({ at }, index) => all.findIndex((other) => keyOf(other.at) === keyOf(at)) === index);
}

const keyOf = ({ value, provenance }: Known<string>): string => (provenance.kind === 'declared' ? `${provenance.file.path} ${provenance.range.start}` : value);

const isBeside = ({ facts }: Service, { at }: Pooler): boolean => (valueOf(facts['database.poolers']) ?? []).some((each) => keyOf(each.at) === keyOf(at));

/** Findings, else that it holds where one of both budgets could be told. */
function summary(outcomes: readonly Outcome[]): readonly Outcome[] {
  const failures = outcomes.filter(({ kind }) => kind === 'fail');
  if (failures.length > 0) return failures;
  const [first] = outcomes;
  return [outcomes.find(({ kind }) => kind === 'pass') ?? first ?? notApplicable('no service goes through a pooler that a file configures')];
}

/** What the services open to the pooler, against the clients that it lets in. */
function ofClients({ clients }: Pooler, through: readonly Demand[], context: Context): Outcome {
  if (through.length === 0) return notApplicable('no service of the project goes through the pooler');
  const total = together(through);
  if (!isTold(total)) return notApplicable(total.because);
  if (clients.state !== 'known') return notApplicable('how many clients the pooler lets in comes from the environment');
  if (total.value <= clients.value) return pass();
  const names = listed([...new Set(through.map(({ service }) => service.name))], 4);
  const enough = Math.ceil(total.value / 100) * 100;
  const title = `Set max_client_conn to ${enough}`;
  return fail({
    message: `${names} can open ${total.value} connections to PgBouncer${largestOf(through, context.number('framework-threads'), total.value)}; it lets in ${clients.value} clients`,
    evidence: [total, clients], anchor: 'clients',
    fix: clients.provenance.kind === 'declared' ? { title, applicability: 'review', change: { kind: 'replace', at: clients, text: String(enough) } } : advised(title),
  });
}

/** What the pooler opens to the server, against what the database has to give. */
function ofServer(pooler: Pooler, service: Service, context: Context): Outcome {
  const { poolSize, reserve, databases } = pooler;
  const limit = limitOf(service, { percent: context.number('headroom-percent'), least: context.number('headroom-least') }, context.tables);
  const stated = service.facts['database.maxConnections'];
  const isOwn = (valueOf(service.facts['database.servers']) ?? []).some(({ value }) => value.startsWith('postgresql'));
  if (!isTold(limit) || (!isOwn && (stated?.state !== 'known' || stated.provenance.kind === 'default'))) return notApplicable('nothing says how many connections the database behind the pooler accepts');
  if (poolSize.state !== 'known' || reserve.state !== 'known') return notApplicable('how many connections the pooler opens comes from the environment');
  const own = databases.flatMap((database) => database.poolSize ?? []);
  const pairs = Math.max(1, databases.length);
  const parts = [...(own.length < pairs ? [poolSize] : []), ...own, ...(reserve.value > 0 ? [reserve] : [])];
  const most = derive('connections to the server', parts, () => serverConnections(pooler, poolSize.value, reserve.value));
  if (most.value <= limit.value) return pass();
  const each = Math.floor(limit.value / pairs) - reserve.value;
  const title = own.length > 0 ? `Lower pool_size of the databases: together they may open ${limit.value}` : each < 1 ? 'Let fewer databases share the server, or raise its max_connections' : `Set default_pool_size to ${each}`;
  const isWritten = poolSize.provenance.kind === 'declared' && own.length === 0 && each >= 1;
  const of = pairs > 1 ? ` for ${pairs} databases` : '';
  return fail({
    message: `PgBouncer can open ${most.value} connections${of}; the database has ${limit.value} to give`,
    evidence: [renamed(most, 'connections to the server'), limit], anchor: 'server',
    fix: isWritten ? { title, applicability: 'review', change: { kind: 'replace', at: poolSize, text: String(each) } } : advised(title),
  });
}

/** Of each database its own size, or that of all, with the reserve. */
function serverConnections({ databases }: Pooler, standard: number, reserve: number): number {
  let result = databases.length === 0 ? standard + reserve : 0;
  for (const { poolSize } of databases) result += (poolSize?.value ?? standard) + reserve;
  return result;
}
