import type { Known } from '../fact.ts';

/** Which origins a browser may call the application from. */
export interface CorsSetup {
  /** The call or setting that opens it. */
  readonly at: Known<string>;
  /** starlette, flask-cors, django-cors-headers, cors, @fastify/cors, hono, ... */
  readonly library: string;
  /** `any` answers `*`, `every` answers with the caller's own origin, whatever that is, `listed` names the origins. */
  readonly origins: 'any' | 'every' | 'listed' | 'unknown';
  /** True when cookies and Authorization headers may come along; undefined when only a run would tell. */
  readonly credentials: boolean | undefined;
  /** The variable that names other origins: what is said of them holds while it is not set. */
  readonly unless: string | undefined;
}

/** What counts how often a visitor asks. */
export interface RateLimiter {
  readonly at: Known<string>;
  /** slowapi, flask-limiter, express-rate-limit, ... */
  readonly library: string;
  /** Where it counts: `fallback` is the memory of the process as long as `variable` is not set. */
  readonly storage: 'memory' | 'fallback' | 'shared' | 'unknown';
  readonly variable: string | undefined;
  /** What it counts by: the address that the library takes by itself, or what the project chose. */
  readonly key: 'peer' | 'other';
}

/** Something that protects the application, or that tells it who is asking. */
export interface Protection {
  /** Security headers, a limit for the size of a request, trust in the proxy's headers, the application asks who is calling. */
  readonly kind: 'headers' | 'body-limit' | 'proxy-trust' | 'authentication';
  readonly library: string;
  readonly at: Known<string>;
  /** How many proxies are trusted, as written: `1`, `true`. */
  readonly value?: string;
}

/** A path at which the application answers with its metrics. */
export interface MetricsEndpoint {
  readonly at: Known<string>;
  readonly path: string;
  /** True when something in sight asks who is calling. */
  readonly guarded: boolean;
}

/** A secret that is written into a file. The value never holds it: it is the kind and where it stands. */
export interface SecretLiteral {
  /** What it is, not what it says; its provenance is the place. */
  readonly at: Known<string>;
  /** `an AWS access key`, `a password in a database address`. */
  readonly kind: string;
  /** The variable or key that it is given to, where it has one. */
  readonly name: string | undefined;
  /** Where else the same secret stands. */
  readonly copies: readonly Known<string>[];
}

/** A file of environment variables that git does not ignore. */
export interface EnvironmentFile {
  readonly path: string;
  /** The first value that looks like a real secret, without what it says; undefined when there is none. */
  readonly secret: Known<string> | undefined;
  /** Names of the variables that have such values. */
  readonly secrets: readonly string[];
}

/** A question about the request whose right answer only the proxy before the server knows. */
export interface ProxyUse {
  readonly at: Known<string>;
  /** The scheme of the address that the visitor asked for, or the visitor's own address. */
  readonly about: 'scheme' | 'address';
}

/** What lets strangers in, and what keeps them out. */
export interface ProtectionFacts {
  /** Which origins browsers may call from. */
  'web.corsSetups': readonly CorsSetup[];
  /** What counts how often a visitor asks. */
  'web.rateLimiters': readonly RateLimiter[];
  /** Security headers, limits of requests, trust in a proxy. */
  'web.protections': readonly Protection[];
  /** Paths at which the application answers with its metrics. */
  'web.metricsEndpoints': readonly MetricsEndpoint[];
  /** Secrets that stand in files of the service. */
  'code.secrets': readonly SecretLiteral[];
  /** Files of environment variables that are not ignored. */
  'code.environmentFiles': readonly EnvironmentFile[];
  /** Questions about scheme and address of a request, where the program itself trusts no proxy (Python). */
  'web.proxyUses': readonly ProxyUse[];
}
