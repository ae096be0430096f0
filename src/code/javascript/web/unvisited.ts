import { instanceIndex, instanceOf, identityOf } from '../names/instances.ts';
import { isOneOff } from '../names/scope-of.ts';
import type { Site } from '../syntax/module.ts';
import { isFunction, memberName, textOf, unwrap } from '../syntax/tree.ts';
import { UNKNOWN_PREFIX } from './route-walk.ts';
import type { RouteWalk } from './route-walk.ts';

const ROUTERS = /^(?:express#|express#Router|fastify#|hono#Hono|@hono\/zod-openapi#OpenAPIHono|@koa\/router#|koa-router#|elysia#Elysia)$/;
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'route', 'openapi']);

/** Routes on routers that no mount led to: they may be served, below a prefix that we do not know. */
export function addUnvisited(walk: RouteWalk): void {
  const { methods } = instanceIndex(walk.project);
  let found = false;
  for (const [identity, sites] of methods) {
    const [first] = sites;
    if (first === undefined || walk.visited.has(identity) || isOneOff(walk.project, first.module)) continue;
    for (const site of sites.filter((each) => isRoute(walk, each))) {
      found = true;
      walk.readCall(walk, site, UNKNOWN_PREFIX);
    }
  }
  if (found) walk.gaps.push('routes stand on a router whose mount we cannot follow');
}

function isRoute(walk: RouteWalk, { module, node }: Site): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || !VERBS.has(memberName(callee) ?? '') || node.arguments.length < 2) return false;
  if (textOf(node.arguments[0])?.startsWith('/') !== true) return false;
  const instance = instanceOf(walk.project, module, callee.object);
  if (instance === undefined || walk.visited.has(identityOf(instance))) return false;
  if (instance.kind === 'made') return ROUTERS.test(instance.key ?? '');
  const last = node.arguments.at(-1);
  return /^(?:app|router|server|fastify|instance|api|route|r)$/i.test(instance.binding.name) && last !== undefined && (isFunction(last) || last.type !== 'ObjectExpression');
}
