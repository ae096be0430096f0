import { derive, valueOf, type Known, type Pool, type Service } from '#rule';
import type { Told } from './connections.ts';
import { isPlanned } from './databases.ts';

/** Numbers that are conventions: a rule's parameters. */
export interface Headroom {
  /** Part of the limit that stays free, in per cent, for migrations, a shell, monitoring. */
  readonly percent: number;
  readonly least: number;
}

/** Connections that the database has for services. */
export function limitOf({ facts }: Service, { percent, least }: Headroom): Told {
  const [most, reserved] = [facts['database.maxConnections'], facts['database.reserved']];
  if (most?.state === 'unresolved') return { because: `database.maxConnections cannot be told: ${most.reason}` };
  if (most?.state !== 'known') return { because: 'nothing says what database.maxConnections is' };
  const free = derive('headroom', [], () => Math.max(least, Math.ceil((most.value * percent) / 100)));
  const parts = reserved?.state === 'known' ? [most, besides(most, reserved), free] : [most, free];
  return derive('connections to give', parts, (all, ...kept: number[]) => {
    let result = all ?? 0;
    for (const count of kept) result -= count;
    return Math.max(0, result);
  });
}

/** A limit that somebody states is no less sure because the few connections that PostgreSQL keeps are its default. */
function besides(most: Known<number>, reserved: Known<number>): Known<number> {
  return most.provenance.kind === 'default' ? reserved : derive(reserved.name, [], () => reserved.value);
}

/** Why PostgreSQL's own limit says nothing here: the plan of a managed database decides. */
export function plannedBecause(service: Service, pools: readonly Pool[], names: { readonly platforms: readonly string[]; readonly hosts: readonly string[] }): string | undefined {
  const { facts } = service;
  if (facts['database.maxConnections']?.state === 'known' && facts['database.maxConnections'].provenance.kind !== 'default') return undefined;
  const [platform] = valueOf(facts['service.platforms']) ?? [];
  const isManaged = pools.some((pool) => isPlanned(pool, service, names.hosts));
  if (!isManaged && (platform === undefined || !names.platforms.includes(platform))) return undefined;
  return 'database.maxConnections depends on the plan of the database, which no file names';
}
