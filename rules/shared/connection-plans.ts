import { derive, tableList, valueOf, type FactSet, type Known, type Pool, type Service, type Tables } from '#rule';
import { isPlanned } from './databases.ts';

/** What a provider's smallest plan gives where no table names the provider. */
const LEAST = 20;

/** What a plan gives. */
export interface PlanLimit {
  readonly most: Known<number>;
  /** Connections that the provider keeps for itself. */
  readonly kept: number;
}

/** The limit of a plan that a file names, or somebody states: `heroku essential-0`, `neon 0.25`. Undefined where none does, or no table knows it. */
export function limitOfPlan(facts: FactSet, tables: Tables): PlanLimit | undefined {
  const plan = facts['database.plan'];
  if (plan?.state !== 'known') return undefined;
  const [provider = '', name = ''] = plan.value.split(' ');
  const limit = provider === 'render' ? ofMemory(name, pairs(tables, 'render-memory')) : pairs(tables, `${provider}-plans`).get(name);
  return limit === undefined ? undefined : { most: derive('database.maxConnections', [plan], () => limit), kept: pairs(tables, 'own-connections').get(provider) ?? 0 };
}

/** The band of memory that a plan's name ends in: `basic-256mb`, `pro-16gb`. */
function ofMemory(name: string, bands: ReadonlyMap<string, number>): number | undefined {
  const [, amount, unit] = /-(\d+)(gb|mb)$/.exec(name) ?? [];
  if (amount === undefined) return undefined;
  const gigabytes = unit === 'mb' ? 0 : Number(amount);
  return [...bands].findLast(([least]) => Number(least) <= gigabytes)?.[1];
}

/** Names of a rule's parameters: where the plan of the database decides. */
export interface PlannedNames {
  readonly platforms: readonly string[];
  readonly hosts: readonly string[];
}

/** Connections that the smallest plan gives where a managed database's plan decides and no file names it; undefined where nothing points at one. */
export function leastPlanned(service: Service, pools: readonly Pool[], { names, tables }: { readonly names: PlannedNames; readonly tables: Tables }): number | undefined {
  const { facts } = service;
  const stated = facts['database.maxConnections'];
  if ((stated?.state === 'known' && stated.provenance.kind !== 'default') || limitOfPlan(facts, tables) !== undefined) return undefined;
  const [platform] = valueOf(facts['service.platforms']) ?? [];
  const host = names.hosts.find((each) => pools.some((pool) => isPlanned(pool, service, [each])));
  const key = host ?? (platform !== undefined && names.platforms.includes(platform) ? platform : undefined);
  return key === undefined ? undefined : pairs(tables, 'smallest-plans').get(key) ?? LEAST;
}

function pairs(tables: Tables, list: string): ReadonlyMap<string, number> {
  const key = `databases/${list}`;
  if (!tables.values.has(key)) return new Map();
  return new Map(tableList(tables, key).map((each) => {
    const at = each.lastIndexOf('=');
    return [each.slice(0, at), Number(each.slice(at + 1))] as const;
  }));
}
