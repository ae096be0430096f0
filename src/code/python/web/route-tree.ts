import type { PythonCall, PythonFunction } from '../../../documents/python-tree.ts';
import { declared, type Known } from '../../../model/fact.ts';
import type { Route } from '../../../model/facts/code.ts';
import type { Followed } from '../followed.ts';
import type { Spot } from '../python-file.ts';

/** An application, router or blueprint: the call that makes it is its identity. */
export interface RouterNode {
  readonly call: PythonCall;
  readonly framework: string;
  /** What stands before each of its paths; undefined when only a run would tell. */
  prefix: string | undefined;
  readonly routes: WrittenRoute[];
  readonly children: Mounting[];
  /** False when it holds routes that could not be read. */
  complete: boolean;
}

/** A router that is included in another one. */
export interface Mounting {
  readonly node: RouterNode;
  /** What is put before the child's own prefix; undefined when only a run would tell. */
  readonly prefix: string | undefined;
  /** True when the prefix takes the place of the child's own (Flask's `register_blueprint(url_prefix=...)`). */
  readonly replaces: boolean;
  /** True when everything below asks who is calling. */
  readonly guarded: boolean;
}

/** A route as it is written at its router. */
export interface WrittenRoute {
  readonly path: Followed;
  readonly spot: Spot;
  readonly methods: readonly string[];
  readonly websocket: boolean;
  readonly handler: PythonFunction | undefined;
  /** True when it asks who is calling. */
  readonly guarded: boolean;
}

/** A route with its full path. */
export interface FoundRoute extends Omit<Route, 'guarded'> {
  readonly guarded: boolean;
  readonly handler: PythonFunction | undefined;
}

/** All routes below an application, and whether there can be no others. */
export interface FoundRoutes {
  readonly routes: readonly FoundRoute[];
  readonly complete: boolean;
}

/** The routes of an application with the prefixes of everything they are mounted on. */
export function routesBelow(root: RouterNode): FoundRoutes {
  const routes: FoundRoute[] = [];
  let complete = true;
  const visit = (node: RouterNode, state: { prefix: string; known: boolean; guarded: boolean }, path: readonly RouterNode[]) => {
    complete = complete && node.complete && state.known;
    for (const route of node.routes) {
      const found = fullRoute(node, route, state);
      complete = complete && found.complete;
      routes.push(found);
    }
    for (const child of node.children) {
      if (path.includes(child.node) || path.length > 12 || routes.length > 5000) continue;
      const own = child.replaces ? '' : child.node.prefix;
      const prefix = join(join(state.prefix, child.prefix ?? ''), own ?? '');
      const known = state.known && child.prefix !== undefined && own !== undefined;
      visit(child.node, { prefix, known, guarded: state.guarded || child.guarded }, [...path, child.node]);
    }
  };
  visit(root, { prefix: root.prefix ?? '', known: root.prefix !== undefined, guarded: false }, [root]);
  return { routes, complete };
}

/** Two pieces of a path with one slash between them. */
function join(prefix: string, path: string): string {
  if (prefix === '' || path === '') return prefix + path;
  if (prefix.endsWith('/') && path.startsWith('/')) return prefix.slice(0, -1) + path;
  return prefix + path;
}

function fullRoute(node: RouterNode, route: WrittenRoute, state: { prefix: string; known: boolean; guarded: boolean }): FoundRoute {
  const written = route.path.state === 'literal' && typeof route.path.value === 'string' ? route.path.value : undefined;
  const { expression, place } = route.spot;
  const full = join(state.prefix, written ?? '');
  const path: Known<string> = declared('route', full === '' ? '/' : full, place.file.source, expression.range);
  return {
    path,
    methods: route.methods,
    complete: written !== undefined && state.known,
    framework: node.framework,
    websocket: route.websocket,
    async: route.handler?.async ?? false,
    guarded: route.guarded || state.guarded,
    handler: route.handler,
  };
}
