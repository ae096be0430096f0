import type { Capability } from '../../../model/facts/code.ts';
import { requestIdHeader } from '../../request-id.ts';
import { isOneOff } from '../names/scope-of.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { textOf } from '../syntax/tree.ts';

const LIBRARIES: readonly (readonly [RegExp, Capability['kind']])[] = [
  [/^(?:prom-client|express-prom-bundle|fastify-metrics|@willsoto\/nestjs-prometheus|@opentelemetry\/sdk-metrics|hot-shots)$/, 'metrics'],
  [/^(?:express-rate-limit|@fastify\/rate-limit|rate-limiter-flexible|@nestjs\/throttler|hono-rate-limiter|express-slow-down|@upstash\/ratelimit)$/, 'rate-limit'],
  [/^(?:pino|pino-http|nestjs-pino|winston|nest-winston|bunyan|hono-pino|consola)$/, 'structured-logs'],
  [/^(?:@sentry\/\w+|@bugsnag\/js|rollbar|@honeybadger-io\/js|newrelic)$/, 'error-tracking'],
  [/^(?:lru-cache|node-cache|@nestjs\/cache-manager|cache-manager|keyv|memjs|ioredis|redis|@upstash\/redis)$/, 'cache'],
  [/^(?:compression|@fastify\/compress|koa-compress|hono\/compress)$/, 'compression'],
  [/^(?:express-request-id|cls-rtracer|koa-requestid)$/, 'request-id'],
  [/^(?:cors|@fastify\/cors|@koa\/cors|hono\/cors|@elysiajs\/cors)$/, 'cors'],
];

/** What a library brings; undefined of those that bring nothing of note. */
export function capabilityOf(source: string): Capability['kind'] | undefined {
  return LIBRARIES.find(([pattern]) => pattern.test(source))?.[1];
}

/** What the program has, by the import that brings it; the first place of each library. */
export function readCapabilities(project: CodeProject): Capability[] {
  const found = new Map<string, Capability>();
  for (const module of project.modules.values()) {
    if (isOneOff(project, module)) continue;
    for (const source of module.sources) {
      const kind = capabilityOf(source);
      if (kind === undefined || found.has(source)) continue;
      const node = importOf(module, source);
      if (node !== undefined) found.set(source, { kind, library: source, at: codeFact('web.capability', { module, node }) });
    }
    noteRequestIds(module, found);
  }
  return [...found.values()];
}

/** Headers with an id of the request that calls name: `request.get('x-request-id')`. */
function noteRequestIds(module: Module, found: Map<string, Capability>): void {
  for (const { node } of module.sites) {
    for (const argument of node.arguments) {
      const header = requestIdHeader(textOf(argument) ?? '');
      if (header !== undefined && !found.has(header)) found.set(header, { kind: 'request-id', library: header, at: codeFact('web.capability', { module, node }) });
    }
  }
}

function importOf(module: Module, source: string) {
  const statement = module.program.body.find((each) => 'source' in each && each.source?.value === source);
  return statement ?? module.sites.find(({ node }) => textOf(node.arguments[0]) === source)?.node;
}
