import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { Capability } from '../../../model/facts/code.ts';
import { externalName } from '../origins.ts';
import { callsOf, moduleOf, type Program } from '../program.ts';
import type { PythonFile } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isScriptFile } from '../scopes.ts';
import { isPercentile, namesPercentile } from '../../percentiles.ts';
import { isJsonFormatter, namesJsonFormatter } from '../../log-lines.ts';
import { makesIds, requestIdHeader } from '../../request-id.ts';
import { settingsOf } from '../settings-module.ts';
import { targetsOf } from '../follow.ts';
import { shown } from '../shown.ts';
import { everyExpression } from '../walk.ts';
import { listFact } from './list-fact.ts';

type Kind = Capability['kind'];

/** Names of libraries that give a program an ability. */
const LIBRARIES: readonly (readonly [RegExp, Kind, string])[] = [
  [/^prometheus_client\.(Counter|Histogram|Gauge|Summary|start_http_server|make_asgi_app|make_wsgi_app|generate_latest)$/, 'metrics', 'prometheus_client'],
  [/^prometheus_client\.multiprocess\.MultiProcessCollector$/, 'metrics', 'prometheus_client.multiprocess'],
  [/^prometheus_fastapi_instrumentator\./, 'metrics', 'prometheus-fastapi-instrumentator'],
  [/^(starlette_prometheus|starlette_exporter|prometheus_flask_exporter|django_prometheus)\b/, 'metrics', 'prometheus'],
  [/^slowapi\.(.*\.)?Limiter$/, 'rate-limit', 'slowapi'],
  [/^flask_limiter\.(.*\.)?Limiter$/, 'rate-limit', 'flask-limiter'],
  [/^fastapi_limiter\.(.*\.)?FastAPILimiter/, 'rate-limit', 'fastapi-limiter'],
  [/^(django_ratelimit|ratelimit)\./, 'rate-limit', 'django-ratelimit'],
  [/^sentry_sdk\.init$/, 'error-tracking', 'sentry-sdk'],
  [/^(rollbar|bugsnag|honeybadger)\.(init|configure)$/, 'error-tracking', 'rollbar'],
  [/^structlog\.(configure|get_logger|stdlib\.get_logger)$/, 'structured-logs', 'structlog'],
  [/^pythonjsonlogger\./, 'structured-logs', 'python-json-logger'],
  [/^flask_caching\.(.*\.)?Cache$/, 'cache', 'flask-caching'],
  [/^fastapi_cache\.(.*\.)?FastAPICache/, 'cache', 'fastapi-cache'],
  [/^aiocache\./, 'cache', 'aiocache'],
  [/^cachetools\.(TTLCache|LRUCache|cached)$/, 'cache', 'cachetools'],
  [/^(starlette|fastapi)\.middleware\.gzip\.GZipMiddleware$/, 'compression', 'starlette'],
  [/^brotli_asgi\.BrotliMiddleware$/, 'compression', 'brotli-asgi'],
  [/^flask_compress\.Compress$/, 'compression', 'flask-compress'],
  [/^(starlette|fastapi)\.middleware\.cors\.CORSMiddleware$/, 'cors', 'starlette'],
  [/^flask_cors\.(CORS|cross_origin)$/, 'cors', 'flask-cors'],
  [/^django_redis\./, 'cache', 'django-redis'],
  [/^asgi_correlation_id\.(.*\.)?CorrelationIdMiddleware$/, 'request-id', 'asgi-correlation-id'],
];

/** Names in Django's INSTALLED_APPS and MIDDLEWARE. */
const DJANGO: readonly (readonly [RegExp, Kind, string])[] = [
  [/^django_prometheus/, 'metrics', 'django-prometheus'],
  [/^corsheaders/, 'cors', 'django-cors-headers'],
  [/GZipMiddleware$/, 'compression', 'django'],
  [/^axes/, 'rate-limit', 'django-axes'],
];

/** Metrics, rate limits, error tracking, structured logs, caches: one place for each library. */
export function readCapabilities(program: Program): ReaderResult {
  const found = new Map<string, Capability>();
  const note = (kind: Kind, library: string, file: PythonFile, expression: PythonExpression) => {
    const key = `${kind}:${library}`;
    if (!found.has(key)) found.set(key, { kind, library, at: shown('use', file, expression.range) });
  };
  for (const { call, place } of callsOf(program)) {
    if (isScriptFile(program, place.file)) continue;
    for (const expression of [call.callee, call.arguments[0]?.value]) {
      const name = expression && externalName(program, expression, place);
      const entry = name === undefined ? undefined : LIBRARIES.find(([pattern]) => pattern.test(name));
      if (entry !== undefined) note(entry[1], entry[2], place.file, call);
    }
    for (const { value } of call.arguments) {
      const header = value.kind === 'string' ? requestIdHeader(value.value) : undefined;
      if (header !== undefined && (header === 'x-railway-request-id' || makesIds(place.file.source.text))) note('request-id', header, place.file, call);
    }
  }
  notePercentiles(program, note);
  noteJsonFormatters(program, note);
  for (const setting of ['INSTALLED_APPS', 'MIDDLEWARE']) noteDjango(program, setting, note);
  const caches = settingsOf(program, 'CACHES').at(-1);
  if (caches !== undefined) note('cache', 'django', caches.spot.place.file, caches.spot.expression);
  return { facts: { 'web.capabilities': listFact('web.capabilities', [...found.values()], (each) => each.at) } };
}

type Note = (kind: Kind, library: string, file: PythonFile, expression: PythonExpression) => void;

/** `{"p95_ms": ...}`: a program that sorts what it measured. */
function notePercentiles(program: Program, note: Note): void {
  for (const file of program.files.values()) {
    if (!namesPercentile(file.source.text) || isScriptFile(program, file)) continue;
    for (const expression of everyExpression(file.tree.body)) {
      const key = expression.kind === 'dict' ? expression.entries.find((entry) => entry.key?.kind === 'string' && isPercentile(entry.key.value)) : undefined;
      if (key !== undefined) note('percentiles', 'own', file, expression);
    }
  }
}

/** `handler.setFormatter(JsonFormatter())` of a class of the project, and its name in a dictionary for dictConfig. */
function noteJsonFormatters(program: Program, note: Note): void {
  for (const file of program.files.values()) {
    if (!namesJsonFormatter(file.source.text) || isScriptFile(program, file)) continue;
    for (const expression of everyExpression(file.tree.body)) {
      const callee = expression.kind === 'call' ? expression.callee : undefined;
      const name = expression.kind === 'string' ? expression.value : callee?.kind === 'name' || callee?.kind === 'attribute' ? callee.name : '';
      if (isJsonFormatter(name)) note('structured-logs', 'own', file, expression);
    }
  }
}

function noteDjango(program: Program, name: string, note: Note): void {
  for (const { spot } of settingsOf(program, name)) {
    for (const { expression, place } of targetsOf(program, spot)) {
      if (expression.kind !== 'list' && expression.kind !== 'tuple') continue;
      for (const item of expression.items) {
        const entry = item.kind === 'string' ? DJANGO.find(([pattern]) => pattern.test(item.value)) : undefined;
        if (entry !== undefined) note(entry[1], entry[2], moduleOf(place.file).file, item);
      }
    }
  }
}
