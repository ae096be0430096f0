import type { PythonExpression, PythonFunction, PythonStatement } from '../../documents/python-tree.ts';
import { instanceOf, methodOf } from './instances.ts';
import { externalName, functionOf, isFrom } from './origins.ts';
import { callsOf, type Program } from './program.ts';
import type { CallSite, Place } from './python-file.ts';
import { partsOf } from './sites.ts';
import { blocksOf, ownExpressions } from './walk.ts';

const ROUTES = /^(get|post|put|patch|delete|head|options|trace|api_route)$/;

/**
 * Why an `async def` cannot become a `def`, which FastAPI and Starlette run in a thread; undefined where it can: they alone call it, and
 * nothing in it needs the event loop. https://fastapi.tiangolo.com/async/#path-operation-functions
 */
export function whyNotPlain(program: Program, node: PythonFunction, place: Place): string | undefined {
  const { name } = node;
  const outer: Place = { file: place.file, chain: place.chain.slice(0, place.chain.lastIndexOf(node)) };
  if (outer.chain.some((each) => each.kind === 'class')) return `${name} is a method`;
  const awaiting = awaitingIn(node.body, place.file.source.text);
  if (awaiting !== undefined) return `${name} uses ${awaiting}`;
  if ((program.callers.get(node) ?? []).length > 0) return `${name} is called by other code, which awaits it`;
  if (!node.decorators.every((decorator) => isRoute(program, decorator, outer) || isLimit(program, decorator, outer))) return `a decorator of ${name} may await it`;
  const handed = [...callsOf(program)].filter((site) => site.call.arguments.some((argument) => names(program, argument.value, site.place, node)));
  const isRouted = node.decorators.some((decorator) => isRoute(program, decorator, outer));
  if (!handed.every((site) => isRunByFramework(program, site)) || (!isRouted && handed.length === 0)) return `${name} is no route that FastAPI runs in a thread when it is a def`;
  return needsLoop(program, node, place) ? `${name} uses what belongs to the thread of the event loop` : undefined;
}

/** `await`, `async with`, `async for` or `yield` of the function itself. */
function awaitingIn(body: readonly PythonStatement[], text: string): string | undefined {
  for (const statement of body) {
    if (statement.kind === 'function' || statement.kind === 'class') continue;
    if ((statement.kind === 'with' || statement.kind === 'loop') && statement.async) return `async ${statement.kind === 'with' ? 'with' : 'for'}`;
    const found = ownExpressions(statement).map((part) => awaitingPart(part, text)).find((each) => each !== undefined)
      ?? blocksOf(statement).map((block) => awaitingIn(block, text)).find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function awaitingPart(expression: PythonExpression, text: string): string | undefined {
  if (expression.kind === 'await') return 'await';
  if (expression.kind === 'other') {
    const written = text.slice(expression.range.start, expression.range.end);
    if (written.startsWith('yield')) return 'yield';
    if (/\basync\b/.test(written)) return 'async for';
  }
  return partsOf(expression).map((part) => awaitingPart(part, text)).find((each) => each !== undefined);
}

/** `@app.get(...)` of an application or router of FastAPI. */
export function isRoute(program: Program, decorator: PythonExpression, place: Place): boolean {
  if (decorator.kind !== 'call' || decorator.callee.kind !== 'attribute' || !ROUTES.test(decorator.callee.name)) return false;
  const library = instanceOf(program, decorator.callee.object, place)?.library;
  return isFrom(library, 'fastapi', 'FastAPI', 'APIRouter');
}

/** slowapi wraps both kinds of functions: https://github.com/laurentS/slowapi/blob/master/slowapi/extension.py */
function isLimit(program: Program, decorator: PythonExpression, place: Place): boolean {
  if (decorator.kind !== 'call' || decorator.callee.kind !== 'attribute') return false;
  return isFrom(instanceOf(program, decorator.callee.object, place)?.library, 'slowapi', 'Limiter');
}

/** True where an argument names the function itself, alone or in a list. */
function names(program: Program, expression: PythonExpression, place: Place, node: PythonFunction): boolean {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name === node.name && functionOf(program, expression, place)?.node === node;
  return (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'dict') && partsOf(expression).some((part) => names(program, part, place, node));
}

/** `Depends(f)`, `Route('/x', f)`, `app.add_api_route('/x', f)`: each runs a `def` in a thread. */
function isRunByFramework(program: Program, { call, place }: CallSite): boolean {
  const external = externalName(program, call.callee, place);
  if (isFrom(external, 'fastapi', 'Depends', 'Security') || isFrom(external, 'starlette', 'Route')) return true;
  if (call.callee.kind !== 'attribute' || !/^add(_api)?_route$/.test(call.callee.name)) return false;
  const library = instanceOf(program, call.callee.object, place)?.library;
  return isFrom(library, 'fastapi', 'FastAPI', 'APIRouter') || isFrom(library, 'starlette', 'Starlette', 'Router');
}

/** Functions of the project that are looked into, one calling the next. */
const DEEPEST = 3;

/**
 * True where a call needs the running loop, makes a coroutine that only async code can use, or belongs to its thread; also inside the
 * functions of the project that are called.
 */
function needsLoop(program: Program, node: PythonFunction, place: Place, left = DEEPEST): boolean {
  return place.file.calls.some((site) => {
    if (site.place.chain.at(-1) !== node) return false;
    const { callee } = site.call;
    const external = externalName(program, callee, site.place);
    if (external !== undefined) return /^(asyncio|anyio|trio|sniffio)\./.test(external);
    if (callee.kind === 'attribute' && isOfThread(instanceOf(program, callee.object, site.place)?.library, callee.name)) return true;
    const own = functionOf(program, callee, site.place) ?? methodOf(program, callee, site.place);
    if (own === undefined || left === 0) return false;
    return own.node.async || needsLoop(program, own.node, { file: own.place.file, chain: [...own.place.chain, own.node] }, left - 1);
  });
}

/** What is set for one context only, and connections that only their own thread may use. */
function isOfThread(library: string | undefined, method: string): boolean {
  return (method === 'set' && isFrom(library, 'contextvars', 'ContextVar')) || isFrom(library, 'sqlite3', 'connect');
}
