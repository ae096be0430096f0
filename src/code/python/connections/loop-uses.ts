import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { LoopUse } from '../../../model/facts/connections.ts';
import { instanceOf, methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { factoriesOf, isAsyncSession } from './factories.ts';

/** Calls that make an event loop, run one coroutine in it and close it. */
const RUNNERS = ['asyncio.run', 'anyio.run', 'trio.run', 'asgiref.sync.async_to_sync'];

/** What binds its connections to the event loop that uses it first. */
const BOUND: readonly (readonly [string, readonly string[], string])[] = [
  ['sqlalchemy', ['create_async_engine'], 'sqlalchemy-async'],
  ['asyncpg', ['create_pool'], 'asyncpg'],
  ['redis.asyncio', ['Redis', 'from_url', 'StrictRedis'], 'redis.asyncio'],
];

interface Found {
  readonly client: Known<string>;
  readonly library: string;
  readonly keeps: boolean;
}

/** Coroutines that run in a loop of their own for each request or job, and use a client of the module. */
export function loopUses(program: Program): readonly LoopUse[] {
  return [...callsOf(program)].flatMap((site): readonly LoopUse[] => {
    if (!RUNNERS.includes(externalName(program, site.call.callee, site.place) ?? '')) return [];
    const { scope, within } = scopeOf(program, site);
    if (scope !== 'request' && scope !== 'job') return [];
    const found = usedBy(program, coroutineOf(program, site), new Set(), 4);
    return found === undefined ? [] : [{ at: shown('call', site.place.file, site.call.range), scope, within, ...found }];
  });
}

interface Definition {
  readonly node: PythonFunction;
  readonly place: Place;
}

/** The project's function whose coroutine is run. */
function coroutineOf(program: Program, { call, place }: CallSite): Definition | undefined {
  const [first] = call.arguments;
  return first === undefined ? undefined : definitionOf(program, first.value.kind === 'call' ? first.value.callee : first.value, place);
}

function definitionOf(program: Program, callee: PythonExpression, place: Place): Definition | undefined {
  return functionOf(program, callee, place) ?? methodOf(program, callee, place) ?? innerFunction(callee, place);
}

/** `async def main()` beside the call that runs it. */
function innerFunction(callee: PythonExpression, place: Place): Definition | undefined {
  const outer = place.chain.findLast((each) => each.kind === 'function');
  const node = callee.kind === 'name' && outer?.kind === 'function' ? outer.body.find((each) => each.kind === 'function' && each.name === callee.name) : undefined;
  return node?.kind === 'function' ? { node, place } : undefined;
}

/** The first client of a module that a function uses, itself or through what it calls; nothing where it also disposes of it. */
function usedBy(program: Program, definition: Definition | undefined, seen: Set<PythonFunction>, left: number): Found | undefined {
  if (definition === undefined || left === 0 || seen.has(definition.node)) return undefined;
  seen.add(definition.node);
  const { node, place: { file } } = definition;
  const inside = file.calls.filter(({ place }) => place.file === file && place.chain.includes(node));
  if (inside.some(({ call: { callee } }) => callee.kind === 'attribute' && /^(dispose|disconnect|aclose)$/.test(callee.name))) return undefined;
  for (const site of inside) {
    const found = boundClient(program, site);
    if (found !== undefined) return found;
  }
  for (const { call, place } of inside) {
    const found = usedBy(program, definitionOf(program, call.callee, place), seen, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function boundClient(program: Program, { call, place }: CallSite): Found | undefined {
  const { callee } = call;
  const roots = [callee.kind === 'attribute' ? callee.object : callee, ...call.arguments.map(({ value }) => value)];
  for (const root of roots) {
    if (root.kind !== 'name' && root.kind !== 'attribute') continue;
    const made = instanceOf(program, root, place);
    const found = made?.call === undefined ? undefined : bound(program, made.call, made.place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A client that a module made; a session factory stands for its engine. */
function bound(program: Program, call: PythonExpression & { readonly kind: 'call' }, place: Place): Found | undefined {
  if (place.chain.length > 0) return undefined;
  const maker = factoriesOf(program).makers.get(call);
  const [engine] = call.arguments;
  if (maker?.async === true || isAsyncSession(externalName(program, call.callee, place))) {
    const given = call.arguments.find(({ name }) => name === 'bind')?.value ?? (engine?.name === undefined ? engine?.value : undefined);
    const made = given && instanceOf(program, given, place)?.call;
    return made === undefined ? undefined : bound(program, made, place);
  }
  const name = externalName(program, call.callee, place);
  const library = BOUND.find(([from, names]) => isFrom(name, from, ...names))?.[2];
  return library === undefined ? undefined : { client: shown('client', place.file, call.range), library, keeps: !keepsNothing(program, call, place) };
}

/** `poolclass=NullPool`: nothing outlives the loop. */
function keepsNothing(program: Program, call: PythonExpression & { readonly kind: 'call' }, place: Place): boolean {
  const pool = call.arguments.find(({ name }) => name === 'poolclass')?.value;
  return call.arguments.some(({ splat }) => splat === '**') || (pool !== undefined && isFrom(externalName(program, pool, place) ?? '', 'sqlalchemy', 'NullPool', 'StaticPool'));
}
