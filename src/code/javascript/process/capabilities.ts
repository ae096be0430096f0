import type { CallExpression, NewExpression, Node } from 'oxc-parser';
import type { Capability } from '../../../model/facts/code.ts';
import { isPercentile, namesPercentile } from '../../percentiles.ts';
import { isLevelKey } from '../../log-lines.ts';
import { makesIds, requestIdHeader } from '../../request-id.ts';
import { isOneOff } from '../names/scope-of.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { contains, keyName, textOf } from '../syntax/tree.ts';

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
    noteJsonLines(module, found);
    notePercentiles(module, found);
  }
  return [...found.values()];
}

const isOfRailway = (header: string): boolean => header === 'x-railway-request-id';

/** Headers with an id of the request that calls name, in files that make one: `request.get('x-request-id') ?? randomUUID()`. */
function noteRequestIds(module: Module, found: Map<string, Capability>): void {
  for (const { node } of module.sites) {
    for (const argument of node.arguments) {
      const header = requestIdHeader(textOf(argument) ?? '');
      if (header !== undefined && !found.has(header) && (isOfRailway(header) || makesIds(module.file.text))) found.set(header, { kind: 'request-id', library: header, at: codeFact('web.capability', { module, node }) });
    }
  }
}

/** Lines of JSON without a library of their own: `fastify({ logger: true })`, which is pino, and `console.log(JSON.stringify({ level: 'info', ... }))`. */
function noteJsonLines(module: Module, found: Map<string, Capability>): void {
  if (found.has('json-lines')) return;
  const isFastify = module.sources.some((source) => source === 'fastify' || source === '@nestjs/platform-fastify');
  const site = module.sites.find(({ node }) => (isFastify && hasLogger(node.arguments[0])) || writesLevel(node));
  if (site !== undefined) found.set('json-lines', { kind: 'structured-logs', library: 'json-lines', at: codeFact('web.capability', { module, node: site.node }) });
}

function hasLogger(options: Node | undefined): boolean {
  const logger = propertyOf(options, (key) => key === 'logger');
  return logger !== undefined && !(logger.type === 'Literal' && logger.value === false);
}

/** `console.log(JSON.stringify({ level: ... }))`. */
function writesLevel({ callee, arguments: [line] }: CallExpression | NewExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'console') return false;
  if (line?.type !== 'CallExpression' || line.callee.type !== 'MemberExpression' || line.callee.object.type !== 'Identifier' || line.callee.object.name !== 'JSON') return false;
  return propertyOf(line.arguments[0], isLevelKey) !== undefined;
}

function propertyOf(object: Node | undefined, isWanted: (key: string) => boolean): Node | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  for (const each of object.properties) if (each.type === 'Property' && isWanted(keyName(each.key, each.computed) ?? '')) return each.value;
  return undefined;
}

/** `{ p95_ms: ... }`: a program that sorts what it measured. */
function notePercentiles(module: Module, found: Map<string, Capability>): void {
  if (found.has('percentiles') || !namesPercentile(module.file.text)) return;
  let node: Node | undefined;
  contains(module.program, (each) => {
    if (each.type !== 'Property' || !isPercentile(keyName(each.key, each.computed) ?? '')) return false;
    node = each;
    return true;
  });
  if (node !== undefined) found.set('percentiles', { kind: 'percentiles', library: 'own', at: codeFact('web.capability', { module, node }) });
}

function importOf(module: Module, source: string) {
  const statement = module.program.body.find((each) => 'source' in each && each.source?.value === source);
  return statement ?? module.sites.find(({ node }) => textOf(node.arguments[0]) === source)?.node;
}
