import type { Known } from '../fact.ts';
import type { Scope } from './code.ts';

/** The clients of Redis that are read. */
export type RedisLibrary = 'redis-py' | 'redis.asyncio' | 'ioredis' | 'node-redis';

/** The key that a command is given. */
export interface RedisKey {
  /** As written in the call: `key`, `f"idem:{key}"`. */
  readonly text: string;
  /** What it is made of, a variable of the function followed once: `f"rl:{user}:{minute}"`. */
  readonly meaning: string;
  /** True where it is the same text for every call. */
  readonly literal: boolean;
}

/** A command that the program sends to Redis. */
export interface RedisCall {
  /** The call as written. */
  readonly at: Known<string>;
  readonly library: RedisLibrary;
  /** The call that makes the client; undefined where only a type tells what it is. */
  readonly client: Known<string> | undefined;
  /** In capitals: `SETEX`, `BRPOP`. */
  readonly command: string;
  readonly key: RedisKey | undefined;
  /** Seconds until what is written goes; 'given' where only a run would tell how many, 'none' where it stays for ever. */
  readonly expiry: number | 'given' | 'none' | undefined;
  /** `NX` or `XX`, in lower case. */
  readonly only: 'nx' | 'xx' | undefined;
  /** Seconds that a blocking command waits; Infinity for ever, undefined where it does not wait or nobody can tell. */
  readonly waits: number | undefined;
  /** True where it is queued in a pipeline or a transaction. */
  readonly queued: boolean;
  /** True where an expiry of the same key is set elsewhere in the same function. */
  readonly expires: boolean;
  readonly scope: Scope;
  /** The function it stands in. */
  readonly within: string | undefined;
  /** Functions that call that one directly; absent where nobody looked. */
  readonly callers?: readonly string[];
}

/** Several commands that belong together. */
export interface RedisPattern {
  readonly kind:
    /** Three commands or more, one after the other, none of which needs the answer of another. */
    | 'sequence'
    /** A key is looked up and written later, without NX. */
    | 'check-then-set'
    /** The same in one pipeline, which is sent before anybody sees the answer. */
    | 'queued-check'
    /** A counter gets a new expiry with every hit. */
    | 'window'
    /** What BRPOP gives, a pair, is used as if it were the entry. */
    | 'whole-pop'
    /** A value is looked up, and written after it was loaded; nothing makes several that miss at once wait for one load. */
    | 'load'
    /** A lock is taken and deleted in one function, which does not look whether it is still its own. */
    | 'lock-release';
  /** The first command. */
  readonly at: Known<string>;
  /** All commands, in the order of the code. */
  readonly calls: readonly [Known<string>, ...Known<string>[]];
  readonly library: RedisLibrary;
  /** The command of each call. */
  readonly commands: readonly string[];
  readonly key: RedisKey | undefined;
  /** True where all commands only read, on one server, and their arguments have no effects of their own. */
  readonly plain: boolean;
  readonly queued: boolean;
  readonly scope: Scope;
  readonly within: string | undefined;
}

/** How a Redis client is used besides its commands. */
export interface RedisConnection {
  /** The call that makes it. */
  readonly at: Known<string>;
  readonly library: RedisLibrary;
  readonly scope: Scope;
  /** True where errors of the connection are listened to; undefined where other code may do that. */
  readonly listens: boolean | undefined;
  /** Where it subscribes to a channel. */
  readonly subscribes: Known<string> | undefined;
  /** Where it sends a command that a subscribed connection refuses. */
  readonly commands: Known<string> | undefined;
}

/** What a process keeps in its own memory for requests to come. */
export interface CacheStore {
  /** What makes it: `cache = {}`, `new LRUCache({ max: 500 })`. */
  readonly at: Known<string>;
  /** The variable or attribute that holds it. */
  readonly name: string;
  /** `dictionary`, `Map`, `object`, `set`, or the library's class: `cachetools.TTLCache`. */
  readonly kind: string;
  /** True where it has a limit, or something takes entries out again for another reason than that they were just looked up. */
  readonly bounded: boolean;
  /** Where an entry is written under a key that is not the same each time. */
  readonly write: Known<string> | undefined;
  /** When that is done. */
  readonly scope: Scope;
  /** A command to Redis in the same function as a write: the store takes over where Redis is not there. */
  readonly beside: Known<string> | undefined;
}

/** A function that remembers its results. */
export interface CachedFunction {
  /** The decorator. */
  readonly at: Known<string>;
  /** `functools.lru_cache`, `functools.cache`. */
  readonly decorator: string;
  readonly name: string;
  readonly async: boolean;
  /** True where its first argument is the object or class that it belongs to. */
  readonly method: boolean;
  /** Arguments besides `self` and `cls`. */
  readonly parameters: number;
  /** Most results that are kept; Infinity without a limit, undefined where only a run would tell. */
  readonly maximum: number | undefined;
  /** When it is called; 'function' where nobody can tell. */
  readonly scope: Scope;
}

/** What code asks of Redis, and what it keeps in memory. */
export interface CacheFacts {
  /** Commands that the served program sends to Redis. */
  'redis.calls': readonly RedisCall[];
  /** Commands that belong together. */
  'redis.patterns': readonly RedisPattern[];
  /** How clients of Node are used. */
  'redis.connections': readonly RedisConnection[];
  /** Caches in the memory of the process. */
  'cache.stores': readonly CacheStore[];
  /** Functions that remember their results. */
  'cache.functions': readonly CachedFunction[];
}
