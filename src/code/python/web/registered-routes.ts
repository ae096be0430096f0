import type { PythonCall, PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { unknown } from '../followed.ts';
import { follow, mayRun, targetsOf } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { classOf, externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { argumentOf } from '../shown.ts';
import { asksWho, guardsAccess } from './access.ts';
import { routerOf, type Routers } from './routers.ts';
import type { RouterNode, WrittenRoute } from './route-tree.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];

/** Methods of routers that add routes, beside the verbs. */
const ADDERS = new Set(['route', 'api_route', 'websocket', 'websocket_route', 'add_api_route', 'add_route', 'add_url_rule',
  'add_websocket_route', 'add_api_websocket_route']);
const MOUNTERS = new Set(['include_router', 'register_blueprint', 'mount', 'register', 'blueprint', 'register_api']);

/** Notes routes and included routers of all FastAPI, Starlette, Flask, Quart and Sanic objects. */
export function collectRegistered(program: Program, routers: Routers): { readonly strays: readonly CallSite[] } {
  const handlers = decoratedHandlers(program);
  const strays: CallSite[] = [];
  for (const site of callsOf(program)) {
    const { callee } = site.call;
    if (callee.kind !== 'attribute') continue;
    // `x.get(...)` is a route only above a function; elsewhere it asks a dictionary.
    const adds = (VERBS.includes(callee.name) && handlers.has(site.call)) || ADDERS.has(callee.name);
    if (!adds && !MOUNTERS.has(callee.name) && callee.name !== 'add_resource') continue;
    if (!mayRun(program, site.guards, site.place)) continue;
    const node = routerOf(program, routers, callee.object, site.place);
    if (node === undefined) noteStray(program, routers, site, { callee, handler: handlers.get(site.call), strays });
    else if (adds) addRoute(program, node, site, { name: callee.name, handler: handlers.get(site.call) });
    else addMounting(program, routers, node, site);
  }
  return { strays };
}

/** The functions that decorator calls stand above. */
function decoratedHandlers(program: Program): ReadonlyMap<PythonCall, PythonFunction> {
  const result = new Map<PythonCall, PythonFunction>();
  for (const file of program.files.values()) {
    for (const { node } of file.functions) for (const each of node.decorators) if (each.kind === 'call') result.set(each, node);
  }
  return result;
}

/** A route on an object that nobody knows may belong to any application. */
function noteStray(
  program: Program,
  routers: Routers,
  site: CallSite,
  found: { readonly callee: PythonExpression & { kind: 'attribute' }; readonly handler: PythonFunction | undefined; readonly strays: CallSite[] },
): void {
  const { callee, handler, strays } = found;
  if (callee.name === 'add_resource') return addResource(program, routers, site, callee);
  const [first] = site.call.arguments;
  const looksLikeRoute = handler !== undefined && first?.value.kind === 'string' && first.value.value.startsWith('/');
  const named = instanceOf(program, callee.object, site.place)?.library ?? externalName(program, callee.object, site.place);
  const library = named?.startsWith('builtins.') === true ? undefined : named;
  const mounts = callee.name === 'include_router' || callee.name === 'register_blueprint';
  if (library === undefined ? looksLikeRoute || mounts : mounts && isFrom(library, 'fastapi', 'FastAPI')) strays.push(site);
}

function addRoute(
  program: Program,
  node: RouterNode,
  site: CallSite,
  at: { readonly name: string; readonly handler: PythonFunction | undefined },
): void {
  const { call, place } = site;
  const path = argumentOf(call, 0, 'path', 'rule', 'uri');
  const websocket = at.name.includes('websocket');
  const handler = at.handler ?? endpointOf(program, argumentOf(call, at.name === 'add_url_rule' ? 2 : 1, 'endpoint', 'view_func', 'route', 'handler'), place);
  const verb = VERBS.includes(at.name) ? [at.name.toUpperCase()] : undefined;
  if (path === undefined && at.handler === undefined) return;
  const spot = { expression: path ?? call, place };
  node.routes.push({
    path: path === undefined ? unknown('its path is not written here', place.file.source, call.range) : follow(program, spot),
    spot,
    methods: verb ?? methodsOf(program, call, place) ?? (websocket ? ['GET'] : node.framework === 'starlette' ? ['GET', 'HEAD'] : ['GET']),
    websocket,
    handler,
    guarded: asksWho(handler) || guardsAccess(call) || guardsAccess(node.call),
  });
  if (site.inLoop && node.routes.at(-1)?.path.state !== 'literal') node.complete = false;
}

function endpointOf(program: Program, expression: PythonExpression | undefined, place: Place): PythonFunction | undefined {
  return expression === undefined ? undefined : functionOf(program, expression, place)?.node;
}

/** `methods=['GET', 'POST']`; undefined when not given. */
export function methodsOf(program: Program, call: PythonCall, place: Place): readonly string[] | undefined {
  const given = argumentOf(call, undefined, 'methods', 'method');
  if (given === undefined) return undefined;
  const [target] = targetsOf(program, { expression: given, place });
  const { expression } = target ?? { expression: given };
  if (expression.kind !== 'list' && expression.kind !== 'tuple' && expression.kind !== 'set') return ['ANY'];
  return expression.items.flatMap((item) => (item.kind === 'string' ? [item.value.toUpperCase()] : ['ANY']));
}

function addMounting(program: Program, routers: Routers, node: RouterNode, site: CallSite): void {
  const { call, place } = site;
  const { callee } = call;
  const mounts = callee.kind === 'attribute' && callee.name === 'mount';
  const child = mounts ? argumentOf(call, 1, 'app') : argumentOf(call, 0, 'router', 'blueprint', 'value');
  if (child === undefined) return;
  const given = mounts ? argumentOf(call, 0, 'path') : argumentOf(call, undefined, 'prefix', 'url_prefix');
  const followed = given && follow(program, { expression: given, place });
  const isNone = followed?.state === 'literal' && followed.value === undefined;
  const prefix = followed === undefined || isNone ? '' : followed.state === 'literal' ? String(followed.value) : undefined;
  if (mounts && isStaticFiles(program, child, place)) {
    node.routes.push(staticRoute(program, call, place));
    return;
  }
  const found = routerOf(program, routers, child, place);
  if (found === undefined) {
    node.complete = false;
    return;
  }
  if (node.children.some((each) => each.node === found && each.prefix === prefix)) return;
  node.children.push({
    node: found,
    prefix: mounts ? prefix?.replace(/\/$/, '') : prefix,
    replaces: given !== undefined && !isNone && call.arguments.some((each) => each.name === 'url_prefix'),
    guarded: guardsAccess(call) || guardsAccess(found.call),
  });
}

function isStaticFiles(program: Program, expression: PythonExpression, place: Place): boolean {
  const instance = instanceOf(program, expression, place);
  return isFrom(instance?.library, 'starlette', 'StaticFiles') || isFrom(instance?.library, 'fastapi', 'StaticFiles');
}

function staticRoute(program: Program, call: PythonCall, place: Place): WrittenRoute {
  const path = argumentOf(call, 0, 'path') ?? call;
  const followed = follow(program, { expression: path, place });
  const below = followed.state === 'literal' && typeof followed.value === 'string'
    ? { ...followed, value: `${followed.value.replace(/\/$/, '')}/{path:path}` }
    : followed;
  return { path: below, spot: { expression: path, place }, methods: ['GET', 'HEAD'], websocket: false, handler: undefined, guarded: false };
}

/** Flask-RESTful: `Api(app).add_resource(Health, '/health')`. */
function addResource(program: Program, routers: Routers, site: CallSite, callee: PythonExpression & { kind: 'attribute' }): void {
  const api = instanceOf(program, callee.object, site.place);
  const { call, place } = site;
  const owner = api?.call && argumentOf(api.call, 0, 'app');
  const node = owner && api && routerOf(program, routers, owner, api.place);
  if (node === undefined) return;
  const [resource, ...paths] = call.arguments.filter((each) => each.name === undefined);
  const type = resource && classOf(program, resource.value, place);
  const methods = (type?.node.body ?? []).flatMap((each) => (each.kind === 'function' && VERBS.includes(each.name) ? [each.name.toUpperCase()] : []));
  for (const { value } of paths) {
    const spot = { expression: value, place };
    node.routes.push({ path: follow(program, spot), spot, methods: methods.length > 0 ? methods : ['ANY'], websocket: false, handler: undefined, guarded: false });
  }
}
