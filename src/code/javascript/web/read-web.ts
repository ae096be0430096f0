import type { Route, WebApp } from '../../../model/facts/code.ts';
import type { Known } from '../../../model/fact.ts';
import { derive } from '../../../model/fact.ts';
import { calledFunction } from '../names/calls.ts';
import { resolve } from '../names/resolve.ts';
import { identityOf, instanceIndex, instanceOf, parameterOf } from '../names/instances.ts';
import { isOneOff } from '../names/scope-of.ts';
import { sitesOf } from '../names/sites.ts';
import { codeFact, isSpent } from '../project/code-project.ts';
import type { CodeProject, Instance } from '../project/code-project.ts';
import { isScript } from '../project/paths.ts';
import type { Site } from '../syntax/module.ts';
import { memberName, unwrap } from '../syntax/tree.ts';
import { elysiaPrefixes, readElysiaCall } from './elysia.ts';
import { EXPRESS_APPLICATIONS, readExpressCall } from './express.ts';
import { FASTIFY_APPLICATIONS, readFastifyCall } from './fastify.ts';
import { HONO_APPLICATIONS, readHonoCall } from './hono.ts';
import { readKoaCall } from './koa.ts';
import { nestApplication, readNestRoutes } from './nest.ts';
import { readNextRoutes } from './next.ts';
import { NO_PREFIX, visitInstance } from './route-walk.ts';
import type { RouteWalk } from './route-walk.ts';
import { addUnvisited } from './unvisited.ts';

export interface WebReading {
  readonly framework: string;
  /** Where the application is made; undefined for a framework that makes it from files. */
  readonly application: Site | undefined;
  readonly app: WebApp | undefined;
  readonly routes: readonly Route[];
  readonly complete: boolean;
  /** Why a route may be missing. */
  readonly gaps: readonly string[];
}

interface Framework {
  readonly name: string;
  readonly applications: readonly string[];
  readonly readCall: RouteWalk['readCall'];
}

const FRAMEWORKS: readonly Framework[] = [
  { name: 'express', applications: EXPRESS_APPLICATIONS, readCall: readExpressCall },
  { name: 'fastify', applications: FASTIFY_APPLICATIONS, readCall: readFastifyCall },
  { name: 'hono', applications: HONO_APPLICATIONS, readCall: readHonoCall },
  { name: 'koa', applications: ['koa#'], readCall: readKoaCall },
  { name: 'elysia', applications: ['elysia#Elysia', 'elysia#'], readCall: readElysiaCall },
];

/** Functions of packages that take an application and add no route of their own. */
const HARMLESS = /^(?:https?|http2|spdy)#|^global#(?:console|Object|JSON|Promise)|sentry|socket\.io|^supertest#|express-ws|^ws#|terminus|terminator|graceful|swagger|^@hono\/node-server#|helmet|listEndpoints|express-list|expressListEndpoints|compression|serverless|^close-with-grace#|pino|winston|^node-cron#|^fastify#|opentelemetry|newrelic|^hono\/|^@nestjs\/|^@fastify\/|prom|nocache|^global#setTimeout/i;

/** Finds the application that is started, and what it serves. */
export function readWeb(project: CodeProject, isNext: boolean): WebReading | undefined {
  const nest = nestApplication(project);
  if (nest !== undefined) return readNest(project, nest);
  const found = findApplication(project);
  if (found !== undefined) return readApplication(project, found.framework, found.site, isNext);
  if (!isNext) return undefined;
  const { routes, complete } = readNextRoutes(project);
  return { framework: 'next', application: undefined, app: undefined, routes, complete: complete && !hasBrokenFile(project), gaps: complete ? [] : ['rewrites or unread settings add paths'] };
}

function walkOf(project: CodeProject, framework: string, readCall: RouteWalk['readCall']): RouteWalk {
  return { project, framework, routes: [], gaps: [], visited: new Set(), mounts: new Set(), readCall, isHarmless: (key) => HARMLESS.test(key) };
}

function readNest(project: CodeProject, site: Site): WebReading {
  const walk = walkOf(project, 'nest', () => undefined);
  readNestRoutes(walk, site);
  return reading(walk, site, true);
}

