import type { Node } from 'oxc-parser';
import { objectAt } from '../names/sites.ts';
import { resolve } from '../names/resolve.ts';
import type { Target } from '../names/target.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { readAutoload } from './fastify-autoload.ts';
import { addRoute, extend, readPaths, visitPlugin } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** https://fastify.dev/docs/latest/Reference/Routes/ */
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);
export const FASTIFY_APPLICATIONS = ['fastify#', 'fastify#fastify', 'fastify#default'];
const WRAPPERS = new Set(['fastify-plugin#', 'fastify-plugin#fastifyPlugin', 'fastify-plugin#fp']);

/** Reads one method call of a Fastify instance. */
export function readFastifyCall(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const callee = unwrap(site.node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  if (name === 'register') return readRegister(walk, site, prefix);
  if (name === 'route') return readRoute(walk, site, prefix);
  if (!VERBS.has(name) || site.node.arguments.length < 2) return;
  const [first] = site.node.arguments;
  if (first === undefined) return;
  addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, first), methods: [name === 'all' ? 'ANY' : name.toUpperCase()],
    handler: site.node.arguments.at(-1), websocket: isWebsocket(walk, site) });
}

function isWebsocket(walk: RouteWalk, site: Site): boolean {
  const options = objectAt(walk.project, site, 1)?.node;
  const value = options?.type === 'ObjectExpression' ? ownProperty(options, 'websocket') : undefined;
  return value?.type === 'Literal' && value.value === true;
}

function readRoute(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const place = objectAt(walk.project, site, 0);
  if (place?.node.type !== 'ObjectExpression') {
    walk.gaps.push('a route comes from a value that we cannot follow');
    return;
  }
  const url = ownProperty(place.node, 'url') ?? ownProperty(place.node, 'path');
  const method = ownProperty(place.node, 'method');
  const methods = method === undefined ? undefined : readPaths(walk.project, place.module, method)?.map(({ value }) => value.toUpperCase());
  addRoute(walk, { ...site, module: place.module }, prefix, { paths: url === undefined ? undefined : readPaths(walk.project, place.module, url),
    methods: methods ?? ['ANY'], handler: ownProperty(place.node, 'handler') });
}

function readRegister(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [plugin] = site.node.arguments;
  if (plugin === undefined) return;
  const options = optionsOf(walk, site);
  const written = options?.node.type === 'ObjectExpression' ? ownProperty(options.node, 'prefix') : undefined;
  const prefixes = written === undefined || options === undefined ? [prefix] : extend(prefix, readPaths(walk.project, options.module, written));
  const { target, wrapped } = pluginTarget(walk, site.module, plugin);
  if (target.kind === 'external') return readPackage(walk, site, target.name, prefix);
  if (target.kind === 'value' && isFunction(target.node)) {
    for (const each of wrapped ? [prefix] : prefixes) visitPlugin(walk, target.module, target.node, each);
    return;
  }
  walk.gaps.push('a plugin is registered that we cannot follow');
}

function optionsOf(walk: RouteWalk, site: Site) {
  return objectAt(walk.project, site, 1);
}

/** The plugin's function: behind `fp(...)`, a dynamic import, or a factory that returns it. */
function pluginTarget(walk: RouteWalk, module: Module, plugin: Node): { target: Target; wrapped: boolean } {
  let target = resolve(walk.project, module, plugin);
  let wrapped = false;
  for (let step = 0; step < 4; step += 1) {
    if (target.kind === 'module') target = exportOfModule(walk, target.module);
    if (target.kind !== 'value' || target.node.type !== 'CallExpression') break;
    const callee = resolve(walk.project, target.module, target.node.callee);
    const [inner] = target.node.arguments;
    if (callee.kind === 'external' && WRAPPERS.has(`${callee.name}#${callee.path}`) && inner !== undefined) {
      wrapped = true;
      target = resolve(walk.project, target.module, inner);
    } else if (callee.kind === 'value' && isFunction(callee.node)) {
      const returned = callee.node.body?.type === 'BlockStatement' ? callee.node.body.body.find((each) => each.type === 'ReturnStatement')?.argument : callee.node.body;
      if (returned === undefined || returned === null) break;
      target = resolve(walk.project, callee.module, returned);
    } else if (callee.kind === 'external') {
      target = callee;
    } else break;
  }
  return { target, wrapped };
}

function exportOfModule(walk: RouteWalk, module: Module): Target {
  const found = module.exports.get('default') ?? module.exports.get('=');
  if (found?.kind === 'value') return isFunction(found.node) ? { kind: 'value', module, node: found.node } : resolve(walk.project, module, found.node);
  const binding = found?.kind === 'local' ? module.scope.bindings.get(found.name) : undefined;
  return binding?.kind === 'function' ? { kind: 'value', module, node: binding.node } : { kind: 'unknown' };
}

/** Plugins of packages that add routes themselves. */
function readPackage(walk: RouteWalk, site: Site, name: string, prefix: Prefix): void {
  if (name === '@fastify/autoload' || name === 'fastify-autoload') return readAutoload(walk, site, prefix);
  const options = objectAt(walk.project, site, 1)?.node;
  const exposed = options?.type === 'ObjectExpression' ? ownProperty(options, 'exposeStatusRoute') : undefined;
  if (!name.endsWith('under-pressure') || exposed === undefined) return;
  const path = textOf(exposed);
  const value = { state: 'known' as const, name: 'web.route', value: path ?? '/status',
    provenance: { kind: 'declared' as const, file: site.module.file, range: { start: exposed.start, end: exposed.end } } };
  if (path !== undefined || (exposed.type === 'Literal' && exposed.value === true)) {
    addRoute(walk, site, prefix, { paths: [value], methods: ['GET'], handler: undefined });
  }
}
