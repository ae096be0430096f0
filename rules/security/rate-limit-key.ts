import { defineRecordCheck, fail, notApplicable, pass, undecided, type Fact, type Outcome, type Protection, type ProposedFix, type RateLimiter } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { isWritten, protectionOf, trustsAll } from '../shared/protections.ts';

/** What has to trust the proxy for each library, so that the address it takes is the visitor's. */
const TRUST: Readonly<Record<string, readonly string[]>> = {
  slowapi: ['uvicorn'], 'flask-limiter': ['werkzeug'], 'express-rate-limit': ['express'], '@nestjs/throttler': ['express', 'fastify'], '@fastify/rate-limit': ['fastify'],
};

const SLOWAPI_KEY = 'lambda request: request.headers.get("x-real-ip") or request.client.host';

/** The key as code, by the option that takes it. */
const KEYS: Readonly<Record<string, readonly [string, string]>> = {
  'express-rate-limit': ['keyGenerator', '(request) => request.get("x-real-ip") ?? request.socket.remoteAddress ?? "unknown"'],
  '@fastify/rate-limit': ['keyGenerator', '(request) => String(request.headers["x-real-ip"] ?? request.ip)'],
};

export default defineRecordCheck({
  each: 'web.rateLimiters',
  needs: [],
  reads: ['web.protections', 'server.forwardedAllowIps'],
  check(limiter, facts, { service }): Outcome {
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('whose proxy stands before it is not known');
    const trusting = TRUST[limiter.library];
    if (limiter.key !== 'peer' || trusting === undefined) return pass();
    const trust = protectionOf(facts['web.protections'], 'proxy-trust', trusting);
    if (trust !== undefined && trust.value !== 'false') return pass();
    return limiter.library === 'slowapi' ? ofServer(limiter, facts['server.forwardedAllowIps'], isAsked(service.facts)) : byProxy(limiter, trust);
  },
});

/** slowapi asks the server, which puts the visitor's address in the place of the proxy's when it trusts that one. */
function ofServer(limiter: RateLimiter, addresses: Fact<string> | undefined, isKnown: boolean): Outcome {
  if (trustsAll(addresses)) return pass();
  if (!isWritten(addresses) && !isKnown) return undecided('does the dashboard set FORWARDED_ALLOW_IPS=*? Without it all visitors share one count');
  return byProxy(limiter, undefined);
}

function byProxy(limiter: RateLimiter, trust: Protection | undefined): Outcome {
  return fail({
    message: `${limiter.library} counts by the address of Railway's proxy, so all visitors share one count`,
    evidence: trust === undefined ? [limiter.at] : [limiter.at, trust.at], anchor: `rate-limit-key:${limiter.library}`,
    fix: fixOf(limiter),
  });
}

function fixOf({ library, at }: RateLimiter): ProposedFix {
  const key = KEYS[library];
  const title = 'Count by X-Real-IP, which Railway sets';
  if (library === 'slowapi') {
    return { title, applicability: 'review', change: { kind: 'rewrite', how: 'set-argument', at: [at], with: { name: 'key_func', code: SLOWAPI_KEY, position: 0 } } };
  }
  if (key === undefined) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'set-options', at, set: { [key[0]]: { code: key[1] } } } };
}
