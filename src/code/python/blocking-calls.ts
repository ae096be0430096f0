import type { PythonExpression } from '../../documents/python-tree.ts';
import { instanceOf, libraryBaseOf } from './instances.ts';
import { classOf, externalName, isFrom, originOf } from './origins.ts';
import type { Program } from './program.ts';
import type { CallSite } from './python-file.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'];

/** Functions of libraries that wait for something and hold up the event loop meanwhile. */
const FUNCTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['time', ['sleep']], ['requests', VERBS], ['httpx', VERBS], ['urllib', ['request.urlopen']], ['psycopg2', ['connect']],
  ['pymysql', ['connect']], ['psycopg', ['connect']], ['subprocess', ['run', 'call', 'check_call', 'check_output']], ['os', ['system']],
  ['smtplib', ['SMTP', 'SMTP_SSL']], ['bcrypt', ['hashpw', 'checkpw']], ['pandas', ['read_csv', 'read_excel', 'read_json', 'read_parquet', 'read_sql', 'read_sql_query']],
  ['shutil', ['copytree', 'rmtree', 'make_archive', 'unpack_archive']],
];

/** Objects whose methods wait. */
const OBJECTS: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['requests', ['Session', 'session'], /^(get|post|put|patch|delete|head|options|request|send)$/],
  ['httpx', ['Client'], /^(get|post|put|patch|delete|head|options|request|send)$/],
  ['redis', ['Redis', 'StrictRedis', 'from_url'], /^(get|set|setex|delete|exists|incr|expire|hget|hset|hgetall|lpush|rpush|lrange|publish|ping|sadd|smembers|zadd|keys|scan|mget|mset|execute_command)$/],
  ['sqlalchemy', ['Session', 'sessionmaker', 'scoped_session'], /^(query|execute|commit|scalars|scalar|refresh|flush|rollback|get)$/],
  ['sqlmodel', ['Session'], /^(exec|execute|commit|refresh|get)$/],
  ['psycopg2', ['connect'], /^(cursor|commit|execute)$/],
  ['openai', ['OpenAI', 'AzureOpenAI'], /^(create|parse|generate)$/],
  ['anthropic', ['Anthropic'], /^create$/],
  ['boto3', ['client', 'resource'], /^(?!can_paginate$|get_paginator$|get_waiter$|generate_presigned|Bucket$|Object$|Table$|Queue$)[a-z]/],
  ['passlib', ['CryptContext'], /^(hash|verify|encrypt)$/], ['urllib3', ['PoolManager'], /^(request|urlopen)$/],
  ['subprocess', ['Popen'], /^(wait|communicate)$/], ['sqlite3', ['connect'], /^(execute|executemany|executescript|commit)$/],
];

/** What a call waits for, by its dotted name: `time.sleep`, `requests.Session.get`; undefined for one that blocks nothing. */
export function blockingName(program: Program, { call, place }: CallSite): string | undefined {
  const { callee } = call;
  const name = externalName(program, callee, place);
  if (name?.includes('asyncio') === true) return undefined;
  if (FUNCTIONS.some(([library, names]) => isFrom(name, library, ...names))) return name;
  if (name !== undefined || callee.kind !== 'attribute') return undefined;
  const asked = djangoQuery(program, callee, place);
  if (asked !== undefined) return asked;
  const library = objectLibrary(program, callee.object, place);
  if (library === undefined || library.includes('asyncio')) return undefined;
  const object = OBJECTS.find(([from, names, methods]) => isFrom(library, from, ...names) && methods.test(callee.name));
  return object === undefined ? undefined : `${library}.${callee.name}`;
}

/** What evaluates a query of Django at once. */
const EVALUATES = /^(get|create|get_or_create|update_or_create|first|last|count|exists|bulk_create|bulk_update|aggregate|delete|update|in_bulk|earliest|latest)$/;

/** `Book.objects.filter(...).first()`: in an async view Django refuses it. https://docs.djangoproject.com/en/5.2/topics/async/#async-safety */
function djangoQuery(program: Program, callee: PythonExpression & { readonly kind: 'attribute' }, place: CallSite['place']): string | undefined {
  if (!EVALUATES.test(callee.name)) return undefined;
  let current: PythonExpression = callee.object;
  while (current.kind === 'call' || (current.kind === 'attribute' && current.name !== 'objects')) current = current.kind === 'call' ? current.callee : current.object;
  const model = current.kind === 'attribute' ? classOf(program, current.object, place) : undefined;
  return model !== undefined && isFrom(libraryBaseOf(program, model.node, model.place), 'django', 'Model', 'AbstractUser', 'AbstractBaseUser') ? `django.${callee.name}` : undefined;
}

/** The class of the object that a chain of attributes and calls starts at: `client.chat.completions`. */
function objectLibrary(program: Program, expression: PythonExpression, place: CallSite['place']): string | undefined {
  const direct = instanceOf(program, expression, place);
  if (direct !== undefined) return direct.call?.callee.kind === 'name' ? sessionLibrary(program, direct) : direct.library;
  if (expression.kind === 'name') return openedSession(program, expression, place);
  return expression.kind === 'attribute' ? objectLibrary(program, expression.object, place) : undefined;
}

/** `with SessionLocal() as session` where a call of sessionmaker made `SessionLocal`, in whichever file; one that says `class_` may make async ones. */
function openedSession(program: Program, name: PythonExpression, place: CallSite['place']): string | undefined {
  const origin = originOf(program, name, place);
  for (const binding of origin?.kind === 'symbol' ? origin.bindings : []) {
    if (origin?.kind !== 'symbol' || binding.kind !== 'value' || binding.value.kind !== 'call') continue;
    const maker = instanceOf(program, binding.value.callee, origin.place);
    const isPlain = maker?.call?.arguments.every((argument) => argument.name !== 'class_') === true;
    if (isPlain && isFrom(maker?.library, 'sqlalchemy', 'sessionmaker', 'scoped_session')) return maker?.library;
  }
  return undefined;
}

/** `SessionLocal()` is a session when `SessionLocal = sessionmaker(...)`. */
function sessionLibrary(program: Program, found: NonNullable<ReturnType<typeof instanceOf>>): string | undefined {
  if (found.library !== undefined || found.call === undefined) return found.library;
  return instanceOf(program, found.call.callee, found.place)?.library;
}
