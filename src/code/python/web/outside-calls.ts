import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { instanceOf } from '../instances.ts';
import { externalName, functionOf } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { shown } from '../shown.ts';
import { everyExpression, everyStatement } from '../walk.ts';

/** Libraries whose objects and functions talk to a database, a cache or another service. */
const LIBRARIES = /^(sqlalchemy|flask_sqlalchemy|asyncpg|psycopg|psycopg2|psycopg_pool|pymongo|motor|redis|aioredis|requests|httpx|aiohttp|urllib|elasticsearch|boto3|pika|kombu)\b/;
/** Their functions that only prepare something. */
const PREPARES = /^(text|select|Session|AsyncClient|Client|ClientSession|create_engine|create_async_engine|sessionmaker|from_url)$/;
/** What is called on an object whose library is not known, and names that such objects have. */
const METHODS = new Set(['execute', 'scalar', 'scalars', 'fetch', 'fetchrow', 'fetchval', 'ping', 'cursor', 'ensure_connection', 'command', 'connect']);
const OBJECTS = /^_?(db|session|conn|connections?|engine|cursor|cur|pool|redis\w*|cache|mongo\w*|database)$/i;

/**
 * Calls of a handler, and of functions that it calls, that ask a database, a cache or another service. None where it catches what goes
 * wrong and answers as if nothing had: only the text of the answer differs then.
 */
export function outsideCalls(program: Program, handler: PythonFunction): readonly Known<string>[] {
  const own = sitesIn(program, [handler]);
  const called = own.flatMap(({ call, place }) => functionOf(program, call.callee, place)?.node ?? []);
  const functions = [handler, ...called];
  if (functions.some(hasTry) && !functions.some(mayFail)) return [];
  return [...own, ...sitesIn(program, called)].filter((site) => asksOutside(program, site)).map(({ call, place }) => shown('call', place.file, call.range));
}

function sitesIn(program: Program, functions: readonly PythonFunction[]): readonly CallSite[] {
  return functions.length === 0 ? [] : [...callsOf(program)].filter(({ place }) => functions.some((node) => place.chain.includes(node)));
}

function asksOutside(program: Program, { call, place }: CallSite): boolean {
  const { callee } = call;
  if (callee.kind !== 'attribute' && callee.kind !== 'name') return false;
  if (PREPARES.test(callee.name)) return false;
  const library = callee.kind === 'attribute' ? instanceOf(program, callee.object, place)?.library : undefined;
  if (LIBRARIES.test(library ?? externalName(program, callee, place) ?? '')) return true;
  return callee.kind === 'attribute' && METHODS.has(callee.name) && namesOf(callee.object).some((name) => OBJECTS.test(name));
}

function namesOf(expression: PythonExpression): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'attribute') return [expression.name, ...namesOf(expression.object)];
  if (expression.kind === 'subscript') return namesOf(expression.object);
  return expression.kind === 'call' ? namesOf(expression.callee) : [];
}

function hasTry({ body }: PythonFunction): boolean {
  return [...everyStatement(body)].some((statement) => statement.kind === 'try' && statement.handlers.length > 0);
}

/** True where it may raise, or answers with a status of the server's fault. */
function mayFail({ body }: PythonFunction): boolean {
  if ([...everyStatement(body)].some(({ kind }) => kind === 'raise')) return true;
  return [...everyExpression(body)].some((each) => (each.kind === 'number' && each.value >= 500 && each.value < 600) || (each.kind === 'attribute' && /^HTTP_5\d\d/.test(each.name)));
}
