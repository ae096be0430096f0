import type { PythonExpression } from '../../../documents/python-tree.ts';
import { follow, targetsOf } from '../follow.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf } from '../shown.ts';
import { asksWho } from './access.ts';
import { methodsOf } from './registered-routes.ts';
import { routerOf, type Routers } from './routers.ts';
import type { RouterNode } from './route-tree.ts';

/** Notes routes that are handed over as a list: Starlette's `routes=[Route(...), Mount(...)]`, Litestar's `route_handlers`. */
export function collectListed(program: Program, routers: Routers): void {
  for (const file of program.files.values()) {
    for (const { call, place } of file.calls) {
      const list = argumentOf(call, undefined, 'routes', 'route_handlers');
      const node = list && routerOf(program, routers, call, place);
      if (node === undefined || list === undefined || node.call !== call) continue;
      if (node.framework === 'litestar') addHandlers(program, routers, node, { expression: list, place });
      else addList(program, routers, node, { expression: list, place, prefix: '' });
    }
  }
}

function addList(
  program: Program,
  routers: Routers,
  node: RouterNode,
  list: { readonly expression: PythonExpression; readonly place: Place; readonly prefix: string },
): void {
  const [target] = targetsOf(program, list);
  if (target === undefined) {
    node.complete = false;
    return;
  }
  const { expression, place } = target;
  if (expression.kind === 'binary' && expression.operator === '+') {
    for (const side of [expression.left, expression.right]) addList(program, routers, node, { expression: side, place, prefix: list.prefix });
    return;
  }
  if (expression.kind !== 'list' && expression.kind !== 'tuple') {
    node.complete = false;
    return;
  }
  for (const item of expression.items) addItem(program, routers, node, { expression: item, place, prefix: list.prefix });
}

function addItem(
  program: Program,
  routers: Routers,
  node: RouterNode,
  item: { readonly expression: PythonExpression; readonly place: Place; readonly prefix: string },
): void {
  const { expression, place, prefix } = item;
  const external = expression.kind === 'call' ? externalName(program, expression.callee, place) : undefined;
  if (expression.kind !== 'call' || !(isFrom(external, 'starlette', 'Route', 'WebSocketRoute', 'Mount') || isFrom(external, 'fastapi', 'APIRoute'))) {
    node.complete = false;
    return;
  }
  const path = argumentOf(expression, 0, 'path');
  const followed = path && follow(program, { expression: path, place });
  const text = followed?.state === 'literal' && typeof followed.value === 'string' ? followed.value : undefined;
  if (external?.endsWith('.Mount') === true) {
    const inner = argumentOf(expression, undefined, 'routes');
    const app = argumentOf(expression, 1, 'app');
    const child = app && routerOf(program, routers, app, place);
    if (inner !== undefined && text !== undefined) addList(program, routers, node, { expression: inner, place, prefix: prefix + text.replace(/\/$/, '') });
    else if (child !== undefined) node.children.push({ node: child, prefix: text === undefined ? undefined : prefix + text.replace(/\/$/, ''), replaces: false, guarded: false });
    else if (!isFrom(app && app.kind === 'call' ? externalName(program, app.callee, place) : undefined, 'starlette', 'StaticFiles')) node.complete = false;
    return;
  }
  const endpoint = argumentOf(expression, 1, 'endpoint');
  const handler = endpoint && functionOf(program, endpoint, place)?.node;
  if (path === undefined || followed === undefined) return;
  node.routes.push({
    path: text === undefined ? followed : { ...followed, state: 'literal', value: prefix + text, from: [] },
    spot: { expression: path, place },
    methods: methodsOf(program, expression, place) ?? ['GET', 'HEAD'],
    websocket: external?.endsWith('WebSocketRoute') === true,
    handler,
    guarded: asksWho(handler),
  });
}

/** Litestar: functions under `@get('/x')`, controllers and routers. */
function addHandlers(program: Program, routers: Routers, node: RouterNode, list: { readonly expression: PythonExpression; readonly place: Place }): void {
  const [target] = targetsOf(program, list);
  if (target?.expression.kind !== 'list') {
    node.complete = false;
    return;
  }
  for (const item of target.expression.items) {
    const handler = functionOf(program, item, target.place);
    const decorator = handler?.node.decorators.find((each) => each.kind === 'call' && isFrom(externalName(program, each.callee, handler.place), 'litestar', 'get', 'post', 'put', 'patch', 'delete', 'route'));
    const child = routerOf(program, routers, item, target.place);
    if (child !== undefined) node.children.push({ node: child, prefix: '', replaces: false, guarded: false });
    else if (handler === undefined || decorator?.kind !== 'call') node.complete = false;
    else {
      const path = argumentOf(decorator, 0, 'path') ?? decorator;
      const spot = { expression: path, place: handler.place };
      const verb = externalName(program, decorator.callee, handler.place)?.split('.').at(-1)?.toUpperCase() ?? 'GET';
      node.routes.push({ path: follow(program, spot), spot, methods: [verb], websocket: false, handler: handler.node, guarded: false });
    }
  }
}
