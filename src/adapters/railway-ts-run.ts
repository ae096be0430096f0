import type { BindingPattern, Expression, ParamPattern, Statement } from '@oxc-project/types';
import type { Range } from '../text/range.ts';
import { evaluate, rangeOf, truthOf } from './railway-ts-expressions.ts';
import { choiceOf, propertyOf, scopeOf, unknownValue } from './railway-ts-values.ts';
import type { Bindings, IacFunction, IacResource, IacValue, Run } from './railway-ts-values.ts';

const MOST_STEPS = 100_000;
const MOST_CALLS = 25;
const MOST_ITEMS = 200;

/** What a block does: the values it may return, and whether it certainly ends there. */
interface Outcome {
  readonly returned: IacValue[];
  readonly ends: boolean;
}

export function newRun(): Run {
  const resources: IacResource[] = [];
  const run: Run = {
    resources,
    steps: MOST_STEPS,
    depth: 0,
    calls: 0,
    conditional: 0,
    create: (resource) => {
      resources.push(resource);
      return resource;
    },
    call: (callee, parameters, range) => callFunction(run, callee, parameters, range),
  };
  return run;
}

function callFunction(run: Run, callee: IacFunction, parameters: readonly IacValue[], range: Range): IacValue {
  if (run.calls >= MOST_CALLS) return unknownValue('the file is too involved to follow', range);
  const bindings: Bindings = { values: new Map(), outer: callee.bindings };
  for (const [index, parameter] of callee.syntax.params.entries()) bindParameter(run, parameter, parameters.slice(index), bindings);
  const { body } = callee.syntax;
  if (body === null) return unknownValue('the function has no body', range);
  run.calls += 1;
  const value = body.type === 'BlockStatement' ? returnedBy(execute(run, body.body as Statement[], bindings), range) : evaluate(run, body, bindings);
  run.calls -= 1;
  return value;
}

function returnedBy({ returned, ends }: Outcome, range: Range): IacValue {
  return choiceOf(ends || returned.length === 0 ? returned : [...returned, { kind: 'nothing', range }], range);
}

function bindParameter(run: Run, parameter: ParamPattern, values: readonly IacValue[], bindings: Bindings): void {
  if (parameter.type === 'RestElement') {
    return bind(run, parameter.argument, { kind: 'array', items: values, range: rangeOf(parameter) }, bindings);
  }
  if (parameter.type === 'TSParameterProperty') return;
  bind(run, parameter, values[0] ?? { kind: 'nothing', range: rangeOf(parameter) }, bindings);
}

/** Gives names to a value or to its parts. */
function bind(run: Run, pattern: BindingPattern, value: IacValue, bindings: Bindings): void {
  switch (pattern.type) {
    case 'Identifier':
      bindings.values.set(pattern.name, value);
      return;
    case 'AssignmentPattern':
      bind(run, pattern.left, value.kind === 'nothing' ? evaluate(run, pattern.right, bindings) : value, bindings);
      return;
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (element === null || element.type === 'RestElement') continue;
        const item = value.kind === 'array' ? value.items[index] : undefined;
        bind(run, element, item ?? unknownValue('it is known only when Railway evaluates the file', rangeOf(element)), bindings);
      }
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') continue;
        const name = property.key.type === 'Identifier' && !property.computed ? property.key.name : undefined;
        const unknown = unknownValue(`\`${name ?? ''}\` is known only when Railway evaluates the file`, rangeOf(property));
        bind(run, property.value, name === undefined || value.kind === 'unknown' ? unknown : propertyOf(value, name), bindings);
      }
  }
}

/** Follows the statements of a block, both branches of a condition that only a run decides. */
export function execute(run: Run, statements: readonly Statement[], bindings: Bindings): Outcome {
  const returned: IacValue[] = [];
  for (const statement of statements) {
    if (statement.type === 'FunctionDeclaration' && statement.id !== null) {
      bindings.values.set(statement.id.name, { kind: 'function', syntax: statement, bindings, range: rangeOf(statement) });
    }
  }
  for (const statement of statements) {
    const outcome = executeOne(run, statement, bindings);
    returned.push(...outcome.returned);
    if (outcome.ends) return { returned, ends: true };
  }
  return { returned, ends: false };
}

