import { valueOf } from '../../../model/fact.ts';
import type { Pool, ReplicaRead } from '../../../model/facts/data.ts';
import { isReplicaName } from '../../replica-names.ts';
import { follow } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import type { Instance } from '../origin.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

/** Methods of engines, sessions and pools that ask the database or begin to. */
const ASKING = new Set(['execute', 'scalar', 'scalars', 'stream', 'connect', 'begin', 'acquire', 'fetch', 'fetchrow', 'fetchval', 'fetchone', 'fetchall', 'fetch_one', 'fetch_all', 'fetch_val', 'get', 'query', 'cursor', 'connection']);

/** Where a program asks a replica: an engine, a session or a pool whose address is a replica's, or Django's `using('replica')`. */
export function readReplicaReads(program: Program, pools: readonly Pool[]): readonly ReplicaRead[] {
  const replicas = new Map(pools.flatMap((pool) => (isReplicaName(valueOf(pool.database) ?? '') ? [[placeKey(pool), valueOf(pool.database) ?? ''] as const] : [])));
  const isDjango = program.packages.has('django');
  if (replicas.size === 0 && !isDjango) return [];
  const asked = new Set<string>();
  return [...callsOf(program)].flatMap((site): readonly ReplicaRead[] => {
    const replica = (isDjango ? aliasOf(program, site) : undefined) ?? (replicas.size === 0 ? undefined : replicaOf(program, site, replicas));
    if (replica === undefined) return [];
    const { scope, within } = scopeOf(program, site);
    // A function is told of once: it makes a session, asks it, and asks again.
    const key = `${site.place.file.path} ${within ?? ''}`;
    if (asked.has(key)) return [];
    asked.add(key);
    return [{ at: shown('replica', site.place.file, site.call.range), replica, scope, within }];
  });
}

function placeKey({ at: { provenance } }: Pool): string {
  return provenance.kind === 'declared' ? `${provenance.file.path} ${provenance.range.start}` : '';
}

/** `Account.objects.using('replica')`. */
function aliasOf(program: Program, { call, place }: CallSite): string | undefined {
  const [first] = call.arguments;
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'using' || first === undefined) return undefined;
  const alias = follow(program, { expression: first.value, place });
  return alias.state === 'literal' && typeof alias.value === 'string' && isReplicaName(alias.value) ? alias.value : undefined;
}

/** The replica that a call asks: `engine.connect()`, `Session()` of a factory that is bound to the engine, `pool.fetchrow()`. */
function replicaOf(program: Program, { call, place }: CallSite, replicas: ReadonlyMap<string, string>): string | undefined {
  const { callee } = call;
  if (callee.kind === 'attribute' && ASKING.has(callee.name)) return replicaBehind(program, instanceOf(program, callee.object, place), replicas, 4);
  const factory = callee.kind === 'name' ? instanceOf(program, callee, place) : undefined;
  return factory?.call === undefined || replicas.has(keyOf(factory)) ? undefined : replicaBehind(program, factory, replicas, 3);
}

const keyOf = ({ place, call }: Instance): string => `${place.file.path} ${call?.range.start ?? -1}`;

/** The engine itself, what a session factory is bound to, or the factory that a session comes from. */
function replicaBehind(program: Program, instance: Instance | undefined, replicas: ReadonlyMap<string, string>, left: number): string | undefined {
  const call = instance?.call;
  if (instance === undefined || call === undefined || left === 0) return undefined;
  const own = replicas.get(keyOf(instance));
  if (own !== undefined) return own;
  for (const expression of [argumentOf(call, 0, 'bind'), call.callee]) {
    const behind = expression === undefined ? undefined : instanceOf(program, expression, instance.place);
    const found = behind === undefined || behind.call === call ? undefined : replicaBehind(program, behind, replicas, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
