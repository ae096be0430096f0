import { externalName, isFrom } from '../../../code/python/origins.ts';
import type { Program } from '../../../code/python/program.ts';
import type { CallSite } from '../../../code/python/python-file.ts';

/** What a call makes that may be made once. */
export interface Maker {
  readonly library: string;
  readonly names: readonly string[];
  /** A pool that connects as soon as it is made, or that needs a running loop for it, belongs into the lifespan of the application. */
  readonly home: 'module' | 'lifespan';
  /** True where it serves one event loop only, the one that it is first used in. */
  readonly ofLoop: boolean;
  /** What it is called where nobody has a name for it. */
  readonly name: string;
  /** Methods that end it. */
  readonly ends: RegExp;
  readonly kind: 'http' | 'engine' | 'pool' | 'client';
}

const MAKERS: readonly Maker[] = [
  { library: 'httpx', names: ['AsyncClient'], home: 'module', ofLoop: true, name: 'http_client', ends: /^(aclose|__aexit__|__aenter__)$/, kind: 'http' },
  { library: 'httpx', names: ['Client'], home: 'module', ofLoop: false, name: 'http_client', ends: /^(close|__exit__|__enter__)$/, kind: 'http' },
  { library: 'openai', names: ['AsyncOpenAI', 'AsyncAzureOpenAI'], home: 'module', ofLoop: true, name: 'openai_client', ends: /^(close|aclose)$/, kind: 'http' },
  { library: 'openai', names: ['OpenAI', 'AzureOpenAI'], home: 'module', ofLoop: false, name: 'openai_client', ends: /^close$/, kind: 'http' },
  { library: 'anthropic', names: ['AsyncAnthropic'], home: 'module', ofLoop: true, name: 'anthropic_client', ends: /^(close|aclose)$/, kind: 'http' },
  { library: 'anthropic', names: ['Anthropic'], home: 'module', ofLoop: false, name: 'anthropic_client', ends: /^close$/, kind: 'http' },
  { library: 'sqlalchemy', names: ['create_async_engine'], home: 'module', ofLoop: true, name: 'engine', ends: /^dispose$/, kind: 'engine' },
  { library: 'sqlalchemy', names: ['create_engine'], home: 'module', ofLoop: false, name: 'engine', ends: /^dispose$/, kind: 'engine' },
  { library: 'sqlmodel', names: ['create_engine'], home: 'module', ofLoop: false, name: 'engine', ends: /^dispose$/, kind: 'engine' },
  { library: 'motor', names: ['AsyncIOMotorClient'], home: 'module', ofLoop: true, name: 'mongo_client', ends: /^close$/, kind: 'client' },
  { library: 'pymongo', names: ['MongoClient'], home: 'module', ofLoop: false, name: 'mongo_client', ends: /^close$/, kind: 'client' },
  { library: 'redis.asyncio', names: ['Redis', 'StrictRedis', 'from_url'], home: 'module', ofLoop: true, name: 'redis_client', ends: /^(close|aclose|__aexit__|__aenter__)$/, kind: 'client' },
  { library: 'redis', names: ['Redis', 'StrictRedis', 'from_url'], home: 'module', ofLoop: false, name: 'redis_client', ends: /^(close|__exit__|__enter__)$/, kind: 'client' },
  { library: 'aiohttp', names: ['ClientSession'], home: 'lifespan', ofLoop: true, name: 'http_session', ends: /^close$/, kind: 'http' },
  { library: 'asyncpg', names: ['create_pool'], home: 'lifespan', ofLoop: true, name: 'pool', ends: /^(close|terminate)$/, kind: 'pool' },
  { library: 'psycopg_pool', names: ['AsyncConnectionPool'], home: 'lifespan', ofLoop: true, name: 'pool', ends: /^(close|open|wait)$/, kind: 'pool' },
];

/** The maker that a call is; undefined for one that nobody knows how to share. */
export function makerOf(program: Program, { call, place }: CallSite): Maker | undefined {
  const name = externalName(program, call.callee, place);
  return MAKERS.find((each) => isFrom(name, each.library, ...each.names));
}

/** True for `httpx.get(...)`, which makes a client for itself. */
export function isOwnClientCall(program: Program, { call, place }: CallSite): boolean {
  return isFrom(externalName(program, call.callee, place), 'httpx', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request', 'stream');
}

/** What stands in for a client that `httpx.get(...)` makes. */
export const HTTPX_CLIENT = MAKERS.find(({ library, names }) => library === 'httpx' && names.includes('Client')) as Maker;
