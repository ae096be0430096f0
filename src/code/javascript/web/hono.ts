import { instanceOf } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, ownProperty, unwrap } from '../syntax/tree.ts';
import { addRoute, extend, readPaths, visitInstance } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** https://hono.dev/docs/api/routing */
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all']);
export const HONO_APPLICATIONS = ['hono#Hono', '@hono/zod-openapi#OpenAPIHono', 'hono/tiny#Hono', 'hono/quick#Hono'];

/** Reads one method call of a Hono application. */
export function readHonoCall(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const callee = unwrap(site.node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  const [first, second] = site.node.arguments;
  if (first === undefined) return;
  if (name === 'route' || name === 'mount') return readMount(walk, site, prefix, name);
  if (name === 'basePath') {
    for (const each of extend(prefix, readPaths(walk.project, site.module, first))) visitInstance(walk, { kind: 'made', module: site.module, node: site.node, key: undefined }, each);
    return;
  }
  if (name === 'openapi') return readOpenApi(walk, site, prefix);
  if (name === 'on' && second !== undefined) {
    const methods = readPaths(walk.project, site.module, first)?.map(({ value }) => value.toUpperCase()) ?? ['ANY'];
    addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, second), methods, handler: site.node.arguments.at(-1) });
    return;
  }
  if (!VERBS.has(name) || site.node.arguments.length < 2) return;
  addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, first), methods: [name === 'all' ? 'ANY' : name.toUpperCase()], handler: site.node.arguments.at(-1) });
}

function readMount(walk: RouteWalk, site: Site, prefix: Prefix, name: string): void {
  const [path, router] = site.node.arguments;
  if (path === undefined || router === undefined) return;
  const instance = instanceOf(walk.project, site.module, router);
  if (instance === undefined || name === 'mount') walk.gaps.push('a router is mounted that we cannot follow');
  if (instance !== undefined) for (const each of extend(prefix, readPaths(walk.project, site.module, path))) visitInstance(walk, instance, each);
}

/** `app.openapi(createRoute({ method, path }), handler)`; `{id}` is a parameter. https://hono.dev/examples/zod-openapi */
function readOpenApi(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [route] = site.node.arguments;
  const target = route === undefined ? undefined : resolve(walk.project, site.module, route);
  const options = target?.kind === 'value' && target.node.type === 'CallExpression' ? target.node.arguments[0] : undefined;
  if (target?.kind !== 'value' || options?.type !== 'ObjectExpression') {
    walk.gaps.push('a route comes from a value that we cannot follow');
    return;
  }
  const path = ownProperty(options, 'path');
  const method = ownProperty(options, 'method');
  const methods = method === undefined ? undefined : readPaths(walk.project, target.module, method)?.map(({ value }) => value.toUpperCase());
  addRoute(walk, { ...site, module: target.module }, prefix, { paths: path === undefined ? undefined : readPaths(walk.project, target.module, path),
    methods: methods ?? ['ANY'], handler: site.node.arguments[1] });
}
