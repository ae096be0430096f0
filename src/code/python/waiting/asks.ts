import type { PythonFunction } from '../../../documents/python-tree.ts';
import { requestOf } from '../http/request.ts';
import { instanceOf, methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { everyStatement } from '../walk.ts';

const DATA = /^(sqlalchemy|sqlmodel|flask_sqlalchemy|asyncpg|psycopg|psycopg2|psycopg_pool|pymongo|motor|redis|aioredis|aiosqlite|sqlite3|databases|tortoise|django\.db|elasticsearch|beanie|supabase)\b/;
/** Clients of services that are asked over HTTP. */
const SERVICES = /^(openai|anthropic|cohere|groq|mistralai|google\.genai|google\.generativeai|stripe|twilio|boto3|aioboto3|aiobotocore|telegram|aiogram)\b/;

/** What code asks while it runs. */
export interface Asked {
  readonly http: boolean;
  /** A database or a cache, whose connections belong to others. */
  readonly data: boolean;
  /** Something lets only so many run at once. */
  readonly limited: boolean;
  /** It makes requests that write. */
  readonly writes: boolean;
}

const NOTHING: Asked = { http: false, data: false, limited: false, writes: false };

/** What a call asks, looked for in functions of the project down to a depth. */
export function askedBy(program: Program, site: Pick<CallSite, 'call' | 'place'>, left = 3): Asked {
  const { call, place } = site;
  const request = requestOf(program, site as CallSite);
  if (request !== undefined) return { ...NOTHING, http: true, writes: /^(POST|PUT|PATCH|DELETE)$/.test(request.method ?? '') };
  const { callee } = call;
  const library = externalName(program, callee, place) ?? (callee.kind === 'attribute' ? ownerLibrary(program, callee.object, place) : undefined);
  if (library !== undefined && DATA.test(library)) return { ...NOTHING, data: true };
  if (library !== undefined && SERVICES.test(library)) return { ...NOTHING, http: true, writes: true };
  const own = functionOf(program, callee, place) ?? methodOf(program, callee, place);
  return own === undefined || left === 0 ? NOTHING : askedIn(program, own.node, { file: own.place.file, chain: [...own.place.chain, own.node] }, left - 1);
}

/** What a function of the project asks. */
export function askedIn(program: Program, node: PythonFunction, place: Place, left = 2): Asked {
  const sites = place.file.calls.filter((site) => site.place.chain.includes(node));
  const limited = [...everyStatement(node.body)].some((statement) => statement.kind === 'with'
    && statement.items.some(({ value }) => isLimit(program, value, place)));
  return sites.map((site) => askedBy(program, site, left)).reduce(joined, { ...NOTHING, limited });
}

/** Two pieces of code together. */
function joined(a: Asked, b: Asked): Asked {
  return { http: a.http || b.http, data: a.data || b.data, limited: a.limited || b.limited, writes: a.writes || b.writes };
}

/** The library of the object that a chain of attributes and calls starts at: `client.chat.completions`, `db.query(A).filter()`. */
function ownerLibrary(program: Program, expression: CallSite['call']['callee'], place: Place): string | undefined {
  const direct = instanceOf(program, expression, place)?.library;
  if (direct !== undefined) return direct;
  if (expression.kind === 'attribute') return ownerLibrary(program, expression.object, place);
  return expression.kind === 'call' && expression.callee.kind === 'attribute' ? ownerLibrary(program, expression.callee.object, place) : undefined;
}

/** True for a semaphore, a limiter or a name that says so. */
export function isLimit(program: Program, expression: CallSite['call']['callee'], place: Place): boolean {
  const library = instanceOf(program, expression, place)?.library;
  if (isFrom(library, 'asyncio', 'Semaphore', 'BoundedSemaphore', 'Lock') || isFrom(library, 'anyio', 'CapacityLimiter', 'Semaphore')) return true;
  if (isFrom(library, 'aiolimiter', 'AsyncLimiter') || isFrom(library, 'threading', 'Semaphore', 'BoundedSemaphore')) return true;
  const name = expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
  return /sem|limit|throttl|lock|slot/i.test(name);
}
