import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import { bindingsAt } from '../bindings.ts';
import { instanceOf } from '../instances.ts';
import { classOf, externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place, PythonFile } from '../python-file.ts';

/** What a database is asked through. */
export interface Handle {
  readonly library: 'sqlalchemy' | 'django' | 'asyncpg' | 'psycopg' | 'psycopg2';
  /** A session of an ORM, what stands for a table (`Model.objects`, `Model.query`), or a connection, cursor or pool. */
  readonly kind: 'session' | 'table' | 'connection';
}

const SESSION: Handle = { library: 'sqlalchemy', kind: 'session' };
const CONNECTION: Handle = { library: 'sqlalchemy', kind: 'connection' };

/** Library objects by the end of their dotted names. */
const CLASSES: readonly (readonly [RegExp, Handle])[] = [
  [/^(sqlalchemy|sqlmodel)\..*\b(Async)?Session$|^sqlalchemy\..*\b(async_)?scoped_session$/, SESSION],
  [/^sqlalchemy\..*\b(Async)?Connection$/, CONNECTION],
  [/^asyncpg\.(.*\.)?(connect|create_pool|Connection|Pool)$/, { library: 'asyncpg', kind: 'connection' }],
  [/^psycopg2\..*(connect|connection|cursor|Pool|Cursor)$/, { library: 'psycopg2', kind: 'connection' }],
  [/^psycopg(_pool)?\..*(connect|Connection|ConnectionPool|Cursor)$/, { library: 'psycopg', kind: 'connection' }],
];
const MAKERS = /^(sqlalchemy|sqlmodel)\..*\b((async_)?sessionmaker|(async_)?scoped_session)$/;
/** Methods that hand out something that is asked in the same way. */
const HANDS_OUT = /^(acquire|connection|getconn|cursor|connect|begin|__enter__)$/;
const SESSION_NAMES = /^_?(db|session|db_session|dbsession|async_session|sess)$/;
const CONNECTION_NAMES = /^_?(cursor|cur|curs|conn|connection|pool|db_pool)$/;

/** What the object before a method speaks to; undefined where it is no database, or nothing tells. */
export function handleOf(program: Program, receiver: PythonExpression, place: Place, left = 4): Handle | undefined {
  if (left === 0) return undefined;
  const table = tableOf(program, receiver, place);
  if (table !== undefined) return table;
  if (receiver.kind === 'attribute' && receiver.name === 'session' && instanceOf(program, receiver.object, place)?.library === 'flask_sqlalchemy.SQLAlchemy') return SESSION;
  const library = instanceOf(program, receiver, place)?.library;
  if (library !== undefined) return CLASSES.find(([pattern]) => pattern.test(library))?.[1] ?? (isSubclassed(library) ? SESSION : undefined);
  if (receiver.kind === 'call') return handedOut(program, receiver, place, left);
  if (receiver.kind === 'name') {
    for (const binding of bindingsAt(receiver.name, place)) {
      const found = binding.kind === 'value' && binding.value.kind !== 'name' ? handedOutBy(program, binding.value, place, left) : undefined;
      if (found !== undefined) return found;
    }
  }
  return byName(receiver, place.file);
}

const isSubclassed = (library: string): boolean => library === 'flask_sqlalchemy.session.Session';

function handedOutBy(program: Program, value: PythonExpression, place: Place, left: number): Handle | undefined {
  const inner = value.kind === 'await' ? value.value : value;
  return inner.kind === 'call' ? handedOut(program, inner, place, left - 1) : undefined;
}

/** `pool.acquire()`, `engine.begin()`, `SessionLocal()`. */
function handedOut(program: Program, call: PythonCall, place: Place, left: number): Handle | undefined {
  const { callee } = call;
  const maker = instanceOf(program, callee, place)?.library;
  if (maker !== undefined && MAKERS.test(maker)) return SESSION;
  if (callee.kind !== 'attribute' || !HANDS_OUT.test(callee.name)) return undefined;
  const owner = instanceOf(program, callee.object, place)?.library;
  if (owner !== undefined && MAKERS.test(owner)) return SESSION;
  if (owner !== undefined && /^sqlalchemy\..*\b(create_engine|create_async_engine|Engine|AsyncEngine)$/.test(owner)) return CONNECTION;
  return handleOf(program, callee.object, place, left - 1);
}

/** `Model.objects` of Django, `Model.query` of Flask-SQLAlchemy. */
function tableOf(program: Program, receiver: PythonExpression, place: Place): Handle | undefined {
  if (receiver.kind !== 'attribute' || !/^(objects|query)$/.test(receiver.name)) return undefined;
  const { object } = receiver;
  const name = object.kind === 'name' || object.kind === 'attribute' ? object.name : '';
  if (!/^[A-Z]\w*[a-z]/.test(name) || classOf(program, object, place) === undefined && !isImported(program, object, place)) return undefined;
  return receiver.name === 'objects' ? { library: 'django', kind: 'table' } : program.packages.size === 0 || hasFlask(program) ? { library: 'sqlalchemy', kind: 'table' } : undefined;
}

const hasFlask = (program: Program): boolean => ['flask-sqlalchemy', 'flask_sqlalchemy'].some((name) => program.packages.has(name));

/** A name of the project that was not parsed, or of a Django application that is installed. */
function isImported(program: Program, object: PythonExpression, place: Place): boolean {
  const external = externalName(program, object, place);
  return external === undefined || !external.startsWith('builtins.');
}

/** A parameter or attribute without a type, in a file that imports one such library. */
function byName(receiver: PythonExpression, file: PythonFile): Handle | undefined {
  const name = receiver.kind === 'name' || receiver.kind === 'attribute' ? receiver.name : '';
  const imports = (library: string) => file.imports.some(({ module, level }) => level === 0 && (module === library || module.startsWith(`${library}.`)));
  if (SESSION_NAMES.test(name)) return imports('sqlalchemy') || imports('sqlmodel') ? SESSION : undefined;
  if (!CONNECTION_NAMES.test(name)) return undefined;
  const library = (['psycopg2', 'psycopg', 'asyncpg'] as const).find(imports);
  return library === undefined ? undefined : { library, kind: 'connection' };
}
