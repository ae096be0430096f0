import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { methodOf } from '../instances.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { shown } from '../shown.ts';
import { handleOf } from './handles.ts';
import { spotsOf } from './loops.ts';

/** Methods of a session that send SQL whatever it holds already; `get` may answer from what is loaded. */
const SENDS = /^(execute|scalar|scalars|exec|flush)$/;
/** Methods that send what `session.query(...)` has put together. */
const RUNS = /^(first|all|one|one_or_none|scalar|count|update|delete)$/;
/** Methods that leave the transaction as it is; any other may end it. */
const HARMLESS = /^(add|add_all|delete|get|refresh|query|execute|scalar|scalars|exec|flush|merge|expunge)$/;

/**
 * The query with which a session of SQLAlchemy has begun a transaction by itself, where the same function commits it behind the call and
 * nothing in between may end it. https://docs.sqlalchemy.org/en/20/orm/session_transaction.html
 */
export function begunByQuery(program: Program, site: CallSite): Known<string> | undefined {
  const { place, call } = site;
  const node = place.chain.at(-1);
  if (node?.kind !== 'function') return undefined;
  const calls = place.file.calls.filter((each) => each.place.chain.at(-1) === node).toSorted((a, b) => a.call.range.start - b.call.range.start);
  const begins = calls.find((each) => senderOf(program, each) !== undefined && isAhead(each, site));
  const session = begins === undefined ? undefined : senderOf(program, begins);
  if (begins === undefined || session === undefined) return undefined;
  const isSession = ({ call: { callee } }: CallSite) => callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.name === session;
  const commits = calls.some((each) => isSession(each) && each.call.callee.kind === 'attribute' && each.call.callee.name === 'commit' && isBehind(each, site));
  const between = calls.filter(({ call: { range } }) => range.start > begins.call.range.start && range.end < call.range.start);
  const before = calls.filter(({ call: { range } }) => range.end < call.range.start);
  if (!commits || between.some((each) => mayEnd(program, each, { session, isSession })) || before.some((each) => keeps(each, session)) || isAutocommit(program)) return undefined;
  return shown('transaction', place.file, begins.call.range);
}

interface Held {
  readonly session: string;
  readonly isSession: (site: CallSite) => boolean;
}

/** The name of the session that a call sends SQL through. */
function senderOf(program: Program, { call: { callee }, place, deferred }: CallSite): string | undefined {
  if (callee.kind !== 'attribute' || deferred) return undefined;
  const session = SENDS.test(callee.name) ? callee.object : RUNS.test(callee.name) ? queriedBy(callee.object) : undefined;
  return session?.kind === 'name' && isSqlSession(program, session, place) ? session.name : undefined;
}

/** `session` of `session.query(A).filter(...)`. */
function queriedBy(expression: PythonExpression): PythonExpression | undefined {
  if (expression.kind !== 'call' || expression.callee.kind !== 'attribute') return undefined;
  return expression.callee.name === 'query' ? expression.callee.object : queriedBy(expression.callee.object);
}

function isSqlSession(program: Program, expression: PythonExpression, place: Place): boolean {
  const handle = handleOf(program, expression, place);
  return handle?.library === 'sqlalchemy' && handle.kind === 'session';
}

/** True where the first call surely runs before the second one: it is a plain statement of a block around that, further up. */
function isAhead(first: CallSite, second: CallSite): boolean {
  const own = spotsOf(first.place, first.call.range).at(-1);
  return own !== undefined && isPlain(own.statement) && first.call.range.end < second.call.range.start && spotsOf(second.place, second.call.range).some(({ block }) => block === own.block);
}

/** True where the commit stands behind the call, in a block around that; blocks in between are left by their end. */
function isBehind(commit: CallSite, site: CallSite): boolean {
  const own = spotsOf(commit.place, commit.call.range).at(-1);
  const spots = spotsOf(site.place, site.call.range);
  const from = spots.findIndex(({ block }) => block === own?.block);
  return from !== -1 && own !== undefined && isPlain(own.statement) && site.call.range.end < commit.call.range.start
    && spots.slice(from, -1).every(({ statement: { kind } }) => kind === 'if' || kind === 'with' || kind === 'try');
}

const isPlain = ({ kind }: PythonStatement): boolean => kind === 'expression' || kind === 'assign' || kind === 'return';

/** True for a call that may commit: another method of the session, whatever is given it, and methods of objects that may hold it. */
function mayEnd(program: Program, site: CallSite, { session, isSession }: Held): boolean {
  const { callee } = site.call;
  if (isSession(site)) return callee.kind === 'attribute' && !HARMLESS.test(callee.name);
  return isGiven(site, session) || methodOf(program, callee, site.place) !== undefined;
}

/** True where something is made that keeps the session: `Payments(session)`. */
function keeps(site: CallSite, session: string): boolean {
  const { callee } = site.call;
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  return /^_?[A-Z]/.test(name) && isGiven(site, session);
}

const isGiven = ({ call }: CallSite, session: string): boolean => call.arguments.some(({ value }) => value.kind === 'name' && value.name === session);

/** One word of it anywhere is enough: then a query begins nothing. */
const isAutocommit = (program: Program): boolean => [...program.files.values()].some(({ source }) => /autocommit\s*[=:]\s*True|AUTOCOMMIT/.test(source.text));
