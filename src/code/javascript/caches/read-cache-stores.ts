import type { CacheStore } from '../../../model/facts/caches.ts';
import type { Scope } from '../../../model/facts/code.ts';
import { EXPIRY_WORDS } from '../../redis/expiry-words.ts';
import { commandsBeside, type CommandBeside } from '../../redis/beside.ts';
import { inOrder } from '../../redis/order.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { blockAt, redisUses } from '../redis/uses.ts';
import { functionAround } from '../syntax/around.ts';
import { isFunction } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';
import { containersOf } from './containers.ts';
import { hasLimit, scopeOfEvent, storeEvents, type StoreEvent } from './events.ts';

/** Libraries that keep entries in this process: their call, and the option that limits them. */
const LIBRARIES = ['lru-cache#LRUCache', 'lru-cache#', 'node-cache#', 'quick-lru#', '@isaacs/ttlcache#', '@isaacs/ttlcache#TTLCache', 'memory-cache#Cache', 'keyv#'];
const RANK: readonly Scope[] = ['request', 'job', 'function', 'startup', 'module', 'script'];

/** Containers that requests fill, and caches of libraries that live in the process. */
export function readCacheStores(project: CodeProject): CacheStore[] {
  const groups = new Map<StoreEvent['container'], StoreEvent[]>();
  for (const event of storeEvents(project, containersOf(project))) groups.set(event.container, [...(groups.get(event.container) ?? []), event]);
  const commands = commandsBeside(redisUses(project));
  const own = [...groups].map(([container, events]) => storeOf(project, container, events, commands));
  return [...own, ...libraryStores(project)].sort(inOrder);
}

function storeOf(project: CodeProject, container: StoreEvent['container'], events: readonly StoreEvent[], commandBeside: CommandBeside): CacheStore {
  const { module, node, name, kind } = container;
  const writes = events.filter((event) => event.kind === 'write' && event.dynamic)
    .map((event) => ({ event, scope: scopeOfEvent(project, event).scope }))
    .sort((a, b) => RANK.indexOf(a.scope) - RANK.indexOf(b.scope));
  const [write] = writes;
  return {
    at: codeFact('cache', { module, node }), name, kind,
    bounded: events.some((event) => takesOut(event, events)) || hasLimit(container, module),
    write: write && codeFact('cache.write', write.event.place), scope: write?.scope ?? 'module',
    beside: writes.map(({ event }) => commandBeside(event.function, blockAt(event.place.module, event.path))).find((each) => each !== undefined),
  };
}

/** An entry that a function looks up and takes out because it is too old says nothing of those that nobody asks for any more. */
function takesOut(event: StoreEvent, all: readonly StoreEvent[]): boolean {
  if (event.kind === 'limit') return true;
  if (event.kind !== 'removal') return false;
  return isBelowLoop(event.path) || isInFinally(event.path) || !isTooOld(event) || !all.some((other) => other.kind === 'read' && other.function === event.function);
}

function isTooOld({ path, place: { module } }: StoreEvent): boolean {
  const around = functionAround(path);
  return around !== undefined && EXPIRY_WORDS.test(module.file.text.slice(around.start, around.end));
}

/** A loop counts that runs a function around the place, too: `for (...) later(() => map.delete(key))`. */
function isBelowLoop(path: Path): boolean {
  for (let above = path.up; above !== undefined; above = above.up) if (/^(?:For|While|DoWhile)\w*Statement$/.test(above.node.type)) return true;
  return false;
}

/** What a function writes and takes out again at its end, whatever happens in between. */
function isInFinally(path: Path): boolean {
  for (let below = path; below.up !== undefined; below = below.up) {
    if (isFunction(below.node)) return false;
    if (below.up.node.type === 'TryStatement' && below.up.node.finalizer === below.node) return true;
  }
  return false;
}

function libraryStores(project: CodeProject): readonly CacheStore[] {
  return LIBRARIES.flatMap((key) => sitesOf(project, key).flatMap((site): readonly CacheStore[] => {
    const { scope } = surroundingsOf(project, site);
    const kind = key.slice(0, key.indexOf('#'));
    return scope === 'script' ? [] : [{ at: codeFact('cache', placeOf(site)), name: kind, kind, bounded: true, write: undefined, scope, beside: undefined }];
  }));
}