const GOES_ON: Outcome = { returned: [], ends: false };

function executeOne(run: Run, statement: Statement, bindings: Bindings): Outcome {
  switch (statement.type) {
    case 'VariableDeclaration':
      for (const { id, init } of statement.declarations) {
        bind(run, id, init === null ? { kind: 'nothing', range: rangeOf(id) } : evaluate(run, init, bindings), bindings);
      }
      return GOES_ON;
    case 'ExpressionStatement':
      return executeExpression(run, statement.expression, bindings);
    case 'ReturnStatement': {
      const nothing: IacValue = { kind: 'nothing', range: rangeOf(statement) };
      return { returned: [statement.argument === null ? nothing : evaluate(run, statement.argument, bindings)], ends: true };
    }
    case 'ThrowStatement':
      return { returned: [], ends: true };
    case 'BlockStatement':
      return execute(run, statement.body, { values: new Map(), outer: bindings });
    case 'IfStatement':
      return executeIf(run, statement, bindings);
    case 'ForOfStatement':
      return executeLoop(run, statement, bindings);
    case 'TryStatement':
      return execute(run, statement.block.body, { values: new Map(), outer: bindings });
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? GOES_ON : executeOne(run, statement.declaration, bindings);
    default:
      return GOES_ON;
  }
}

function executeExpression(run: Run, expression: Expression, bindings: Bindings): Outcome {
  if (expression.type === 'AssignmentExpression' && expression.left.type === 'Identifier') {
    assign(run, expression.left.name, evaluate(run, expression.right, bindings), bindings);
  } else if (isPush(expression)) {
    const pushed = evaluate(run, expression, bindings);
    assign(run, expression.callee.object.name, pushed, bindings);
  } else {
    evaluate(run, expression, bindings);
  }
  return GOES_ON;
}

interface PushCall {
  readonly callee: { readonly object: { readonly name: string } };
}

/** `list.push(...)`, which changes the list that a name holds. */
function isPush(expression: Expression): expression is Expression & PushCall {
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression' || expression.callee.computed) return false;
  const { object, property } = expression.callee;
  return object.type === 'Identifier' && property.type === 'Identifier' && property.name === 'push';
}

/** In a branch that may not be taken, the name may keep its old value. */
function assign(run: Run, name: string, value: IacValue, bindings: Bindings): void {
  const scope = scopeOf(bindings, name);
  const before = scope?.values.get(name);
  if (scope === undefined || before === undefined) return;
  scope.values.set(name, run.conditional > 0 ? choiceOf([before, value], value.range) : value);
}

function executeIf(run: Run, statement: Extract<Statement, { type: 'IfStatement' }>, bindings: Bindings): Outcome {
  const truth = truthOf(evaluate(run, statement.test, bindings));
  const { consequent, alternate } = statement;
  if (truth === true) return executeOne(run, consequent, bindings);
  if (truth === false) return alternate === null ? GOES_ON : executeOne(run, alternate, bindings);
  run.conditional += 1;
  const first = executeOne(run, consequent, bindings);
  const second = alternate === null ? GOES_ON : executeOne(run, alternate, bindings);
  run.conditional -= 1;
  return { returned: [...first.returned, ...second.returned], ends: first.ends && second.ends };
}

function executeLoop(run: Run, loop: Extract<Statement, { type: 'ForOfStatement' }>, bindings: Bindings): Outcome {
  const list = evaluate(run, loop.right, bindings);
  const unknown = unknownValue('it differs from one round of the loop to the next', rangeOf(loop.right));
  const items = list.kind === 'array' ? list.items.slice(0, MOST_ITEMS) : [unknown];
  const returned: IacValue[] = [];
  for (const item of items) {
    const scope: Bindings = { values: new Map(), outer: bindings };
    const [declaration] = loop.left.type === 'VariableDeclaration' ? loop.left.declarations : [];
    if (declaration !== undefined) bind(run, declaration.id, item, scope);
    returned.push(...executeOne(run, loop.body, scope).returned);
  }
  return { returned, ends: false };
}
