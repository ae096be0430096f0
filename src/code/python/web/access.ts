import type { PythonCall, PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { partsOf } from '../sites.ts';

/** Django's decorators that ask for a method, and dependencies that let strangers pass. */
const ASKS_ELSE = /^require_(get|post|safe|http_methods)$|optional|maybe|user_agent|if_present/i;
const ASKS = /auth|login|token|current_user|current_active|get_user|require|verify|permission|api_?key|admin|jwt|credential|signed/i;

/** True when a handler asks who is calling: by a dependency of its parameters or a decorator. */
export function asksWho(node: PythonFunction | undefined): boolean {
  if (node === undefined) return false;
  const named = node.decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    return (callee.kind === 'name' || callee.kind === 'attribute') && asks(callee.name);
  });
  return named || node.parameters.some((each) => [each.default, each.annotation].some((part) => part !== undefined && dependsOnAccess(part)));
}

/** True when `dependencies=[Depends(...)]` asks who is calling. */
export function guardsAccess(call: PythonCall): boolean {
  const dependencies = call.arguments.find((each) => each.name === 'dependencies')?.value;
  return dependencies !== undefined && dependsOnAccess(dependencies);
}

function dependsOnAccess(expression: PythonExpression): boolean {
  if (expression.kind === 'call' && expression.callee.kind === 'name' && /^(Depends|Security)$/.test(expression.callee.name)) {
    return expression.callee.name === 'Security' || expression.arguments.some((each) => namesIn(each.value).some((name) => asks(name)));
  }
  return partsOf(expression).some(dependsOnAccess);
}

function namesIn(expression: PythonExpression): readonly string[] {
  const own = expression.kind === 'name' || expression.kind === 'attribute' ? [expression.name] : [];
  return [...own, ...partsOf(expression).flatMap(namesIn)];
}

function asks(name: string): boolean {
  return ASKS.test(name) && !ASKS_ELSE.test(name);
}
