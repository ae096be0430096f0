import type { RateLimiter } from '../../../model/facts/protection.ts';
import { isOneOff } from '../names/scope-of.ts';
import { objectAt, placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { ownProperty } from '../syntax/tree.ts';

/** How a limiter is set up: its library, the option that names where it counts, and the one that says by what. */
interface Limiter {
  readonly library: string;
  readonly store: string;
  readonly key: string;
  readonly index: number;
}

const EXPRESS: Limiter = { library: 'express-rate-limit', store: 'store', key: 'keyGenerator', index: 0 };
const FASTIFY: Limiter = { library: '@fastify/rate-limit', store: 'redis', key: 'keyGenerator', index: 1 };
const NEST: Limiter = { library: '@nestjs/throttler', store: 'storage', key: 'getTracker', index: 0 };
const HONO: Limiter = { library: 'hono-rate-limiter', store: 'store', key: 'keyGenerator', index: 0 };

/** What counts how often a visitor asks, with where it counts and by what. */
export function readRateLimiters(project: CodeProject): RateLimiter[] {
  const made: readonly (readonly [Limiter, readonly Site[]])[] = [
    [EXPRESS, sitesOf(project, 'express-rate-limit#', 'express-rate-limit#rateLimit', 'express-rate-limit#default')],
    [NEST, sitesOf(project, '@nestjs/throttler#ThrottlerModule.forRoot')],
    [HONO, sitesOf(project, 'hono-rate-limiter#rateLimiter')],
    [FASTIFY, sitesNamed(project, 'register').filter(({ module, node: { arguments: [first] } }) => first !== undefined && keyOf(project, module, first) === '@fastify/rate-limit#')],
  ];
  const memory = sitesOf(project, 'rate-limiter-flexible#RateLimiterMemory').filter(({ module }) => !isOneOff(project, module))
    .map((site): RateLimiter => ({ at: codeFact('web.rateLimiter', placeOf(site)), library: 'rate-limiter-flexible', storage: 'memory', variable: undefined, key: 'other' }));
  return [...made.flatMap(([limiter, sites]) => sites.filter(({ module }) => !isOneOff(project, module)).map((site) => limiterAt(project, site, limiter))), ...memory];
}

function limiterAt(project: CodeProject, site: Site, { library, store, key, index }: Limiter): RateLimiter {
  const at = codeFact('web.rateLimiter', placeOf(site));
  const given = site.node.arguments[index];
  if (given === undefined || given.type === 'ArrayExpression') return { at, library, storage: 'memory', variable: undefined, key: 'peer' };
  const options = objectAt(project, site, index);
  if (options?.node.type !== 'ObjectExpression') return { at, library, storage: 'unknown', variable: undefined, key: 'other' };
  const isOpen = options.node.properties.some((property) => property.type === 'SpreadElement');
  const counted = ownProperty(options.node, store);
  const keyed = ownProperty(options.node, key) ?? (library === 'express-rate-limit' ? ownProperty(options.node, 'skip') : undefined);
  return {
    at, library, variable: undefined, key: keyed !== undefined || isOpen ? 'other' : 'peer',
    storage: counted === undefined ? (isOpen ? 'unknown' : 'memory') : isSurelyMade(project, site, counted) ? 'shared' : 'unknown',
  };
}

/** A store that is made where it is given, and not chosen while the program runs. */
function isSurelyMade(project: CodeProject, { module }: Site, value: NonNullable<ReturnType<typeof ownProperty>>): boolean {
  const target = resolve(project, module, value);
  return target.kind === 'value' && (target.node.type === 'NewExpression' || target.node.type === 'CallExpression');
}
