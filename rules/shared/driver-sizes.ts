import { valueOf, type Code, type Plain, type Pool, type Service } from '#rule';
import type { Repair } from './driver-repairs.ts';
import { roomFor, type Conventions } from './pool-room.ts';
import { described, sizesFor, standardOf } from './pool-sizes.ts';

/** What repairs look at besides the pool: how much the database has to give. */
export interface RepairContext extends Conventions {
  readonly service: Service;
}

/** The sizes of a repair, no larger than what the database has for the pool: numbers that never counted are no measure. */
export function withRoom(pool: Pool, repair: Repair | undefined, context: RepairContext): Repair | undefined {
  const wanted = repair === undefined ? undefined : wantedBy(pool, context.service, repair.set);
  if (repair === undefined || wanted === undefined) return repair;
  const room = roomFor(pool, context.service, context);
  const total = Math.max(1, Math.min(wanted, room?.connections ?? wanted));
  const sizes = sizesFor(pool, context.service, total);
  if (sizes === undefined) return undefined;
  if (total < wanted && room !== undefined) {
    return { ...repair, set: { ...repair.set, ...sizes.set }, title: `${repair.title}, with ${described(sizes)}: ${room.why}`, applicability: 'review' };
  }
  // What the driver opens first may be too much for the largest size.
  const least: readonly (readonly [string, Plain | Code])[] = sizes.main === 'pool_size' ? [] : Object.entries(sizes.set).filter(([name]) => !(name in repair.set));
  return { ...repair, set: { ...repair.set, ...Object.fromEntries(least) } };
}

/** Connections of a process that the repair would allow; undefined where it says nothing about them. */
function wantedBy(pool: Pool, service: Service, set: Repair['set']): number | undefined {
  const written = (name: string, standard: number): number => {
    const value = set[name] ?? valueOf(pool.options.find((option) => option.name === name)?.value);
    return typeof value === 'number' ? value : standard;
  };
  const main = sizesFor(pool, service, 1)?.main;
  if (main !== undefined && main !== 'pool_size') return main in set ? written(main, standardOf(pool)) : undefined;
  if (!('pool_size' in set) && !('max_overflow' in set)) return undefined;
  const [size, overflow] = [written('pool_size', 5), written('max_overflow', 10)];
  return size < 1 || overflow < 0 ? standardOf(pool) : size + overflow;
}
