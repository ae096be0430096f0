import type { Node } from 'oxc-parser';
import { instanceOf } from '../names/instances.ts';
import { member, resolve } from '../names/resolve.ts';
import type { Target } from '../names/target.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { extend, readPaths, visitInstance } from './route-walk.ts';
import type { Prefix, RouteWalk } from './route-walk.ts';

/** `routes.forEach((route) => app.use(route.path, route.router))` over a list that is written down. */
export function readLoopMount(walk: RouteWalk, site: Site, prefix: Prefix): boolean {
  const [path, router] = site.node.arguments;
  if (path?.type !== 'MemberExpression' || router?.type !== 'MemberExpression') return false;
  if (path.object.type !== 'Identifier') return false;
  const elements = elementsOf(walk.project, site.module, path.object);
  if (elements === undefined) return false;
  for (const { module, node } of elements) {
    const pathNode = memberNode(walk.project, module, node, memberName(path) ?? '');
    const routerNode = memberNode(walk.project, module, node, memberName(router) ?? '');
    const paths = pathNode === undefined ? undefined : readPaths(walk.project, pathNode.module, pathNode.node);
    const instance = routerNode === undefined ? undefined : instanceOf(walk.project, routerNode.module, routerNode.node);
    if (instance === undefined) walk.gaps.push('a router of a list cannot be followed');
    else for (const each of extend(prefix, paths)) visitInstance(walk, instance, each);
  }
  return true;
}

interface Found {
  readonly module: Module;
  readonly node: Node;
}

function memberNode(project: CodeProject, module: Module, node: Node, name: string): Found | undefined {
  const target = member(project, { kind: 'value', module, node }, name);
  return target.kind === 'value' ? target : undefined;
}

/** The elements of the literal list that a loop variable runs over. */
function elementsOf(project: CodeProject, module: Module, variable: Node): Found[] | undefined {
  if (variable.type !== 'Identifier') return undefined;
  const list = listOf(project, module, variable);
  if (list?.kind !== 'value' || list.node.type !== 'ArrayExpression') return undefined;
  const found = list.node.elements.map((element): Found | undefined => {
    if (element === null || element.type === 'SpreadElement') return undefined;
    const target = resolve(project, list.module, element);
    return target.kind === 'value' ? target : undefined;
  });
  return found.every((each) => each !== undefined) ? found : undefined;
}

function listOf(project: CodeProject, module: Module, variable: Extract<Node, { type: 'Identifier' }>): Target | undefined {
  const binding = lookUp(module, variable.name, variable.start);
  if (binding?.kind === 'parameter' && binding.index === 0) {
    const site = module.sites.find(({ node }) => node.arguments.some((argument) => argument === binding.owner));
    const callee = site === undefined ? undefined : unwrap(site.node.callee);
    return callee?.type === 'MemberExpression' && /^(?:forEach|map)$/.test(memberName(callee) ?? '') ? resolve(project, module, callee.object) : undefined;
  }
  if (binding?.kind !== 'variable' || binding.initial !== undefined) return undefined;
  const loop = loopAround(module, variable);
  return loop === undefined ? undefined : resolve(project, module, loop);
}

/** What `for (const x of list)` runs over, for the innermost loop around a name. */
function loopAround(module: Module, variable: Node): Node | undefined {
  const site = module.sites.find(({ node }) => node.start <= variable.start && variable.end <= node.end);
  for (let path = site?.path; path !== undefined; path = path.up) if (path.node.type === 'ForOfStatement') return path.node.right;
  return undefined;
}
