import type { Fact, Known } from '../fact.ts';

/** When a piece of code runs. */
export type Scope =
  /** Once per process, on import. */
  | 'module'
  /** Once per process, when the application starts. */
  | 'startup'
  /** For each request. */
  | 'request'
  /** For each job of a queue or scheduler. */
  | 'job'
  /** Inside a function; who calls it we do not know. */
  | 'function'
  /** In a script, a migration, a test: not in the served program. */
  | 'script';

/** The application object: `app = FastAPI()`; the value is the variable's name. */
export interface WebApp {
  readonly variable: Known<string>;
  readonly framework: string;
  readonly interface: 'asgi' | 'wsgi' | undefined;
  /** What makes the object that holds the routes, inside all wrappers and factories: `FastAPI()`; for Django the root's `urlpatterns`. */
  readonly made: Known<string> | undefined;
}

/** One route with the prefixes of everything it is mounted on. */
export interface Route {
  /** Full path: '/api/health'; with `complete: false` a prefix is unknown. */
  readonly path: Known<string>;
  /** Upper case; ['ANY'] when it answers all. */
  readonly methods: readonly string[];
  /** False when a prefix or the path itself could only be told by running. */
  readonly complete: boolean;
  readonly framework: string;
  /** True for a websocket route. */
  readonly websocket: boolean;
  /** True when the handler is an `async def` or async function. */
  readonly async: boolean;
  /** True when it asks who is calling before it answers: a dependency, a decorator, a middleware of its own. */
  readonly guarded?: true;
  /** What the handler asks of a database, a cache or another service; read of routes that are a health check only. */
  readonly asks?: readonly Known<string>[];
}

/** A reason to keep one copy of the process: what breaks when there are two. */
export interface Singleton {
  readonly kind: 'scheduler' | 'bot' | 'websocket' | 'in-process-state' | 'file-state' | 'consumer';
  /** The line that shows it. */
  readonly at: Known<string>;
  /** What it is: "APScheduler starts with the application". */
  readonly what: string;
}

/** A `listen` call of the program. */
export interface Listen {
  readonly at: Known<string>;
  /** Absent when the library's default counts. */
  readonly host: Fact<string>;
  /** A number is written down; a string names the environment variable. */
  readonly port: Fact<number | string>;
  /** The number that counts when the variable is not set. */
  readonly portDefault: number | undefined;
  readonly library: string;
}

/** A place where a client, engine or connection is made. */
export interface ClientPlace {
  readonly at: Known<string>;
  /** 'httpx', 'requests', 'aiohttp', 'axios', 'openai', 'redis', ... */
  readonly library: string;
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  /** True when a timeout is given. */
  readonly timeout: boolean | undefined;
  /** Of an agent of Node's http: whether its options say that connections are kept; absent where they cannot be seen. */
  readonly keepAlive?: boolean;
}

/** A call that blocks the event loop, inside an `async def`. */
export interface BlockingCall {
  readonly at: Known<string>;
  /** `time.sleep`, `requests.get`, ... */
  readonly call: string;
  readonly scope: Scope;
  readonly within: string;
  /** How its function can stop blocking in a few characters; absent where that takes another client, or nobody looked. */
  readonly remedy?: BlockingRemedy;
}

/** `await asyncio.sleep`, `def` instead of `async def`, or a thread for each call. */
export type BlockingRemedy = 'await-sleep' | 'plain-def' | 'thread';

/** A setting that turns debug mode on. */
export interface DebugSetting {
  readonly at: Known<string>;
  readonly framework: string;
  /** True when it is on whatever the environment says; false when it is on unless a variable is set. */
  readonly always: boolean;
}

/** A list of hosts that the application answers to. */
export interface HostAllowlist {
  readonly at: Known<string>;
  readonly framework: string;
  readonly hosts: readonly string[];
  /** False when part of the list comes from the environment or another place we cannot follow. */
  readonly complete: boolean;
}