function readApplication(project: CodeProject, { name, readCall }: Framework, site: Site, isNext: boolean): WebReading {
  const walk = walkOf(project, name, readCall);
  const instance: Instance = { kind: 'made', module: site.module, node: site.node, key: undefined };
  const prefixes = name === 'elysia' ? elysiaPrefixes(walk, instance, NO_PREFIX) : [NO_PREFIX];
  for (const prefix of prefixes) visitInstance(walk, instance, prefix);
  addUnvisited(walk);
  if (isNext) walk.routes.push(...readNextRoutes(project).routes);
  return reading(walk, site, !isNext);
}

function reading(walk: RouteWalk, site: Site, certain: boolean): WebReading {
  const { project, framework, gaps } = walk;
  const broken = hasBrokenFile(project);
  const complete = certain && gaps.length === 0 && !broken && !isSpent(project) && walk.routes.every((route) => route.complete);
  const at = codeFact('web.app', { module: site.module, node: site.node });
  const variable: Known<string> = derive('web.app', [at], () => variableName(site));
  return { framework, application: site, app: { variable, framework, interface: undefined, made: at }, routes: walk.routes, complete,
    gaps: [...new Set([...gaps, ...(broken ? ['a file cannot be read'] : [])])] };
}

/** True when a file of the started program could not be parsed. */
function hasBrokenFile(project: CodeProject): boolean {
  return [...project.opened.broken].some((path) => project.reachable?.has(path) ?? !isScript(path, project.input.root));
}

function variableName({ path }: Site): string {
  for (let current = path.up; current !== undefined; current = current.up) {
    if (current.node.type === 'VariableDeclarator' && current.node.id.type === 'Identifier') return current.node.id.name;
    if (current.node.type === 'AssignmentExpression' && current.node.left.type === 'Identifier') return current.node.left.name;
    if (!['AwaitExpression', 'CallExpression', 'MemberExpression', 'TSAsExpression'].includes(current.node.type)) break;
  }
  return 'app';
}

/** The application that is started: the one that listens, else the only one, else the one of the started file. */
function findApplication(project: CodeProject): { framework: Framework; site: Site } | undefined {
  const candidates = FRAMEWORKS.flatMap((framework) => sitesOf(project, ...framework.applications)
    .filter(({ module }) => !isOneOff(project, module)).map((site) => ({ framework, site })));
  if (candidates.length < 2) return candidates[0];
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(project, candidate.site) }));
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best !== undefined && second !== undefined && best.score > second.score ? best.candidate : undefined;
}

/** True when an object listens, or is handed to what does. */
function isServed(project: CodeProject, identity: unknown, depth: number): boolean {
  const { methods, handovers } = instanceIndex(project);
  if ((methods.get(identity) ?? []).some(({ node }) => memberName(unwrap(node.callee)) === 'listen')) return true;
  return (handovers.get(identity) ?? []).some(({ key, index, site }) => {
    const callee = unwrap(site.node.callee);
    if (key === 'fetch' || memberName(callee) === 'createServer' || (callee.type === 'Identifier' && callee.name === 'createServer')) return true;
    const called = depth > 1 ? undefined : calledFunction(project, site);
    const target = resolve(project, site.module, callee);
    const parameter = called === undefined || target.kind !== 'value' ? undefined : parameterOf(target.module, called, index, key);
    return parameter !== undefined && isServed(project, parameter, depth + 1);
  });
}

function scoreOf(project: CodeProject, site: Site): number {
  const instance = instanceOf(project, site.module, site.node);
  const identity = instance === undefined ? site.node : identityOf(instance);
  if (identity !== site.node) return -1;
  const { methods, handovers } = instanceIndex(project);
  const own = methods.get(identity) ?? [];
  const isListening = isServed(project, identity, 0);
  const isMounted = (handovers.get(identity) ?? []).some(({ site: { node } }) => ['use', 'route', 'mount', 'register'].includes(memberName(unwrap(node.callee)) ?? ''));
  return (isListening ? 8 : 0) + (site.module.path === project.entry ? 4 : 0) - (isMounted ? 8 : 0) + (own.length > 0 ? 1 : 0);
}
