import type { Known } from '../../../model/fact.ts';
import type { MetricsEndpoint } from '../../../model/facts/protection.ts';
import { follow } from '../follow.ts';
import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { guardsAccess } from '../web/access.ts';
import type { FoundRoute } from '../web/route-tree.ts';

/** What writes the numbers of prometheus_client out: a route of another kind may be called /metrics too. */
const WRITES = /generate_latest|handle_metrics|make_asgi_app|make_wsgi_app/;

/** Words of a handler that asks who is calling. */
const ASKS = /authoriz|token|secret|hmac|credential|api_?key|password|abort\(|status_code=40[13]|allowed_ip/i;

/** Paths that give metrics away, on the application that is served. */
export function metricsEndpoints(program: Program, routes: readonly FoundRoute[]): readonly MetricsEndpoint[] {
  const written = routes.flatMap((route) => ofRoute(program, route));
  const exposed = [...callsOf(program)].filter(({ place }) => !isScriptFile(program, place.file)).flatMap((site) => exposing(program, site));
  return [...written, ...exposed];
}

function ofRoute(program: Program, { path, guarded, complete, methods }: FoundRoute): readonly MetricsEndpoint[] {
  if (!complete || !/\/metrics\/?$/.test(path.value) || !methods.some((method) => method === 'GET' || method === 'ANY')) return [];
  const file = path.provenance.kind === 'declared' ? program.files.get(path.provenance.file.path) : undefined;
  if (file === undefined || !WRITES.test(file.source.text)) return [];
  return [{ at: path, path: path.value, guarded: guarded || asksInHandler(program, path) }];
}

/** True when the function below the decorator that holds the path looks at who is calling. */
function asksInHandler(program: Program, { provenance }: Known<string>): boolean {
  if (provenance.kind !== 'declared') return false;
  const file = program.files.get(provenance.file.path);
  const handler = file?.functions.find(({ node }) => node.decorators.some(({ range }) => range.start <= provenance.range.start && provenance.range.end <= range.end));
  return handler !== undefined && ASKS.test(provenance.file.text.slice(handler.node.range.start, handler.node.range.end));
}

/** `Instrumentator().expose(app)`, `app.mount("/metrics", make_asgi_app())`, `PrometheusMetrics(app)`. */
function exposing(program: Program, { call, place }: CallSite): readonly MetricsEndpoint[] {
  const { callee } = call;
  const at = shown('metrics', place.file, call.range);
  const name = externalName(program, callee, place);
  if (isFrom(name, 'prometheus_flask_exporter', 'PrometheusMetrics')) {
    const path = argumentOf(call, undefined, 'path');
    return path === undefined ? [{ at, path: '/metrics', guarded: argumentOf(call, undefined, 'metrics_decorator') !== undefined }] : [];
  }
  if (callee.kind !== 'attribute') return [];
  if (callee.name === 'expose' && isFrom(instrumentator(program, callee.object, place), 'prometheus_fastapi_instrumentator', 'Instrumentator')) {
    const path = argumentOf(call, undefined, 'endpoint');
    const followed = path && follow(program, { expression: path, place });
    return [{ at, path: followed?.state === 'literal' ? String(followed.value) : '/metrics', guarded: guardsAccess(call) || argumentOf(call, undefined, 'dependencies') !== undefined }];
  }
  const mounted = callee.name === 'mount' ? argumentOf(call, 1, 'app') : undefined;
  const app = mounted && instanceOf(program, mounted, place)?.library;
  const path = callee.name === 'mount' ? argumentOf(call, 0, 'path') : undefined;
  const followed = path && follow(program, { expression: path, place });
  if (!isFrom(app, 'prometheus_client', 'make_asgi_app', 'make_wsgi_app') || followed?.state !== 'literal') return [];
  return [{ at, path: String(followed.value), guarded: false }];
}

/** The class behind a chain of its methods: `Instrumentator().instrument(app).expose(app)`. */
function instrumentator(program: Program, object: Parameters<typeof instanceOf>[1], place: CallSite['place']): string | undefined {
  if (object.kind === 'call' && object.callee.kind === 'attribute' && ['instrument', 'add'].includes(object.callee.name)) {
    return instrumentator(program, object.callee.object, place);
  }
  return instanceOf(program, object, place)?.library;
}
