import type { Node } from 'oxc-parser';
import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import type { Route } from '../../../model/facts/code.ts';
import { calledFunction } from '../names/calls.ts';
import { identityOf, instanceIndex, parameterOf } from '../names/instances.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { factOf } from '../names/value-facts.ts';
import { readValue } from '../names/values.ts';
import type { CodeProject, Instance } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, unwrap } from '../syntax/tree.ts';
import { asksWho, isProbed, outsideCalls } from './probe-handlers.ts';

/** What stands before the paths of a router, as far as it is known. */
export interface Prefix {
  readonly text: string;
  readonly complete: boolean;
  readonly from: readonly Known<string>[];
}

export const NO_PREFIX: Prefix = { text: '', complete: true, from: [] };
export const UNKNOWN_PREFIX: Prefix = { text: '', complete: false, from: [] };

/** A walk from the application over everything that is mounted on it. */
export interface RouteWalk {
  readonly project: CodeProject;
  readonly framework: string;
  readonly routes: Route[];
  /** Why a route may be missing: empty when all were read. */
  readonly gaps: string[];
  readonly visited: Set<unknown>;
  readonly mounts: Set<string>;
  /** Reads one method call of an application or router. */
  readonly readCall: (walk: RouteWalk, site: Site, prefix: Prefix) => void;
  /** True when a function of a package may take the application without adding routes. */
  readonly isHarmless: (key: string) => boolean;
}

const MOUNT_LIMIT = 2000;
const ROUTE_LIMIT = 3000;

/** Reads all calls on an application or router, and on the parameters it is handed to. */
export function visitInstance(walk: RouteWalk, instance: Instance, prefix: Prefix): void {
  const identity = identityOf(instance);
  const place = instance.kind === 'made' ? instance.node : instance.binding.owner;
  const mount = `${instance.module.path}:${place.start}:${instance.kind === 'made' ? '' : instance.binding.name}:${prefix.text}`;
  if (walk.mounts.has(mount)) return;
  if (walk.mounts.size > MOUNT_LIMIT || walk.routes.length > ROUTE_LIMIT) {
    walk.gaps.push('there are more routes than we read');
    return;
  }
  walk.mounts.add(mount);
  walk.visited.add(identity);
  const { methods, handovers } = instanceIndex(walk.project);
  for (const site of methods.get(identity) ?? []) walk.readCall(walk, site, prefix);
  for (const { site, index, key } of handovers.get(identity) ?? []) {
    const called = calledFunction(walk.project, site);
    if (called !== undefined) visitParameter(walk, site, { called, index, key }, prefix);
    else if (isOpaque(walk, site)) walk.gaps.push('the application is handed to code that we do not see');
  }
}

function visitParameter(walk: RouteWalk, site: Site, handed: { called: Parameters<typeof parameterOf>[1]; index: number; key: string | undefined }, prefix: Prefix): void {
  const target = resolve(walk.project, site.module, site.node.callee);
  const module = target.kind === 'value' ? target.module : site.module;
  const binding = parameterOf(module, handed.called, handed.index, handed.key);
  if (binding !== undefined) visitInstance(walk, { kind: 'parameter', module, binding }, prefix);
}

/** Unknown functions that get the application may add routes; mounting calls are read elsewhere. */
function isOpaque(walk: RouteWalk, { module, node }: Site): boolean {
  const callee = unwrap(node.callee);
  const key = keyOf(walk.project, module, callee);
  if (key !== undefined) return !walk.isHarmless(key);
  return callee.type === 'Identifier';
}

/** Reads a function that gets the application as its parameter: a plugin, a `routes(app)`. */
export function visitPlugin(walk: RouteWalk, module: Module, node: Node, prefix: Prefix): boolean {
  if (!isFunction(node)) return false;
  const binding = parameterOf(module, node, 0, undefined);
  if (binding !== undefined) visitInstance(walk, { kind: 'parameter', module, binding }, prefix);
  return true;
}

