import { valueOf, type Change, type Known, type Pool, type ProposedFix, type Service } from '#rule';
import { demandsOf, together, type Demand } from './connection-demand.ts';
import { whileDeployed } from './connection-overlap.ts';
import { partsOf, type Part } from './connection-parts.ts';
import { fewerChildren, fewerOfWorker } from './fewer-children.ts';
import { isTold } from './told.ts';
import { changeTo, unlessSet } from './default-sizes.ts';
import { QUESTION, type Conventions } from './pool-room.ts';
import { described, sizesFor } from './pool-sizes.ts';
import { counted, listed } from './words.ts';
import { isInDigits } from './written.ts';

/** Fewer connections for a pool in each process. */
interface Smaller {
  readonly part: Part;
  readonly to: number;
}

/** A change that makes the demands fit the limit: the children of a worker that takes most, else the largest pool, else all of them, else the workers; undefined where no such change can be written. */
export function fittingFix(demands: readonly Demand[], { limit, conventions, platforms, platformsOfOne }: Bounds): ProposedFix | undefined {
  const threads = conventions.number('framework-threads');
  const parts = partsOf(demands, threads);
  const demandWith = (smaller: readonly Smaller[]) => amountOf(demands.map((demand) => withSmaller(demand, smaller, threads)), platforms);
  const fitsAlone = (demand: Demand, smaller: readonly Smaller[]) => demand.pools.length > 1 || amountOf([withSmaller(demand, smaller, threads)], platformsOfOne) <= limit;
  const fits = (smaller: readonly Smaller[]): boolean => demandWith(smaller) <= limit
    && demands.every((demand) => smaller.every(({ part }) => part.service !== demand.service) || fitsAlone(demand, smaller));
  const amount = demandWith([]);
  const purpose = amount > amountOf(demands, []) ? ', so that old and new version fit during a deployment' : '';
  return fewerChildren(demands, limit, amount) ?? oneSmaller(parts, fits, purpose) ?? allSmaller(parts, amount / limit, fits) ?? fewerWorkers(demands, limit, amount)
    ?? fewerOfWorker(demands, limit, amount);
}

/** What there is to give, and where a deployment counts twice. */
interface Bounds {
  readonly limit: number;
  readonly conventions: Conventions;
  readonly platforms: readonly string[];
  /** The same for each service by itself, which is judged alone where nobody knows that it shares its database. */
  readonly platformsOfOne: readonly string[];
}

/** The largest number of connections for the largest contributor that fits; `purpose` says why it is no larger. */
function oneSmaller([largest]: readonly Part[], fits: (smaller: readonly Smaller[]) => boolean, purpose: string): ProposedFix | undefined {
  if (largest === undefined) return undefined;
  for (let to = Math.ceil(largest.held) - 1; to >= 2; to -= 1) {
    if (!fits([{ part: largest, to }])) continue;
    const sizes = sizesFor(largest.pool, largest.service, to, { defaults: true });
    if (sizes === undefined) return inAddress(largest, to, purpose);
    const title = `Let each process keep at most ${counted(to, 'connection')}${purpose}: ${described(sizes)}${unlessSet(largest.pool, sizes)}`;
    const change = changeTo(largest.pool, sizes);
    return { title, applicability: 'review', change, ...(change.kind === 'set-options' ? { question: { text: QUESTION, option: sizes.main } } : {}) };
  }
  return undefined;
}

/** The limit of Prisma's engine, where the address has it in digits: https://www.prisma.io/docs/orm/overview/databases/postgresql#arguments */
function inAddress({ pool: { library, maximum } }: Part, to: number, purpose: string): ProposedFix | undefined {
  if (library !== 'prisma' || maximum.state !== 'known' || !isInDigits(maximum)) return undefined;
  const title = `Let each process keep at most ${counted(to, 'connection')}${purpose}: connection_limit=${to}`;
  return { title, applicability: 'review', change: { kind: 'replace', at: maximum, text: String(to) } };
}

/** Every pool by the same part. */
function allSmaller(parts: readonly Part[], factor: number, fits: (smaller: readonly Smaller[]) => boolean): ProposedFix | undefined {
  const smaller = parts.map((part): Smaller => ({ part, to: Math.floor(part.held / factor) }));
  if (smaller.length < 2 || smaller.some(({ to }) => to < 2) || !fits(smaller)) return undefined;
  const changes = smaller.flatMap(({ part, to }): readonly Change[] => {
    const sizes = sizesFor(part.pool, part.service, to, { defaults: true });
    return sizes === undefined ? [] : [changeTo(part.pool, sizes)];
  });
  const [first, ...rest] = changes;
  if (first === undefined || changes.length < smaller.length) return undefined;
  const title = `Let each process keep at most ${listed(smaller.map(({ part, to }) => `${to} connections in ${part.service.name}`), 4)}`;
  return { title, applicability: 'review', change: { kind: 'all', changes: [first, ...rest] } };
}

/** Servers whose number of processes a file of the project sets. */
const SERVERS = ['gunicorn', 'uvicorn', 'hypercorn', 'granian', 'waitress'];

/** Where a process holds one connection already, fewer processes are what is left. */
function fewerWorkers(demands: readonly Demand[], limit: number, amount: number): ProposedFix | undefined {
  const [demand] = demands;
  const workers = demand?.service.facts['server.workers'];
  if (demand === undefined || demands.length > 1 || workers?.state !== 'known' || workers.provenance.kind !== 'declared') return undefined;
  const each = isTold(demand.each) ? demand.each.value : 0;
  if (each !== 1 || !SERVERS.includes(valueOf(demand.service.facts['start.server']) ?? '')) return undefined;
  const value = Math.floor((limit * workers.value) / amount);
  if (value < 2 || value >= workers.value) return undefined;
  return {
    title: `Start ${value} workers, with a connection each`, applicability: 'review', change: { kind: 'set-fact', fact: 'server.workers', value },
    question: { text: 'How many workers?' },
  };
}

/** What the services take, an old version beside the new one included. */
function amountOf(demands: readonly Demand[], platforms: readonly string[]): number {
  const total = together(demands);
  return isTold(total) ? (whileDeployed(total, demands, platforms) ?? total).value : Number.POSITIVE_INFINITY;
}

function withSmaller(demand: Demand, smaller: readonly Smaller[], threads: number): Demand {
  const facts = demand.service.facts;
  const own = facts['database.pools'];
  const sizeOf = (pool: Pool) => smaller.find(({ part }) => part.pool.at === pool.at)?.to;
  if (own?.state !== 'known' || !demand.pools.some((pool) => sizeOf(pool) !== undefined)) return demand;
  const pools = own.value.map((pool): Pool => {
    const to = sizeOf(pool);
    return to === undefined || pool.maximum.state !== 'known' ? pool : { ...pool, maximum: { ...pool.maximum, value: to } satisfies Known<number> };
  });
  const service: Service = { ...demand.service, facts: { ...facts, 'database.pools': { ...own, value: pools } } };
  return demandsOf([service], threads).flat().find(({ pools: [pool] }) => demand.pools.some(({ at }) => at === pool?.at)) ?? demand;
}
