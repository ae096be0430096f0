import { instanceOf } from '../names/instances.ts';
import { objectAt } from '../names/sites.ts';
import { resolve } from '../names/resolve.ts';
import type { Site } from '../syntax/module.ts';
import { isFunction, memberName, ownProperty, unwrap } from '../syntax/tree.ts';
import { addRoute, extend, readPaths, visitInstance, visitPlugin } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** https://elysiajs.com/essential/route */
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'ws']);

/** Reads one method call of an Elysia application. */
export function readElysiaCall(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const callee = unwrap(site.node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  const [first, second] = site.node.arguments;
  if (first === undefined) return;
  if (name === 'use') return readUse(walk, site, prefix);
  if (name === 'group' && second !== undefined) {
    const target = resolve(walk.project, site.module, site.node.arguments.at(-1) ?? second);
    if (target.kind !== 'value' || !isFunction(target.node)) return;
    for (const each of extend(prefix, readPaths(walk.project, site.module, first))) visitPlugin(walk, target.module, target.node, each);
    return;
  }
  if (!VERBS.has(name) || second === undefined) return;
  const methods = [name === 'all' ? 'ANY' : name === 'ws' ? 'GET' : name.toUpperCase()];
  addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, first), methods, handler: second, websocket: name === 'ws' });
}

function readUse(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [plugin] = site.node.arguments;
  if (plugin === undefined) return;
  const target = resolve(walk.project, site.module, plugin);
  if (target.kind === 'value' && isFunction(target.node)) {
    visitPlugin(walk, target.module, target.node, prefix);
    return;
  }
  const instance = instanceOf(walk.project, site.module, plugin);
  if (instance?.kind !== 'made') walk.gaps.push('a plugin is used that we cannot follow');
  else if (instance.key === 'elysia#Elysia' || instance.key === 'elysia#') for (const each of elysiaPrefixes(walk, instance, prefix)) visitInstance(walk, instance, each);
}

/** `new Elysia({ prefix: '/x' })` */
export function elysiaPrefixes(walk: RouteWalk, instance: Extract<ReturnType<typeof instanceOf>, { kind: 'made' }>, prefix: Prefix): Prefix[] {
  const { node, module } = instance;
  if (node.type !== 'NewExpression') return [prefix];
  const options = objectAt(walk.project, { module, node, path: { node, up: undefined } }, 0);
  const written = options?.node.type === 'ObjectExpression' ? ownProperty(options.node, 'prefix') : undefined;
  return written === undefined || options === undefined ? [prefix] : extend(prefix, readPaths(walk.project, options.module, written));
}
