import { derive, nobodySays, type Fact, type Known, type Service, type Tables } from '#rule';
import { limitOfPlan } from './connection-plans.ts';
import type { Told } from './told.ts';

/** Numbers that are conventions: a rule's parameters. */
export interface Headroom {
  /** Part of the limit that stays free, in per cent, for a shell, monitoring and what nobody counts. */
  readonly percent: number;
  readonly least: number;
}

/** Connections that stay free of so many. */
export const freeOf = (connections: number, { percent, least }: Headroom): number => Math.max(least, Math.ceil((connections * percent) / 100));

/** Connections that the database has for services: of what somebody states, of the plan that a file names, else of PostgreSQL's default. */
export function limitOf({ facts }: Service, headroom: Headroom, tables: Tables): Told {
  const [stated, reserved] = [facts['database.maxConnections'], facts['database.reserved']];
  if (stated?.state === 'unresolved') return { because: `database.maxConnections cannot be told: ${stated.reason}` };
  const planned = stated?.state === 'known' && stated.provenance.kind !== 'default' ? undefined : limitOfPlan(facts, tables);
  const most = planned?.most ?? stated;
  if (most?.state !== 'known') return { because: nobodySays('database.maxConnections') };
  const free = derive('headroom', [], () => freeOf(most.value, headroom));
  const kept = planned === undefined ? keptOf(most, reserved) : planned.kept === 0 ? [] : [derive('database.reserved', [], () => planned.kept)];
  const parts = [most, ...kept, free];
  return derive('connections to give', parts, (all, ...taken: number[]) => {
    let result = all ?? 0;
    for (const count of taken) result -= count;
    return Math.max(0, result);
  });
}

/** A limit that somebody states is no less sure because the few connections that PostgreSQL keeps are its default. */
function keptOf(most: Known<number>, reserved: Fact<number> | undefined): readonly Known<number>[] {
  if (reserved?.state !== 'known') return [];
  const isLessSure = most.provenance.kind !== 'default' && reserved.provenance.kind === 'default';
  return [isLessSure ? derive(`${reserved.name} (default)`, [], () => reserved.value) : reserved];
}

/** Why PostgreSQL's own limit says nothing here. */
export const PLAN_DECIDES = 'the plan of the database decides how many connections there are, and no file names it: which one is it (--assume "database.plan=neon 0.25", or database.maxConnections=...)?';
