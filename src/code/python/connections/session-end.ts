import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { SessionEnd } from '../../../model/facts/connections.ts';
import { classOf, functionOf } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { blocksOf, everyExpression, everyStatement, expressionsAround, ownExpressions, statementsAround, withParts } from '../walk.ts';

const CLOSES = /^(close|aclose|close_all|remove|__exit__|__aexit__)$/;

/** What becomes of the session that a call makes. */
export function endOf(program: Program, { call, place }: CallSite): SessionEnd {
  const statement = statementsAround(place.file.tree.body, call.range).at(-1)?.statement;
  if (statement === undefined) return 'handed-on';
  if (statement.kind === 'with') return 'closed';
  const outer = expressionsAround(statement, call.range).at(-2);
  if (outer?.kind === 'attribute' && outer.object === call) return 'never';
  if (statement.kind !== 'assign' || statement.value !== call) return 'handed-on';
  const [target] = statement.targets;
  const node = place.chain.findLast((each) => each.kind === 'function');
  if (target?.kind !== 'name' || node?.kind !== 'function') return 'handed-on';
  return endOfName(program, target.name, node, place);
}

function endOfName(program: Program, name: string, node: PythonFunction, place: Place): SessionEnd {
  const closing = closedIn(node.body, name);
  if (closing === 'closed') return closing;
  const isHandedOn = [...everyStatement(node.body)].some((statement) => hasHandedOn(program, statement, name, place));
  return isHandedOn ? 'handed-on' : (closing ?? 'never');
}

/** Where a session's name is closed: in a `finally` or by `with`, or where an exception skips it. */
function closedIn(body: readonly PythonStatement[], name: string): SessionEnd | undefined {
  let found: SessionEnd | undefined;
  for (const statement of everyStatement(body)) {
    if (statement.kind === 'with' && statement.items.some(({ value }) => mentions(value, name))) return 'closed';
    if (statement.kind === 'try' && closesAny(statement.finally, name)) return 'closed';
    if (statement.kind === 'try' && statement.handlers.some((each) => closesAny(each, name)) && closesAny([...statement.body, ...statement.otherwise], name)) return 'closed';
    if (ownExpressions(statement).some((each) => closes(each, name))) found = 'closed-unless-it-raises';
  }
  return found;
}

function closesAny(body: readonly PythonStatement[], name: string): boolean {
  return [...everyExpression(body)].some((each) => closes(each, name));
}

/** `session.close()`, also as the value of an `await`. */
function closes(expression: PythonExpression, name: string): boolean {
  return [...withParts(expression)].some((each) => each.kind === 'call' && each.callee.kind === 'attribute' && CLOSES.test(each.callee.name) && mentions(each.callee.object, name));
}

function mentions(expression: PythonExpression, name: string): boolean {
  return [...withParts(expression)].some((each) => each.kind === 'name' && each.name === name);
}

/** Returned, yielded, kept under another name, or passed to what may close it. */
function hasHandedOn(program: Program, statement: PythonStatement, name: string, place: Place): boolean {
  if (statement.kind === 'global' && statement.names.includes(name)) return true;
  if ((statement.kind === 'return' || statement.kind === 'assign') && statement.value !== undefined && isItself(statement.value, name)) return true;
  if (statement.kind === 'function' && blocksOf(statement).some((block) => closesAny(block, name))) return true;
  return ownExpressions(statement).some((each) => [...withParts(each)].some((part) => {
    if (part.kind === 'call') return part.arguments.some(({ value }, index) => isItself(value, name) && mayClose(program, part, index, place));
    // A yield.
    return part.kind === 'other' && part.parts.length === 1 && part.parts.some((inner) => isItself(inner, name));
  }));
}

/** The name alone, or in a tuple, list or dictionary. */
function isItself(expression: PythonExpression, name: string): boolean {
  if (expression.kind === 'name') return expression.name === name;
  if (expression.kind === 'tuple' || expression.kind === 'list') return expression.items.some((each) => isItself(each, name));
  return expression.kind === 'dict' && expression.entries.some(({ value }) => isItself(value, name));
}

/** False for a function of the project that does not close what it is given. */
function mayClose(program: Program, call: PythonExpression & { readonly kind: 'call' }, index: number, place: Place): boolean {
  const own = functionOf(program, call.callee, place);
  if (own === undefined || classOf(program, call.callee, place) !== undefined) return true;
  const given = call.arguments[index];
  const parameter = given?.name ?? own.node.parameters[index]?.name;
  return parameter === undefined || closedIn(own.node.body, parameter) !== undefined;
}
