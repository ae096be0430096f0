import { absent, declared, defaulted, undecidable, valueOf, type Fact, type Known } from '../../../model/fact.ts';
import type { FactSet } from '../../../model/facts.ts';
import type { Route } from '../../../model/facts/code.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { argumentOf } from '../shown.ts';
import { follow } from '../follow.ts';
import { metricsEndpoints } from '../protection/metrics.ts';
import { findApplication, type Application } from '../web/application.ts';
import { djangoRoot, djangoRoutes } from '../web/django-routes.ts';
import { healthRoutes } from '../web/health.ts';
import { collectListed } from '../web/listed-routes.ts';
import { collectRegistered } from '../web/registered-routes.ts';
import { outsideCalls } from '../web/outside-calls.ts';
import { routerOfInstance, type Routers } from '../web/routers.ts';
import { routesBelow, type FoundRoute, type FoundRoutes } from '../web/route-tree.ts';
import { listFact } from './list-fact.ts';

/** The application that is started, its routes, and what the start command alone did not tell. */
export function readWeb(program: Program): ReaderResult {
  const application = findApplication(program);
  if (application === undefined) return { facts: withoutApplication(program) };
  const found = routesOf(program, application);
  return { facts: { ...applicationFacts(program, application), ...routeFacts(program, application, found) } };
}

function withoutApplication(program: Program): FactSet {
  const { files } = program.input;
  const [path] = program.files.keys();
  const file = path === undefined ? undefined : files.read(path);
  return file === undefined ? {} : { 'web.app': absent('web.app') };
}

function applicationFacts(program: Program, application: Application): FactSet {
  const { facts } = program.input;
  const { file, variable, framework } = application;
  return {
    ...(framework === undefined ? {} : {
      'web.app': { ...variable, name: 'web.app', value: { variable, framework, interface: application.interface, made: madeBy(program, application) } },
      'runtime.framework': { ...variable, name: 'runtime.framework', value: framework },
    }),
    ...(facts['start.appFile'] === undefined ? { 'start.appFile': { ...variable, name: 'start.appFile', value: file.path } } : {}),
    ...(application.interface === undefined ? {} : { 'start.interface': { ...variable, name: 'start.interface', value: application.interface } }),
  };
}

/** Where the object that holds the routes is made. */
function madeBy(program: Program, { framework, instance }: Application): Known<string> | undefined {
  if (framework === 'django') return djangoRoot(program);
  const { call, place } = instance ?? {};
  if (call === undefined || place === undefined) return undefined;
  const { source } = place.file;
  return declared('application', source.text.slice(call.range.start, call.range.end), source, call.range);
}

function routesOf(program: Program, application: Application): FoundRoutes | undefined {
  if (application.framework === 'django') return djangoRoutes(program);
  if (application.instance === undefined) return undefined;
  const routers: Routers = new Map();
  const root = routerOfInstance(program, routers, application.instance);
  if (root === undefined) return undefined;
  const { strays } = collectRegistered(program, routers);
  collectListed(program, routers);
  const found = routesBelow(root);
  const documentation = application.framework === 'fastapi' ? documentationRoutes(program, application) : [];
  return { routes: [...found.routes, ...documentation], complete: found.complete && strays.length === 0 };
}

/** https://fastapi.tiangolo.com/tutorial/metadata/#docs-urls */
function documentationRoutes(program: Program, { instance }: Application): readonly FoundRoute[] {
  const paths = [['openapi_url', '/openapi.json'], ['docs_url', '/docs'], ['redoc_url', '/redoc']] as const;
  return paths.flatMap(([name, standard]): readonly FoundRoute[] => {
    const argument = instance?.call && argumentOf(instance.call, undefined, name);
    const followed = argument && instance && follow(program, { expression: argument, place: instance.place });
    if (followed !== undefined && (followed.state !== 'literal' || typeof followed.value !== 'string')) return [];
    const path: Known<string> = followed?.state === 'literal'
      ? declared('route', String(followed.value), followed.file, followed.range)
      : defaulted('route', standard, 'FastAPI', 'https://fastapi.tiangolo.com/tutorial/metadata/#docs-urls');
    return [{ path, methods: ['GET', 'HEAD'], complete: true, framework: 'fastapi', websocket: false, async: true, guarded: false, handler: undefined }];
  });
}

function routeFacts(program: Program, application: Application, found: FoundRoutes | undefined): FactSet {
  if (found === undefined) {
    const reason = 'the application is wrapped or made in a way that cannot be read';
    return { 'web.routes': undecidable('web.routes', reason, [application.variable]) };
  }
  const broken = [...program.files.values()].some((file) => file.tree.errors.length > 0);
  const health = healthRoutes(found.routes);
  const probed = new Set([valueOf(program.input.facts['deploy.healthcheckPath']), ...health.map(({ value }) => value)].map((path) => path?.replaceAll(/^\/|\/$/g, '')));
  const routes = found.routes.map((route) => routeFact(program, route, probed.has(route.path.value.replaceAll(/^\/|\/$/g, ''))));
  const { variable } = application;
  const complete = found.complete && !broken;
  return {
    'web.routes': listFact('web.routes', routes, (route) => route.path),
    'web.healthRoutes': healthFact(health),
    'web.metricsEndpoints': listFact('web.metricsEndpoints', metricsEndpoints(program, found.routes), (each) => each.at),
    'web.routesComplete': { ...variable, name: 'web.routesComplete', value: complete },
  };
}

function routeFact(program: Program, route: FoundRoute, isProbed: boolean): Route {
  const { path, methods, complete, framework, websocket, async, guarded, handler } = route;
  const asks = isProbed && handler !== undefined ? outsideCalls(program, handler) : [];
  return { path, methods, complete, framework, websocket, async, ...(guarded ? { guarded } : {}), ...(asks.length > 0 ? { asks } : {}) };
}

/** The best one stays first. */
function healthFact(paths: readonly Known<string>[]): Fact<readonly Known<string>[]> {
  if (paths.length === 0) return absent('web.healthRoutes');
  return { state: 'known', name: 'web.healthRoutes', value: paths, provenance: { kind: 'derived', from: paths } };
}