/** The texts that a path argument comes to; undefined when one cannot be told. */
export function readPaths(project: CodeProject, module: Module, expression: Node): Known<string>[] | undefined {
  const value = readValue(project, module, expression);
  if (value.kind === 'literal' && typeof value.value === 'string') return [declared('web.route', value.value, value.place.module.file, rangeOf(value.place.node))];
  if (value.kind === 'environment') {
    const fact = factOf(project, 'web.route', value, (each) => (typeof each === 'string' ? each : undefined));
    return fact.state === 'known' ? [fact] : undefined;
  }
  if (value.kind !== 'structure' || value.place.node.type !== 'ArrayExpression') return undefined;
  const paths = value.place.node.elements.map((element) => (element === null ? undefined : readPaths(project, value.place.module, element)));
  return paths.every((each) => each !== undefined) ? paths.flat() : undefined;
}

function rangeOf(node: Node): { start: number; end: number } {
  return { start: node.start, end: node.end };
}

/** The prefix of what is mounted at a path below a prefix. */
export function extend(prefix: Prefix, paths: readonly Known<string>[] | undefined): Prefix[] {
  if (paths === undefined) return [{ ...prefix, complete: false }];
  return paths.map((path) => ({ text: joinRoute(prefix.text, path.value), complete: prefix.complete,
    from: path.value === '/' || path.value === '' ? prefix.from : [...prefix.from, path] }));
}

export interface RouteDraft {
  readonly paths: readonly Known<string>[] | undefined;
  readonly methods: readonly string[];
  readonly handler: Node | undefined;
  readonly websocket?: boolean;
}

/** Adds a route below a prefix; one whose path only a run would tell becomes a gap. */
export function addRoute(walk: RouteWalk, { module, node }: Site, prefix: Prefix, draft: RouteDraft): void {
  if (draft.paths === undefined) {
    walk.gaps.push('a route has a path that only a run would tell');
    return;
  }
  for (const path of draft.paths) walk.routes.push(routeOf(walk, prefix, path, { ...draft, module, between: node.arguments.slice(1, -1) }));
}

function routeOf(walk: RouteWalk, prefix: Prefix, path: Known<string>, draft: RouteDraft & { readonly module: Module; readonly between: readonly Node[] }): Route {
  const text = joinRoute(prefix.text, path.value);
  const full: Known<string> = prefix.from.length === 0 ? { ...path, value: text }
    : { state: 'known', name: 'web.route', value: text, provenance: { kind: 'derived', from: [path, ...prefix.from] } };
  return { path: full, methods: draft.methods, complete: prefix.complete, framework: walk.framework, websocket: draft.websocket ?? false,
    async: draft.handler !== undefined && isAsync(walk.project, draft.module, draft.handler), ...(isProbed(walk.project, text) ? probeOf(walk, draft) : {}) };
}

/** What a health check meets: whether somebody asks who is calling, and what the handler asks in turn. */
function probeOf({ project }: RouteWalk, { module, handler, between }: RouteDraft & { readonly module: Module; readonly between: readonly Node[] }): Pick<Route, 'guarded' | 'asks'> {
  const asks = handler === undefined ? [] : outsideCalls(project, module, handler);
  return { ...(asksWho(between) ? { guarded: true } : {}), ...(asks.length > 0 ? { asks } : {}) };
}

function isAsync(project: CodeProject, module: Module, handler: Node): boolean {
  const target = resolve(project, module, handler);
  return target.kind === 'value' && isFunction(target.node) && target.node.async;
}

/** `/api/` and `/users` make `/api/users`; a path that is only `/` adds nothing. */
export function joinRoute(prefix: string, path: string): string {
  const before = prefix.replace(/\/+$/, '');
  const after = path.startsWith('/') ? path : `/${path}`;
  if (path === '' || path === '/') return before === '' ? '/' : before;
  return `${before}${after}`.replaceAll(/\/{2,}/g, '/');
}
