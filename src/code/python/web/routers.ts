import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import { instanceOf } from '../instances.ts';
import { isFrom } from '../origins.ts';
import type { Instance } from '../origin.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { follow } from '../follow.ts';
import { argumentOf } from '../shown.ts';
import type { RouterNode } from './route-tree.ts';

/** A class of a framework that holds routes. */
interface RouterClass {
  readonly library: string;
  readonly names: readonly string[];
  readonly framework: string;
  readonly app: 'asgi' | 'wsgi' | undefined;
  readonly prefix: string | undefined;
}

const CLASSES: readonly RouterClass[] = [
  { library: 'fastapi', names: ['FastAPI'], framework: 'fastapi', app: 'asgi', prefix: undefined },
  { library: 'fastapi', names: ['APIRouter'], framework: 'fastapi', app: undefined, prefix: 'prefix' },
  { library: 'starlette', names: ['Starlette'], framework: 'starlette', app: 'asgi', prefix: undefined },
  { library: 'starlette', names: ['Router'], framework: 'starlette', app: undefined, prefix: undefined },
  { library: 'flask', names: ['Flask'], framework: 'flask', app: 'wsgi', prefix: undefined },
  { library: 'flask', names: ['Blueprint'], framework: 'flask', app: undefined, prefix: 'url_prefix' },
  { library: 'flask_smorest', names: ['Blueprint'], framework: 'flask', app: undefined, prefix: 'url_prefix' },
  { library: 'flask_openapi3', names: ['OpenAPI'], framework: 'flask', app: 'wsgi', prefix: undefined },
  { library: 'apiflask', names: ['APIFlask'], framework: 'flask', app: 'wsgi', prefix: undefined },
  { library: 'apiflask', names: ['APIBlueprint'], framework: 'flask', app: undefined, prefix: 'url_prefix' },
  { library: 'quart', names: ['Quart'], framework: 'quart', app: 'asgi', prefix: undefined },
  { library: 'quart', names: ['Blueprint'], framework: 'quart', app: undefined, prefix: 'url_prefix' },
  { library: 'sanic', names: ['Sanic'], framework: 'sanic', app: 'asgi', prefix: undefined },
  { library: 'sanic', names: ['Blueprint'], framework: 'sanic', app: undefined, prefix: 'url_prefix' },
  { library: 'litestar', names: ['Litestar'], framework: 'litestar', app: 'asgi', prefix: 'path' },
  { library: 'litestar', names: ['Router'], framework: 'litestar', app: undefined, prefix: 'path' },
  { library: 'falcon', names: ['asgi.App'], framework: 'falcon', app: 'asgi', prefix: undefined },
  { library: 'falcon', names: ['App', 'API'], framework: 'falcon', app: 'wsgi', prefix: undefined },
  { library: 'bottle', names: ['Bottle'], framework: 'bottle', app: 'wsgi', prefix: undefined },
  { library: 'aiohttp', names: ['web.Application'], framework: 'aiohttp', app: undefined, prefix: undefined },
  { library: 'dash', names: ['Dash'], framework: 'dash', app: 'wsgi', prefix: undefined },
];

/** Routers by the calls that make them. */
export type Routers = Map<PythonCall, RouterNode>;

/** What a library's class is to the web: framework, and interface when it is an application. */
export function routerClass(library: string | undefined): RouterClass | undefined {
  return CLASSES.find((each) => isFrom(library, each.library, ...each.names));
}

/** The router that an expression gives. */
export function routerOf(program: Program, routers: Routers, expression: PythonExpression, place: Place): RouterNode | undefined {
  const instance = instanceOf(program, expression, place);
  return instance && routerOfInstance(program, routers, instance);
}

/** The router that an object is; routers are made when they are first asked for. */
export function routerOfInstance(program: Program, routers: Routers, instance: Instance): RouterNode | undefined {
  const { call, place } = instance;
  const type = routerClass(instance.library);
  if (type === undefined || call === undefined) return undefined;
  const known = routers.get(call);
  if (known !== undefined) return known;
  const argument = type.prefix === undefined ? undefined : argumentOf(call, type.framework === 'litestar' ? 0 : undefined, type.prefix);
  const followed = argument && follow(program, { expression: argument, place });
  const text = followed === undefined ? '' : followed.state === 'literal' ? String(followed.value ?? '') : undefined;
  const splat = type.prefix !== undefined && call.arguments.some((each) => each.splat === '**');
  const node: RouterNode = {
    call, framework: type.framework, prefix: splat && argument === undefined ? undefined : text, routes: [], children: [],
    complete: !['falcon', 'bottle', 'aiohttp', 'dash'].includes(type.framework),
  };
  routers.set(call, node);
  return node;
}
