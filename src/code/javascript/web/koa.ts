import { instanceOf } from '../names/instances.ts';
import { objectAt } from '../names/sites.ts';
import { keyOf } from '../names/resolve.ts';
import { instanceIndex } from '../names/instances.ts';
import type { CodeProject, Instance } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { addRoute, extend, readPaths, visitInstance } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** https://github.com/koajs/router/blob/master/API.md */
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all']);
const ROUTERS = new Set(['@koa/router#', 'koa-router#', 'koa-better-router#']);

/** Reads one method call of a Koa application or router. */
export function readKoaCall(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const callee = unwrap(site.node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  if (name === 'use') return readUse(walk, site, prefix);
  if (!VERBS.has(name) || site.node.arguments.length < 2) return;
  const [first, second] = site.node.arguments;
  const named = second !== undefined && textOf(second)?.startsWith('/') === true;
  const path = named ? second : first;
  if (path === undefined) return;
  const method = name === 'all' ? 'ANY' : name === 'del' ? 'DELETE' : name.toUpperCase();
  addRoute(walk, site, prefix, { paths: readPaths(walk.project, site.module, path), methods: [method], handler: site.node.arguments.at(-1) });
}

/** `app.use(router.routes())`, `router.use('/x', nested.routes())`, `app.use(mount('/x', other))`. */
function readUse(walk: RouteWalk, site: Site, prefix: Prefix): void {
  const [first] = site.node.arguments;
  const paths = first !== undefined && textOf(first) !== undefined ? readPaths(walk.project, site.module, first) : undefined;
  const base = paths === undefined ? [prefix] : extend(prefix, paths);
  for (const argument of site.node.arguments) {
    if (argument.type !== 'CallExpression') continue;
    const callee = unwrap(argument.callee);
    if (callee.type === 'MemberExpression' && /^(?:routes|middleware)$/.test(memberName(callee) ?? '')) {
      const router = instanceOf(walk.project, site.module, callee.object);
      if (router === undefined) walk.gaps.push('a router is mounted that we cannot follow');
      else for (const each of base) visitRouter(walk, router, each);
    } else if (keyOf(walk.project, site.module, callee) === 'koa-mount#') {
      const [path, app] = argument.arguments;
      const mounted = app === undefined ? undefined : instanceOf(walk.project, site.module, app);
      if (path !== undefined && mounted !== undefined) for (const each of extend(prefix, readPaths(walk.project, site.module, path))) visitInstance(walk, mounted, each);
    }
  }
}

function visitRouter(walk: RouteWalk, router: Instance, prefix: Prefix): void {
  const own = router.kind === 'made' && ROUTERS.has(router.key ?? '') ? prefixOf(walk.project, router) : undefined;
  for (const each of own === undefined ? [prefix] : extend(prefix, readPaths(walk.project, own.module, own.node))) visitInstance(walk, router, each);
}

/** The prefix of `new Router({ prefix })` or `router.prefix('/x')`. */
function prefixOf(project: CodeProject, router: Extract<Instance, { kind: 'made' }>) {
  const { node, module } = router;
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  const later = instanceIndex(project).methods.get(node)?.find((site) => memberName(unwrap(site.node.callee)) === 'prefix');
  const given = later?.node.arguments[0];
  if (later !== undefined && given !== undefined) return { module: later.module, node: given };
  const options = objectAt(project, { module, node, path: { node, up: undefined } }, 0);
  const written = options?.node.type === 'ObjectExpression' ? ownProperty(options.node, 'prefix') : undefined;
  return options === undefined || written === undefined ? undefined : { module: options.module, node: written };
}
