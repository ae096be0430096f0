import type { PythonExpression } from '../../../documents/python-tree.ts';
import type { QueryOperation } from '../../../model/facts/queries.ts';
import { follow } from '../follow.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { boundValue } from './bound.ts';
import { chainOf, type Chain } from './chains.ts';
import type { Handle } from './handles.ts';

/** Methods of queries of SQLAlchemy and Django that send them. */
const ENDS: Readonly<Record<string, QueryOperation>> = {
  first: 'read', one: 'read', one_or_none: 'read', all: 'read', scalar: 'read', count: 'read', get: 'read', get_or_404: 'read', first_or_404: 'read', update: 'update', delete: 'delete',
};
const DJANGO_ENDS: Readonly<Record<string, QueryOperation>> = {
  get: 'read', first: 'read', last: 'read', count: 'read', exists: 'read', aggregate: 'read', earliest: 'read', latest: 'read', in_bulk: 'read',
  create: 'insert', get_or_create: 'write', update_or_create: 'write', bulk_create: 'insert-many', bulk_update: 'insert-many', update: 'update', delete: 'delete',
};
const SESSION_CALLS: Readonly<Record<string, QueryOperation>> = {
  commit: 'commit', refresh: 'refresh', get: 'read', get_one: 'read', bulk_save_objects: 'insert-many', bulk_insert_mappings: 'insert-many', bulk_update_mappings: 'insert-many',
};
const CONNECTION_CALLS: Readonly<Record<string, QueryOperation>> = {
  commit: 'commit', fetchrow: 'read', fetchval: 'read', executemany: 'insert-many', copy_records_to_table: 'insert-many',
};
const STATEMENTS: Readonly<Record<string, QueryOperation>> = { select: 'read', insert: 'insert', update: 'update', delete: 'delete' };
const WORDS: Readonly<Record<string, QueryOperation>> = { SELECT: 'read', WITH: 'read', INSERT: 'insert', UPDATE: 'update', DELETE: 'delete' };
/** What narrows a query of all rows. */
const NARROWS = /^(filter|filter_by|where|limit|slice|get|join|having|group_by|distinct|paginate|with_entities)$/;

/** Names of methods that any of this may begin with: a quick look before anything is followed. */
export const ASKING = new Set([...Object.keys(DJANGO_ENDS), ...Object.keys(DJANGO_ENDS).map((name) => `a${name}`), ...Object.keys(ENDS), ...Object.keys(SESSION_CALLS),
  ...Object.keys(CONNECTION_CALLS), 'query', 'execute', 'exec', 'scalars', 'scalar', 'fetch', 'filter', 'filter_by', 'exclude', 'select_related', 'prefetch_related', 'order_by', 'values', 'values_list', 'annotate', 'only', 'using']);

/** What a chain asks of the database; undefined where it only prepares a question. */
export function operationOf(program: Program, handle: Handle, chain: Chain, place: Place): QueryOperation | undefined {
  const [first] = chain.steps;
  if (handle.kind === 'table') return handle.library === 'django' ? djangoEnd(chain) : queryEnd(chain);
  if (handle.kind === 'session' && first.name === 'query') return queryEnd(chain);
  const known = handle.kind === 'session' ? SESSION_CALLS[first.name] : CONNECTION_CALLS[first.name];
  if (known !== undefined) return known;
  if (!/^(execute|exec|scalars?|fetch)$/.test(first.name)) return undefined;
  const [statement] = first.call.arguments;
  return (statement === undefined ? undefined : statementOperation(program, statement.value, place, chain)) ?? (first.name === 'execute' ? 'write' : 'read');
}

function djangoEnd({ steps }: Chain): QueryOperation | undefined {
  const last = steps.at(-1)?.name ?? '';
  return DJANGO_ENDS[last] ?? (last.startsWith('a') ? DJANGO_ENDS[last.slice(1)] : undefined);
}

function queryEnd({ steps }: Chain): QueryOperation | undefined {
  const end = steps.findLast(({ name }) => ENDS[name] !== undefined);
  if (end?.name === 'all' && !steps.some(({ name }) => NARROWS.test(name)) && steps[0].call.arguments.length <= 1 && isModel(steps[0].call.arguments[0]?.value)) return 'read-all';
  return end === undefined ? undefined : ENDS[end.name];
}

/** `select(User)`, `text("...")`, a text, or a name for one of them. */
function statementOperation(program: Program, expression: PythonExpression, place: Place, asked: Chain): QueryOperation | undefined {
  const statement = expression.kind === 'name' ? (boundValue(expression.name, place, expression.range.start) ?? expression) : expression;
  const chain = chainOf(statement);
  const name = chain?.steps[0].name ?? '';
  const [argument] = chain?.steps[0].call.arguments ?? [];
  if (name === 'text' && argument !== undefined) return wordOf(program, argument.value, place);
  if (chain === undefined || STATEMENTS[name] === undefined) return wordOf(program, statement, place);
  const all = asked.steps.some((step) => /^(all|fetchall)$/.test(step.name));
  if (name === 'select' && all && !chain.steps.some((step) => NARROWS.test(step.name)) && chain.steps[0].call.arguments.length === 1 && isModel(argument?.value)) return 'read-all';
  return STATEMENTS[name];
}

/** What the first word of a SQL text says. */
function wordOf(program: Program, expression: PythonExpression, place: Place): QueryOperation | undefined {
  const head = expression.kind === 'fstring' ? expression.parts[0] : expression;
  if (head === undefined) return undefined;
  const followed = follow(program, { expression: head, place });
  const text = followed.state === 'literal' && typeof followed.value === 'string' ? followed.value : head.kind === 'string' ? head.value : undefined;
  return text === undefined ? undefined : WORDS[/^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? ''];
}

const isModel = (expression: PythonExpression | undefined): boolean => expression === undefined
  || ((expression.kind === 'name' || expression.kind === 'attribute') && /^[A-Z]/.test(expression.kind === 'name' ? expression.name : (expression.object.kind === 'name' ? expression.name : '')));
