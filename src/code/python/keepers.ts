import type { PythonExpression, PythonFunction, PythonStatement } from '../../documents/python-tree.ts';
import { bindingsOf } from './bindings.ts';
import type { Guard, ScopeNode } from './python-file.ts';

/** What outlives a call and holds what the call made: the process, or the object that the method belongs to. */
export type Keeper = 'process' | 'object';

const CACHES = /^(lru_cache|cache|singleton|cache_resource|once)$/;

/** A place in a function: inside a function or class that stands there, or under tests. */
interface Position {
  readonly inner: ScopeNode | undefined;
  readonly guards: readonly Guard[];
}

/** Who keeps what a function makes at a place the first time it is asked: `@lru_cache`, `if engine is None` around it. */
export function keeperOf(node: PythonFunction, inner: ScopeNode | undefined, guards: readonly Guard[]): Keeper | undefined {
  for (const decorator of node.decorators) {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    if (callee.kind !== 'name' && callee.kind !== 'attribute') continue;
    if (CACHES.test(callee.name)) return 'process';
    if (callee.name === 'cached_property') return 'object';
  }
  return keeperIn(node.body, node, { inner, guards });
}

function keeperIn(body: readonly PythonStatement[], node: PythonFunction, at: Position): Keeper | undefined {
  for (const statement of body) {
    const found = keeperOfStatement(statement, node, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keeperOfStatement(statement: PythonStatement, node: PythonFunction, at: Position): Keeper | undefined {
  if (statement.kind === 'with' || statement.kind === 'try') return keeperIn(statement.body, node, at);
  if (statement.kind !== 'if') return undefined;
  const guard = at.guards.find(({ test }) => test === statement.test);
  const inBody = guard === undefined ? holds(statement.body, at.inner) : guard.holds;
  const inElse = guard === undefined ? holds(statement.otherwise, at.inner) : !guard.holds;
  // Made where nothing is kept yet; or further down, after `if engine is not None: return engine`.
  const wanted = inBody ? 'absent' : inElse || statement.body.at(-1)?.kind === 'return' ? 'present' : undefined;
  return (wanted && testedKeeper(statement.test, node, wanted)) ?? keeperIn([...statement.body, ...statement.otherwise], node, at);
}

function holds(body: readonly PythonStatement[], inner: ScopeNode | undefined): boolean {
  return inner !== undefined && body.some(({ range }) => range.start <= inner.range.start && inner.range.end <= range.end);
}

/** Who keeps what a test looks for, when it asks whether that is there already, or whether it is not there yet. */
function testedKeeper(test: PythonExpression, node: PythonFunction, wanted: 'present' | 'absent'): Keeper | undefined {
  if (test.kind === 'unary' && test.operator === 'not') return testedKeeper(test.value, node, wanted === 'present' ? 'absent' : 'present');
  if (test.kind !== 'binary') return wanted === 'present' ? keeperOfName(test, node) : undefined;
  const { operator, left, right } = test;
  if (operator === 'or' || operator === 'and') return testedKeeper(left, node, wanted) ?? testedKeeper(right, node, wanted);
  if (operator === 'in' || operator === 'not in') {
    if ((operator === 'in') !== (wanted === 'present')) return undefined;
    return right.kind === 'name' ? (isOuter(right.name, node) ? 'process' : undefined) : keeperOfName(right, node);
  }
  const asks = operator === 'is not' || operator === '!=' ? 'present' : operator === 'is' || operator === '==' ? 'absent' : undefined;
  return asks === wanted && right.kind === 'none' ? keeperOfName(left, node) : undefined;
}

/** Something that this function keeps for its next call: a global, or an attribute that it sets itself. */
function keeperOfName(side: PythonExpression, node: PythonFunction): Keeper | undefined {
  if (side.kind === 'name') return bindingsOf(node).globals.has(side.name) ? 'process' : undefined;
  if (side.kind !== 'attribute' || side.object.kind !== 'name' || !setsAttribute(node.body, side.name)) return undefined;
  if (side.object.name === 'cls') return 'process';
  return side.object.name === 'self' ? 'object' : undefined;
}

function setsAttribute(body: readonly PythonStatement[], name: string): boolean {
  return body.some((statement) => {
    if (statement.kind === 'assign') return statement.targets.some((target) => target.kind === 'attribute' && target.name === name);
    if (statement.kind === 'if') return setsAttribute([...statement.body, ...statement.otherwise], name);
    return (statement.kind === 'with' || statement.kind === 'try') && setsAttribute(statement.body, name);
  });
}

/** A name of the module; Flask's `g` lives as long as the request. */
function isOuter(name: string, node: PythonFunction): boolean {
  return name !== 'g' && !bindingsOf(node).names.has(name);
}
