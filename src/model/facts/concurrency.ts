import type { Fact, Known } from '../fact.ts';
import type { Scope } from './code.ts';
import type { Option } from './data.ts';

/** A request to another service, at the call that makes it. */
export interface HttpRequest {
  readonly at: Known<string>;
  /** requests, httpx, aiohttp, urllib, urllib3, axios, got, fetch, node-fetch. */
  readonly library: string;
  /** `GET`, `POST`, ...; undefined where only a run would tell. */
  readonly method: string | undefined;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** True in a loop of its function. */
  readonly inLoop: boolean;
  /** Whether the call, its client or a default of the program says how long it may take; `unknown` where that comes from elsewhere. */
  readonly limit: 'given' | 'none' | 'unknown';
  /** Seconds that it may take; absent where the library's default counts. */
  readonly timeout: Fact<number>;
}

/** A session, a connector or a client that keeps connections to other services. */
export interface HttpSession {
  readonly at: Known<string>;
  readonly library: 'aiohttp' | 'httpx';
  readonly kind: 'session' | 'connector';
  readonly scope: Scope;
  readonly within: string | undefined;
  /** Whether an event loop runs where it is made; undefined where its callers decide. */
  readonly loop: 'running' | 'none' | undefined;
  /** What ends it: a `with` around it, a call of its `close`, whoever it is handed to; or nothing. */
  readonly closed: 'with' | 'call' | 'elsewhere' | 'never';
  /** Options as written, those of inner objects with their path: `connector.limit_per_host`, `timeout.total`. */
  readonly options: readonly Option[];
}

/** What lets only so many pieces of work run at once: a semaphore. */
export interface WorkLimit {
  readonly at: Known<string>;
  readonly most: Fact<number>;
  readonly within: string | undefined;
}

/** Work that is started all at once: `asyncio.gather`, `Promise.all`. */
export interface WorkGroup {
  readonly at: Known<string>;
  /** `asyncio.gather`, `Promise.all`. */
  readonly call: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** The list that decides how many there are, as written; undefined where they are listed one by one. */
  readonly over: string | undefined;
  /** True where that list is short: written down, or cut to a number. */
  readonly few: boolean;
  /** True where something lets only some of them run at once. */
  readonly limited: boolean;
  /** What each piece of work asks, as far as its code was found. */
  readonly asks: readonly ('http' | 'data')[];
  /** True where one failure leaves the results of the others. */
  readonly settles: boolean;
}

/** Awaits that wait for one another without need. */
export interface WaitInTurn {
  readonly kind: 'loop' | 'sequence';
  /** The first await. */
  readonly at: Known<string>;
  readonly others: readonly Known<string>[];
  readonly scope: Scope;
  readonly within: string | undefined;
}

/** Work that is started and that nobody waits for, keeps or catches. */
export interface LostTask {
  readonly at: Known<string>;
  /** `asyncio.create_task`, or the function whose promise is dropped. */
  readonly call: string;
  readonly scope: Scope;
  readonly within: string | undefined;
}

/** An event loop that is started in code which another one, or a server's thread, runs. */
export interface LoopRun {
  readonly at: Known<string>;
  /** `asyncio.run`, `run_until_complete`. */
  readonly call: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** True inside an `async def`, where it can only raise. */
  readonly inAsync: boolean;
}

/** Work for the processor inside an `async def`, which the event loop does itself. */
export interface Computation {
  readonly at: Known<string>;
  readonly call: string;
  readonly scope: Scope;
  readonly within: string;
}

/** A request that is made again when it fails. */
export interface Retry {
  readonly at: Known<string>;
  /** urllib3, tenacity, backoff, loop, httpx, axios-retry, p-retry, got. */
  readonly library: string;
  readonly scope: Scope;
  readonly within: string | undefined;
  /** How often it is made at most, the first time included. */
  readonly attempts: Fact<number>;
  /** Seconds that each attempt may take. */
  readonly timeout: Fact<number>;
  /** Seconds between all attempts together, at most as far as they are written down. */
  readonly waits: Fact<number>;
  /** How the wait between two attempts goes. */
  readonly pace: 'growing' | 'constant' | 'none' | 'unknown';
  /** A request inside that writes, and that carries no key by which the other side could know it again. */
  readonly write: Known<string> | undefined;
}

/** How a program waits: awaits, tasks, calls of other services. */
export interface ConcurrencyFacts {
  /** Requests that the served program makes. */
  'http.requests': readonly HttpRequest[];
  /** Sessions and connectors of asynchronous HTTP libraries. */
  'http.sessions': readonly HttpSession[];
  /** What makes requests again when they fail. */
  'http.retries': readonly Retry[];
  /** Semaphores of the program. */
  'async.limits': readonly WorkLimit[];
  /** Work that is started all at once. */
  'async.groups': readonly WorkGroup[];
  /** Awaits that wait for one another without need. */
  'async.waitsInTurn': readonly WaitInTurn[];
  /** Work that nobody waits for. */
  'async.lostTasks': readonly LostTask[];
  /** Event loops that are started inside of handlers and jobs. */
  'async.loopRuns': readonly LoopRun[];
  /** Work for the processor inside `async def`. */
  'async.computations': readonly Computation[];
}
