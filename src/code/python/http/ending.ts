import type { PythonExpression, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { HttpSession } from '../../../model/facts/concurrency.ts';
import type { CallSite } from '../python-file.ts';
import { expressionsAround, everyStatement, ownExpressions, statementsAround, withParts } from '../walk.ts';

/** What ends a session that a call makes. What is kept, returned or handed on may be closed by whoever has it then. */
export function endingOf({ call, place }: CallSite): HttpSession['closed'] {
  const around = statementsAround(place.file.tree.body, call.range);
  const innermost = around.at(-1)?.statement;
  if (innermost === undefined) return 'elsewhere';
  if (innermost.kind === 'with' && innermost.items.some(({ value }) => value === call)) return 'with';
  const node = place.chain.at(-1);
  if (node?.kind !== 'function') return 'elsewhere';
  if (innermost.kind === 'assign' && innermost.value === call) {
    const [target] = innermost.targets;
    return target?.kind === 'name' && innermost.targets.length === 1 ? endingOfName(node, target.name) : 'elsewhere';
  }
  return isUsedAtOnce(innermost, call) ? 'never' : 'elsewhere';
}

/** `await ClientSession().get(url)`: nobody else has it. */
function isUsedAtOnce(statement: PythonStatement, call: PythonExpression): boolean {
  const expressions = expressionsAround(statement, call.range);
  const parent = expressions[expressions.indexOf(call) - 1];
  return parent?.kind === 'attribute' && parent.object === call;
}

function endingOfName(node: PythonFunction, name: string): HttpSession['closed'] {
  let ending: HttpSession['closed'] = 'never';
  for (const statement of everyStatement(node.body)) {
    if (statement.kind === 'with' && statement.items.some(({ value }) => isName(value, name))) return 'with';
    if (statement.kind === 'global' && statement.names.includes(name)) return 'elsewhere';
    for (const expression of ownExpressions(statement).flatMap((each) => [...withParts(each)])) {
      if (expression.kind === 'call' && expression.callee.kind === 'attribute' && isName(expression.callee.object, name) && /^a?close$/.test(expression.callee.name)) return 'call';
      if (handsOn(expression, name)) ending = 'elsewhere';
    }
    if (isGiven(statement, name)) ending = 'elsewhere';
  }
  return ending;
}

/** True where an expression gives the session to somebody: as an argument, in a list, a bound method. */
function handsOn(expression: PythonExpression, name: string): boolean {
  if (expression.kind === 'call') return expression.arguments.some(({ value }) => isName(value, name) || (value.kind === 'attribute' && isName(value.object, name)));
  if (expression.kind === 'list' || expression.kind === 'tuple' || expression.kind === 'set') return expression.items.some((each) => isName(each, name));
  if (expression.kind === 'dict') return expression.entries.some(({ value }) => isName(value, name));
  return expression.kind === 'other' && expression.parts.some((each) => isName(each, name));
}

function isGiven(statement: PythonStatement, name: string): boolean {
  if (statement.kind === 'return') return statement.value !== undefined && isName(statement.value, name);
  return statement.kind === 'assign' && statement.value !== undefined && isName(statement.value, name);
}

const isName = (expression: PythonExpression, name: string): boolean => expression.kind === 'name' && expression.name === name;