/** A literal address in the program or in what configures it. */
export interface AddressUse {
  /** The literal as written. */
  readonly at: Known<string>;
  /** `https://api.up.railway.app/v1`; a password in it is kept as written, and reporters redact it. */
  readonly url: string;
  /** Where it is used: in code that runs on the server, in code that a browser gets, or not known. */
  readonly side: 'server' | 'browser' | 'unknown';
  /** What it is given to: a variable, a key, an option, the function that is called; undefined where nothing names it. */
  readonly name: string | undefined;
}

/** An application object, or a function that makes one, at the top of a file. */
export interface WebApplication {
  /** The variable's or the function's name. */
  readonly variable: Known<string>;
  /** Its file from the project root. */
  readonly path: string;
  readonly framework: string;
  readonly interface: 'asgi' | 'wsgi' | undefined;
  readonly isFactory: boolean;
}

/** A call that says where a program's log goes, or from which level on lines are written. */
export interface LogSetup {
  readonly at: Known<string>;
  /** `logging.basicConfig`, `logging.StreamHandler`, `setLevel`. */
  readonly call: string;
  /** Where its lines go; `elsewhere` for a file or a handler that is given. */
  readonly stream: 'stdout' | 'stderr' | 'elsewhere';
  /** `DEBUG`, `INFO`, ...; undefined where it says nothing, or only a run would tell. */
  readonly level: string | undefined;
  /** What it gives as the level, as written: known or not; undefined where it gives none. */
  readonly levelAt: Known<string> | undefined;
}

/** A count of CPUs in code that starts a process for each (Node). */
export interface WorkerFork {
  /** The expression as written: `os.cpus().length`. */
  readonly count: Known<string>;
  /** `cpus`, which counts those of the host, or `availableParallelism`. */
  readonly call: string;
  /** True where the expression is a number, not the list of CPUs. */
  readonly isNumber: boolean;
  /** True where an environment variable may take its place. */
  readonly isVariable: boolean;
}

export interface CodeFacts {
  /** Addresses of the platform's public and private networks that code and variables name. */
  'code.addresses': readonly AddressUse[];
  /** The application object that the server starts. */
  'web.app': WebApp;
  /** Routes of the application that is started. */
  'web.routes': readonly Route[];
  /** Paths of routes that answer a health check, best first. */
  'web.healthRoutes': readonly Known<string>[];
  /** True when all routes could be read: only then a missing route is certain. */
  'web.routesComplete': boolean;
  /** Addresses that the program itself listens on (Node, or a Python program that is its own server). */
  'web.listens': readonly Listen[];
  /** Hosts that the application answers to. */
  'web.hostAllowlists': readonly HostAllowlist[];
  /** Settings and middleware that answer plain HTTP with a redirect. */
  'web.httpsRedirects': readonly Known<string>[];
  /** Debug settings. */
  'web.debugSettings': readonly DebugSetting[];
  /** What handles SIGTERM in the program (Node). */
  'web.shutdownHandlers': readonly Known<string>[];
  /** What the process keeps to itself, so that a second copy would break it. */
  'process.singletons': readonly Singleton[];
  /** Places where HTTP clients are made. */
  'http.clients': readonly ClientPlace[];
  /** Blocking calls in async functions. */
  'async.blockingCalls': readonly BlockingCall[];
  /** Metrics, rate limiting, error tracking, structured logs, cache client: library → where it is used. */
  'web.capabilities': readonly Capability[];
  /** Application objects of a Python service, whichever of them is started. */
  'web.applications': readonly WebApplication[];
  /** Where the served program's log goes, and from which level on. */
  'logs.setups': readonly LogSetup[];
  /** Log lines of the served program that tell how long something took. */
  'logs.timings': readonly Known<string>[];
  /** Counts of CPUs that decide how many processes the program starts (Node). */
  'process.forks': readonly WorkerFork[];
  /** How many processes the program starts of itself (Node). */
  'process.forkCounts': readonly Known<number>[];
  /** Where the program itself logs every request (middleware of Starlette and FastAPI). */
  'web.requestLogs': readonly Known<string>[];
}

/** Something the program has: metrics, rate limiting, an id for each request, ... */
export interface Capability {
  readonly kind: 'metrics' | 'rate-limit' | 'structured-logs' | 'error-tracking' | 'cache' | 'compression' | 'cors' | 'request-id' | 'percentiles';
  readonly library: string;
  readonly at: Known<string>;
}
