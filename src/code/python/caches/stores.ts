import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import type { CacheStore } from '../../../model/facts/caches.ts';
import type { Scope } from '../../../model/facts/code.ts';
import { EXPIRY_WORDS } from '../../redis/expiry-words.ts';
import { commandsBeside, type CommandBeside } from '../../redis/beside.ts';
import { inOrder } from '../../redis/order.ts';
import { bindingsOf } from '../bindings.ts';
import { importsLibrary } from '../imports-library.ts';
import { externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import { redisUses } from '../redis/uses.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { partsOf } from '../sites.ts';
import { statementsAround } from '../walk.ts';
import { storeEvents, type StoreEvent } from './events.ts';

/** Classes of libraries that keep entries in this process, with a limit of their own. */
const LIBRARIES = /^(cachetools\.(TTLCache|LRUCache|LFUCache|TLRUCache|FIFOCache)|fastapi_cache\.(\w+\.)*InMemoryBackend|aiocache\.(\w+\.)*SimpleMemoryCache)$/;
const RANK: readonly Scope[] = ['request', 'job', 'function', 'startup', 'module', 'script'];

/** Containers that requests fill, and caches of libraries that live in the process. */
export function cacheStores(program: Program): readonly CacheStore[] {
  const groups = new Map<string, StoreEvent[]>();
  for (const event of storeEvents(program)) groups.set(event.container.key, [...(groups.get(event.container.key) ?? []), event]);
  const commands = commandsBeside(redisUses(program));
  const own = [...groups.values()].flatMap((events) => storeOf(program, events, commands) ?? []);
  return [...own, ...libraryStores(program)].sort(inOrder);
}

function storeOf(program: Program, events: readonly StoreEvent[], commandBeside: CommandBeside): CacheStore | undefined {
  const [first] = events;
  if (first === undefined) return undefined;
  const { name, kind, made } = first.container;
  const writes = events.filter((event) => event.kind === 'write' && isDynamic(event))
    .map((event) => ({ event, scope: scopeOf(program, event.site) }))
    .filter(({ scope: { served } }) => served)
    .sort((a, b) => RANK.indexOf(a.scope.scope) - RANK.indexOf(b.scope.scope));
  const [write] = writes;
  const { range } = made.expression;
  return {
    at: shown('cache', made.place.file, range), name, kind, bounded: events.some((event) => takesOut(event, events)),
    write: write && shown('write', write.event.site.place.file, write.event.range), scope: write?.scope.scope ?? 'module',
    beside: writes.map(({ event }) => commandBeside(functionOf(event), blockOf(event))).find((each) => each !== undefined),
  };
}

/** The block of statements that a write stands in, as a command of Redis names its own. */
function blockOf({ range, site: { place: { file } } }: StoreEvent): string {
  return `${file.path}:${statementsAround(file.tree.body, range).at(-1)?.block[0]?.range.start ?? 0}`;
}

function functionOf({ site: { place } }: StoreEvent): string {
  return `${place.file.path}:${place.chain.findLast((each) => each.kind === 'function')?.range.start ?? 'module'}`;
}

/** True where a parameter or a local variable says which entry is meant. */
function isDynamic({ key, site: { place } }: StoreEvent): boolean {
  const node = place.chain.findLast((each) => each.kind === 'function');
  return key !== undefined && node?.kind === 'function' && namesIn(key).some((name) => isLocal(node, name));
}

/** A loop's variable takes the values of a list that somebody wrote. */
function isLocal(node: PythonFunction, name: string): boolean {
  return bindingsOf(node).names.get(name)?.some(({ kind }) => kind === 'parameter' || kind === 'value') === true && name !== 'self' && name !== 'cls';
}

function namesIn(expression: PythonExpression): readonly string[] {
  return expression.kind === 'name' ? [expression.name] : partsOf(expression).flatMap(namesIn);
}

/** An entry that a function looks up and takes out because it is too old says nothing of those that nobody asks for any more. */
function takesOut(event: StoreEvent, all: readonly StoreEvent[]): boolean {
  if (event.kind === 'limit') return true;
  if (event.kind !== 'removal') return false;
  return event.site.inLoop || !isTooOld(event) || !all.some((other) => other.kind === 'read' && functionOf(other) === functionOf(event));
}

function isTooOld(event: StoreEvent): boolean {
  const { place } = event.site;
  const node = place.chain.findLast((each) => each.kind === 'function');
  return node !== undefined && EXPIRY_WORDS.test(place.file.source.text.slice(node.range.start, node.range.end)) && !isOfAnyAge(event);
}

/** `if key in cache: del cache[key]` and nothing more: the entry goes, however old it is. */
function isOfAnyAge({ site: { place }, range }: StoreEvent): boolean {
  const [outer, own] = statementsAround(place.file.tree.body, range).slice(-2);
  return outer?.statement.kind === 'if' && outer.statement.test.kind === 'binary' && outer.statement.test.operator === 'in' && own?.block.length === 1;
}

function libraryStores(program: Program): readonly CacheStore[] {
  if (!importsLibrary(program, /^(?:cachetools|fastapi_cache|aiocache)(?:\.|$)/)) return [];
  return [...callsOf(program)].flatMap((site): readonly CacheStore[] => {
    const kind = externalName(program, site.call.callee, site.place);
    if (kind === undefined || !LIBRARIES.test(kind)) return [];
    const { scope, served } = scopeOf(program, site);
    const at = shown('cache', site.place.file, site.call.range);
    return served ? [{ at, name: kind.slice(kind.lastIndexOf('.') + 1), kind, bounded: true, write: undefined, scope, beside: undefined }] : [];
  });
}
