import type { Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import type { TaskHandler } from '../../../model/facts/tasks.ts';
import { resolve } from '../names/resolve.ts';
import { decoratorNames, isOneOff } from '../names/scope-of.ts';
import { placeOf, sitesNamed } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, lastName, memberName, textOf, unwrap } from '../syntax/tree.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { effectsOf, sitesIn } from './effects.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete'];
/** What hands work to somebody who does it later. */
const STARTS = /^(?:add|addBulk|addJob|sendAfter|enqueue\w*|createJob|setImmediate|startJob|trigger)$/;

/** A handler of a route. */
export interface RouteHandler {
  readonly module: Module;
  readonly node: FunctionNode;
  readonly method: string;
  readonly path: string;
  readonly name: string;
}

/** The functions that routes of Express, Fastify, Hono, Koa and Next, and methods of Nest, answer with. */
export function routeHandlers(project: CodeProject): readonly RouteHandler[] {
  const known = HANDLERS.get(project);
  if (known !== undefined) return known;
  const found = [...registered(project), ...decorated(project), ...exported(project)];
  HANDLERS.set(project, found);
  return found;
}

/** Several readers ask for them. */
const HANDLERS = new WeakMap<CodeProject, readonly RouteHandler[]>();

function registered(project: CodeProject): readonly RouteHandler[] {
  return sitesNamed(project, ...VERBS).flatMap(({ module, node }): readonly RouteHandler[] => {
    const path = textOf(node.arguments[0]);
    const last = node.arguments.at(-1);
    if (path?.startsWith('/') !== true || node.arguments.length < 2 || last === undefined || last.type === 'SpreadElement' || isOneOff(project, module)) return [];
    const target = resolve(project, module, last);
    const handler = target.kind === 'value' ? target : undefined;
    if (handler === undefined || !isFunction(handler.node)) return [];
    const method = (memberName(unwrap(node.callee)) ?? '').toUpperCase();
    return [{ module: handler.module, node: handler.node, method, path, name: handler.node.id?.name ?? `${method} ${path}` }];
  });
}

const NEST = /^(?:Get|Post|Put|Patch|Delete)$/;

function decorated(project: CodeProject): readonly RouteHandler[] {
  return [...project.modules.values()].flatMap((module) => (isOneOff(project, module) ? [] : module.classes.flatMap(({ node }) => node.body.body.flatMap((element): readonly RouteHandler[] => {
    if (element.type !== 'MethodDefinition' || element.key.type !== 'Identifier') return [];
    const verb = decoratorNames(element).find((name) => NEST.test(name));
    if (verb === undefined) return [];
    return [{ module, node: element.value, method: verb.toUpperCase(), path: nestPath(element), name: element.key.name }];
  }))));
}

function nestPath({ decorators }: { readonly decorators?: readonly { readonly expression: Node }[] }): string {
  for (const { expression } of decorators ?? []) {
    if (expression.type === 'CallExpression' && expression.callee.type === 'Identifier' && NEST.test(expression.callee.name)) return `/${textOf(expression.arguments[0]) ?? ''}`;
  }
  return '/';
}

/** `export async function POST() {}` in `app/api/exports/route.ts` of Next. */
function exported(project: CodeProject): readonly RouteHandler[] {
  return [...project.modules.values()].flatMap((module) => {
    const folder = /(?:^|\/)app((?:\/.+)?)\/route\.[jt]s$/.exec(module.path)?.[1];
    if (folder === undefined) return [];
    return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method): readonly RouteHandler[] => {
      const binding = module.exports.get(method)?.kind === 'local' ? module.scope.bindings.get(method) : undefined;
      const node = binding?.kind === 'function' ? binding.node : binding?.kind === 'variable' ? binding.initial : undefined;
      return isFunction(node) ? [{ module, node, method, path: folder === '' ? '/' : folder, name: `${method} ${folder}` }] : [];
    });
  });
}

/** Handlers that start work, wait for others, or answer 202. */
export function readTaskHandlers(project: CodeProject): TaskHandler[] {
  const seen = new Set<Node>();
  return routeHandlers(project).flatMap((handler): readonly TaskHandler[] => {
    const { module, node, method, path, name } = handler;
    if (seen.has(node)) return [];
    seen.add(node);
    const accepted = acceptedIn(handler);
    const effects = streams(handler) ? [] : effectsOf(project, module, node, 1).filter(({ kind }) => kind !== 'database');
    if (effects.length === 0 && accepted === undefined) return [];
    const at = codeFact('task.handler', { module, node });
    return [{ at: { ...at, value: name }, name, methods: [method], path, effects, later: [], accepted, starts: sitesIn(module, node).some(startsWork), headers: headersOf(handler) }];
  });
}

/** `queue.add(...)`, `boss.send(...)`; an answer is sent, too, and starts nothing. */
function startsWork({ node }: Site): boolean {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return STARTS.test(callee.name);
  if (callee.type !== 'MemberExpression') return false;
  const owner = lastName(callee.object) ?? '';
  const name = memberName(callee) ?? '';
  return STARTS.test(name) || (name === 'send' && /boss|queue|producer|sqs/i.test(owner));
}

/** An answer that is sent piece by piece takes as long as it takes. */
function streams({ module, node }: RouteHandler): boolean {
  return /event-stream|ReadableStream|streamSSE|\.pipe\(|flushHeaders|\.write\(/.test(module.file.text.slice(node.start, node.end));
}

/** `res.status(202)`, `reply.code(202)`, `res.sendStatus(202)`, `c.json(body, 202)`, `@HttpCode(202)`. */
function acceptedIn({ module, node, name }: RouteHandler): Known<string> | undefined {
  const inside = sitesIn(module, node).find((site) => says202(site));
  if (inside !== undefined) return codeFact('task.accepted', placeOf(inside));
  const decorator = module.sites.find((site) => site.node.callee.type === 'Identifier' && site.node.callee.name === 'HttpCode' && isNumber(site.node.arguments[0], 202) && ownsDecorator(site, name));
  return decorator === undefined ? undefined : codeFact('task.accepted', placeOf(decorator));
}

function says202({ node }: Site): boolean {
  const name = memberName(unwrap(node.callee)) ?? '';
  if (/^(?:status|code|sendStatus)$/.test(name)) return isNumber(node.arguments[0], 202);
  return /^(?:json|body|text)$/.test(name) && isNumber(node.arguments[1], 202);
}

const isNumber = (node: Node | undefined, wanted: number): boolean => node?.type === 'Literal' && node.value === wanted;

function ownsDecorator({ path }: Site, name: string): boolean {
  const method = path.up?.up?.node;
  return method?.type === 'MethodDefinition' && method.key.type === 'Identifier' && method.key.name === name;
}

/** Names of headers that a handler sets, in lower case. */
function headersOf({ module, node }: RouteHandler): readonly string[] {
  const found = sitesIn(module, node).flatMap((site): readonly string[] => {
    const name = memberName(unwrap(site.node.callee)) ?? '';
    if (name === 'location') return ['location'];
    if (!/^(?:set|header|setHeader|headers|append|json|writeHead)$/.test(name)) return [];
    return site.node.arguments.flatMap((argument): readonly string[] => {
      if (argument.type === 'ObjectExpression') return argument.properties.flatMap((each) => (each.type === 'Property' && each.key.type === 'Identifier' ? [each.key.name.toLowerCase()] : each.type === 'Property' ? [textOf(each.key)?.toLowerCase() ?? ''] : []));
      return [textOf(argument)?.toLowerCase() ?? ''];
    });
  });
  return [...new Set(found.filter((name) => /^(?:location|retry-after)$/.test(name)))];
}
