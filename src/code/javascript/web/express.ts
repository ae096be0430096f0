import type { Node } from 'oxc-parser';
import { instanceOf } from '../names/instances.ts';
import { calledFunction } from '../names/calls.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, unwrap } from '../syntax/tree.ts';
import { addRoute, extend, readPaths, visitInstance, visitPlugin } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';
import { readLoopMount } from './express-loops.ts';

/** https://expressjs.com/en/4x/api.html#app.METHOD */
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']);
export const EXPRESS_APPLICATIONS = ['express#', 'restify#createServer', 'polka#', 'express-ws#'];
const EXPRESS_ROUTERS = new Set(['express#', 'express#Router', 'express-promise-router#', 'polka#', '@awaitjs/express#Router']);

/** Reads one method call of an Express application or router. */
export function readExpressCall(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const { node } = site;
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return;
  const name = memberName(callee);
  if (name === undefined) {
    if (node.arguments.length > 1) walk.gaps.push('a route is registered with a method that only a run would tell');
    return;
  }
  if (name === 'use') readUse(walk, site, prefix);
  else if (name === 'route') readRoute(walk, site, prefix);
  else if (name === 'ws') addPath(walk, site, prefix, ['GET'], { websocket: true });
  else if (name === 'all') addPath(walk, site, prefix, ['ANY'], {});
  else if (VERBS.has(name) && node.arguments.length > 1) addPath(walk, site, prefix, [name.toUpperCase()], {});
}

function addPath(walk: RouteWalk, site: Site, prefix: Prefix, methods: readonly string[], options: { readonly websocket?: boolean }): void {
  const [first] = site.node.arguments;
  if (first === undefined) return;
  addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, first), methods, handler: site.node.arguments.at(-1), ...options });
}

/** `router.route('/x').get(handler).post(handler)` */
function readRoute(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [first] = site.node.arguments;
  if (first === undefined) return;
  const paths = readPaths(walk.project, site.module, first);
  let above = site.path.up;
  while (above !== undefined && above.up?.node.type === 'CallExpression' && above.node.type === 'MemberExpression') {
    const verb = memberName(above.node) ?? '';
    const call = above.up.node;
    if (VERBS.has(verb) || verb === 'all') {
      addRoute(walk, site, prefix, { paths, methods: [verb === 'all' ? 'ANY' : verb.toUpperCase()], handler: call.arguments.at(-1) });
    }
    above = above.up.up;
  }
}

function readUse(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [first, ...rest] = site.node.arguments;
  if (first === undefined) return;
  if (site.node.arguments.some((argument) => argument.type === 'SpreadElement')) {
    walk.gaps.push('middleware comes from a list');
    return;
  }
  if (readLoopMount(walk, site, prefix)) return;
  const isPath = couldBePath(walk, site.module, first);
  const paths = isPath ? readPaths(walk.project, site.module, first) : [];
  const prefixes = isPath ? extend(prefix, paths) : [prefix];
  for (const handler of isPath ? rest : [first, ...rest]) {
    for (const each of prefixes) readMounted(walk, site, handler, each, isPath);
  }
}

/** True when the first argument of `use` is a path: text, or anything that is no function, call or router. */
function couldBePath(walk: RouteWalk, module: Module, first: Node): boolean {
  if (first.type === 'Literal' || first.type === 'TemplateLiteral' || first.type === 'BinaryExpression') return true;
  const target = resolve(walk.project, module, first);
  if (target.kind === 'value') return ['Literal', 'TemplateLiteral', 'BinaryExpression', 'LogicalExpression'].includes(target.node.type)
    || (target.node.type === 'ArrayExpression' && target.node.elements.every((each) => each?.type === 'Literal'));
  return target.kind === 'environment' || (target.kind === 'parameter' && /path|prefix|url|base/i.test(target.binding.name));
}

function readMounted(walk: RouteWalk, site: Site, handler: Node, prefix: Prefix, hasPath: boolean): void {
  const { project } = walk;
  const { module } = site;
  if (handler.type === 'ArrayExpression') {
    for (const element of handler.elements) if (element !== null) readMounted(walk, site, element, prefix, hasPath);
    return;
  }
  const instance = instanceOf(project, module, handler);
  if (instance?.kind === 'made' && instance.key?.startsWith('global#') === true) walk.gaps.push('a router is mounted that we cannot follow');
  if (instance?.kind === 'made' && instance.key !== undefined) {
    if (EXPRESS_ROUTERS.has(instance.key)) visitInstance(walk, instance, prefix);
    else if (instance.key === 'express#static') addStatic(walk, site, prefix);
    else if (/trpc.*createExpressMiddleware|apollo|graphql/i.test(instance.key) && hasPath) addMount(walk, site, prefix, handler);
    return;
  }
  const target = resolve(project, module, handler);
  if (target.kind === 'value' && isFunction(target.node)) {
    if (hasPath && target.node.params.length < 3) addMount(walk, site, prefix, target.node);
    return;
  }
  if (handler.type === 'CallExpression') readFactory(walk, { ...site, node: handler }, prefix);
  else if (target.kind === 'unknown' || target.kind === 'parameter') walk.gaps.push('a router is mounted that we cannot follow');
}

/** `app.use('/api', createRouter(db))`: a local factory whose result is no router that we know of. */
function readFactory(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const key = keyOf(walk.project, site.module, site.node.callee);
  if (key !== undefined) return;
  const called = calledFunction(walk.project, site);
  if (called === undefined) {
    const callee = unwrap(site.node.callee);
    if (!(callee.type === 'MemberExpression' && memberName(callee) === 'bind')) walk.gaps.push('a router is mounted that we cannot follow');
    return;
  }
  if (prefix.text === '' && called.params.length === 0) return;
  visitPlugin(walk, site.module, called, prefix);
}

/** A handler mounted with `use` answers its path and all below, by any method. */
function addMount(walk: RouteWalk, site: Site, prefix: Prefix, handler: Node): void {
  const last = prefix.from.at(-1);
  if (last === undefined) return;
  const outer: Prefix = { text: prefix.text.slice(0, Math.max(0, prefix.text.length - joinedLength(last.value))), complete: prefix.complete, from: prefix.from.slice(0, -1) };
  addRoute(walk, site, outer, { paths: [last], methods: ['ANY'], handler });
}

function joinedLength(path: string): number {
  return path.startsWith('/') ? path.length : path.length + 1;
}

/** Files at the root answer `/` with their index. https://expressjs.com/en/resources/middleware/serve-static.html */
function addStatic(walk: RouteWalk, site: Site, prefix: Prefix): void {
  if (prefix.text !== '' || !prefix.complete) return;
  const { node, module } = site;
  const at = { state: 'known' as const, name: 'web.route', value: '/', provenance: { kind: 'declared' as const, file: module.file, range: { start: node.start, end: node.end } } };
  addRoute(walk, site, prefix, { paths: [at], methods: ['GET'], handler: undefined });
}
