import { valueOf, type Change, type Fact, type FactName, type ProposedFix, type ServiceFacts } from '#rule';
import { advised } from './advised.ts';
import { answerTo } from './routes.ts';

type Insert = Extract<Change, { readonly kind: 'insert' }>;

/** What a health route is made from, by framework. */
const TEMPLATES: Readonly<Record<string, string>> = {
  django: 'django/health-route.py',
  express: 'express/health-route.js',
  fastapi: 'fastapi/health-route.py',
  fastify: 'fastify/health-route.js',
  flask: 'flask/health-route.py',
  hono: 'hono/health-route.js',
  nest: 'nest/health.controller.ts',
};

/** Facts that say whether a route can be added. */
export type RouteFacts = { readonly [N in Extract<FactName, 'web.app' | 'web.routes' | 'web.routesComplete' | 'runtime.dependencies'>]: Fact<ServiceFacts[N]> | undefined };

/** Serves a path that nothing answers. */
export function servePath(facts: RouteFacts, path: string): ProposedFix {
  const insert = insertOf(facts, path);
  return insert === undefined
    ? advised(`Serve ${path} with a route that answers 200 to GET`)
    : { title: `Add a route ${path} that answers 200`, applicability: 'review', change: insert };
}

/** Serves a new health route and names it as the health check path. */
export function serveHealth(facts: RouteFacts): ProposedFix {
  const path = freePath(facts);
  const insert = path === undefined ? undefined : insertOf(facts, path);
  if (path === undefined || insert === undefined) {
    return advised('Serve a route that answers 200, and name it as the health check path');
  }
  const change: Change = { kind: 'all', changes: [insert, { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: path }] };
  return { title: `Add a route ${path} that answers 200, and name it as the health check path`, applicability: 'review', change };
}

/** The route as a change; undefined where nobody can say that it would be served, and once only. */
function insertOf(facts: RouteFacts, path: string): Insert | undefined {
  const app = valueOf(facts['web.app']);
  const routes = valueOf(facts['web.routes']);
  const template = app?.made === undefined ? undefined : TEMPLATES[app.framework];
  if (template === undefined || routes === undefined || valueOf(facts['web.routesComplete']) !== true) return undefined;
  if (!/^(?:\/[\w.-]+)+\/?$/.test(path) || answerTo(path, routes).kind !== 'missing') return undefined;
  if (app?.framework === 'express' && !isExpress(facts)) return undefined;
  // A route that ends like the path was meant: the path lacks its prefix.
  if (routes.some((route) => route.path.value.replace(/\/$/, '').endsWith(path.replace(/\/$/, '')))) return undefined;
  return { kind: 'insert', template, after: 'web.app', with: app?.framework === 'django' ? { route: path.slice(1) } : { path } };
}

/** Other packages write their applications like Express, and their handlers in another way. */
function isExpress(facts: RouteFacts): boolean {
  const names = valueOf(facts['runtime.dependencies'])?.map(({ name }) => name) ?? [];
  return names.includes('express') && !names.includes('polka') && !names.includes('restify');
}

/** The path that people would give it: with Django's slash at the end, below the prefix that all paths of a Nest application have. */
function freePath(facts: RouteFacts): string | undefined {
  const framework = valueOf(facts['web.app'])?.framework;
  const routes = valueOf(facts['web.routes']) ?? [];
  const firsts = new Set(routes.map(({ path }) => path.value.split('/')[1] ?? ''));
  const [only] = firsts;
  const prefix = framework === 'nest' && firsts.size === 1 && /^(?:api|v\d+)$/.test(only ?? '') ? `/${only}` : '';
  return ['/health', '/healthz'].map((path) => `${prefix}${path}${framework === 'django' ? '/' : ''}`).find((path) => answerTo(path, routes).kind === 'missing');
}
