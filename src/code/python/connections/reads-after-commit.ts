import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { ownExpressions, ownStatements, withParts } from '../walk.ts';

/**
 * Where an object that an async session has committed is read without being refreshed: its attributes have expired, and the read would
 * need the database: https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#preventing-implicit-io-when-using-asyncsession
 */
export function readsAfterCommit(program: Program): readonly Known<string>[] {
  return [...callsOf(program)].flatMap((site): readonly Known<string>[] => {
    const session = sessionOf(site, 'commit');
    const node = site.place.chain.at(-1);
    if (session === undefined || !site.awaited || node?.kind !== 'function' || !scopeOf(program, site).served) return [];
    const inside = site.place.file.calls.filter((each) => each.place.chain.at(-1) === node);
    const read = addedBefore(inside, site, session).map((name) => readOf(node, name, { inside, after: site.call.range.end })).find((each) => each !== undefined);
    return read === undefined ? [] : [shown('read after the commit', site.place.file, read.range)];
  });
}

/** The name of the session whose method is called. */
function sessionOf({ call: { callee } }: CallSite, method: string): string | undefined {
  if (callee.kind !== 'attribute' || callee.name !== method) return undefined;
  return callee.object.kind === 'name' ? callee.object.name : undefined;
}

/** Names of objects that were added to the session before the commit. */
function addedBefore(inside: readonly CallSite[], commit: CallSite, session: string): readonly string[] {
  return inside.flatMap((each) => {
    const [added] = each.call.arguments;
    const isBefore = sessionOf(each, 'add') === session && each.call.range.end < commit.call.range.start;
    return isBefore && added?.value.kind === 'name' ? [added.value.name] : [];
  });
}

interface Where {
  readonly inside: readonly CallSite[];
  readonly after: number;
}

/** The first read of the object after the commit, where nothing has loaded it again by then. */
function readOf(node: PythonFunction, name: string, { inside, after }: Where): PythonExpression | undefined {
  const reloads = inside.filter(({ call }) => call.range.start > after && call.callee.kind === 'attribute' && call.callee.name === 'refresh' && call.arguments[0]?.value.kind === 'name' && call.arguments[0].value.name === name)
    .map(({ call }) => call.range.start);
  const next = [...ownStatements(node.body)].flatMap((statement) => ownExpressions(statement).flatMap((each) => readsIn(each, name, statement)))
    .filter(({ range }) => range.start > after).sort((a, b) => a.range.start - b.range.start).at(0);
  const isRebound = [...ownStatements(node.body)].some((each) => each.kind === 'assign' && each.range.start > after && each.range.start < (next?.range.start ?? 0)
    && each.targets.some((target) => target.kind === 'name' && target.name === name));
  return next === undefined || isRebound || reloads.some((start) => start < next.range.start) ? undefined : next;
}

/** `order.total`, and `return order` as a whole. */
function readsIn(expression: PythonExpression, name: string, statement: PythonStatement): readonly PythonExpression[] {
  const isIt = (each: PythonExpression) => each.kind === 'name' && each.name === name;
  if (statement.kind === 'return' && isIt(expression)) return [expression];
  return [...withParts(expression)].filter((each) => each.kind === 'attribute' && isIt(each.object) && !each.name.startsWith('__'));
}
