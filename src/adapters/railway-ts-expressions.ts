import type { Argument, CallExpression, Expression, ObjectExpression, TemplateLiteral } from '@oxc-project/types';
import type { Range } from '../text/range.ts';
import { callBuiltIn, isBuiltIn } from './railway-ts-builtins.ts';
import { choiceOf, lookUp, mapValue, propertyOf, spreadInto, unknownValue } from './railway-ts-values.ts';
import type { Bindings, IacProperty, IacValue, Run } from './railway-ts-values.ts';

type Member = Extract<Expression, { type: 'MemberExpression' }>;

/** Expressions within expressions; nobody writes deeper ones. */
const DEEPEST = 150;
const CALCULATED = 'it is calculated when Railway evaluates the file';
/** A text or list that doubles itself over and over must end somewhere. */
const MOST_CHARACTERS = 20_000;
const MOST_ITEMS = 5000;

/** What an expression comes to, as far as the file tells. Calls of the SDK are noted in the run. */
export function evaluate(run: Run, expression: Expression, bindings: Bindings): IacValue {
  const range = rangeOf(expression);
  if (run.depth >= DEEPEST || run.steps <= 0) return unknownValue('the file is too involved to follow', range);
  run.depth += 1;
  run.steps -= 1;
  const value = evaluateOne(run, expression, bindings);
  run.depth -= 1;
  return value;
}

function evaluateOne(run: Run, expression: Expression, bindings: Bindings): IacValue {
  const range = rangeOf(expression);
  switch (expression.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return evaluate(run, expression.expression, bindings);
    case 'ChainExpression':
      return evaluate(run, expression.expression as Expression, bindings); // A chain holds a call or a member, and both are expressions.
    case 'AwaitExpression':
      return evaluate(run, expression.argument, bindings);
    case 'Literal':
      return literalOf(expression.value, range);
    case 'TemplateLiteral':
      return templateOf(run, expression, bindings);
    case 'Identifier':
      return valueOfName(expression.name, bindings, range);
    case 'ObjectExpression':
      return objectOf(run, expression, bindings);
    case 'ArrayExpression':
      return arrayOf(run, expression.elements, bindings, range);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return { kind: 'function', syntax: expression, bindings, range };
    default:
      return evaluateOperation(run, expression, bindings);
  }
}

function evaluateOperation(run: Run, expression: Expression, bindings: Bindings): IacValue {
  const range = rangeOf(expression);
  switch (expression.type) {
    case 'ConditionalExpression': {
      const test = evaluate(run, expression.test, bindings);
      const truth = truthOf(test);
      if (truth !== undefined) return evaluate(run, truth ? expression.consequent : expression.alternate, bindings);
      return choiceOf([evaluate(run, expression.consequent, bindings), evaluate(run, expression.alternate, bindings)], range);
    }
    case 'LogicalExpression':
      return logical(expression.operator, evaluate(run, expression.left, bindings), () => evaluate(run, expression.right, bindings), range);
    case 'BinaryExpression': {
      if (expression.left.type === 'PrivateIdentifier') return unknownValue(CALCULATED, range);
      return binary(expression.operator, evaluate(run, expression.left, bindings), evaluate(run, expression.right, bindings), range);
    }
    case 'UnaryExpression':
      return unary(expression.operator, evaluate(run, expression.argument, bindings), range);
    case 'MemberExpression':
      return memberOf(run, expression, evaluate(run, expression.object, bindings), bindings);
    case 'CallExpression':
      return callOf(run, expression, bindings);
    default:
      return unknownValue(CALCULATED, range);
  }
}

export function rangeOf(node: { readonly start: number; readonly end: number }): Range {
  return { start: node.start, end: node.end };
}

function literalOf(value: unknown, range: Range): IacValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'literal', value, range };
  return value === null ? { kind: 'nothing', range } : unknownValue('it is no plain value', range);
}

function valueOfName(name: string, bindings: Bindings, range: Range): IacValue {
  if (name === 'undefined') return { kind: 'nothing', range };
  const value = lookUp(bindings, name);
  if (value !== undefined) return value.kind === 'unknown' ? { ...value, range } : value;
  return unknownValue(`\`${name}\` is known only when Railway evaluates the file`, range);
}

function templateOf(run: Run, template: TemplateLiteral, bindings: Bindings): IacValue {
  let text: IacValue = { kind: 'literal', value: template.quasis[0]?.value.cooked ?? '', range: rangeOf(template) };
  for (const [index, expression] of template.expressions.entries()) {
    text = binary('+', text, evaluate(run, expression, bindings), rangeOf(template));
    const after: IacValue = { kind: 'literal', value: template.quasis[index + 1]?.value.cooked ?? '', range: rangeOf(template) };
    text = binary('+', text, after, rangeOf(template));
  }
  return text;
}

function objectOf(run: Run, object: ObjectExpression, bindings: Bindings): IacValue {
  const properties = new Map<string, IacProperty>();
  let open: string | undefined;
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') {
      open = spreadInto(properties, evaluate(run, property.argument, bindings)) ?? open;
      continue;
    }
    const key = keyOf(run, property.key as Expression, property.computed, bindings); // A private name cannot be a key of an object.
    const value = evaluate(run, property.value, bindings);
    if (key === undefined) open = 'a property name is known only when Railway evaluates the file';
    else properties.set(key, { keyRange: rangeOf(property.key), value });
  }
  return { kind: 'object', properties, open, range: rangeOf(object) };
}

function keyOf(run: Run, key: Expression, computed: boolean, bindings: Bindings): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  const value = evaluate(run, key, bindings);
  return value.kind === 'literal' ? String(value.value) : undefined;
}

function arrayOf(run: Run, elements: readonly (Argument | null)[], bindings: Bindings, range: Range): IacValue {
  const items: IacValue[] = [];
  for (const element of elements) {
    if (element === null) continue;
    if (element.type !== 'SpreadElement') {
      items.push(evaluate(run, element, bindings));
      continue;
    }
    const spread = evaluate(run, element.argument, bindings);
    if (spread.kind !== 'array') return unknownValue('its items are known only when Railway evaluates the file', range);
    if (items.length + spread.items.length > MOST_ITEMS) return unknownValue('it has too many items to follow', range);
    items.push(...spread.items);
  }
  return { kind: 'array', items, range };
}

/** Whether a condition holds; undefined when only a run tells. */
export function truthOf(value: IacValue): boolean | undefined {
  if (value.kind === 'literal') return Boolean(value.value);
  if (value.kind === 'nothing') return false;
  return value.kind === 'unknown' || value.kind === 'choice' ? undefined : true;
}

function logical(operator: string, left: IacValue, right: () => IacValue, range: Range): IacValue {
  const decided = operator === '??' ? isSet(left) : truthOf(left);
  const keepsLeft = operator === '&&' ? false : true;
  if (decided !== undefined) return decided === keepsLeft ? left : right();
  return choiceOf([left, right()], range);
}

function isSet(value: IacValue): boolean | undefined {
  return value.kind === 'unknown' || value.kind === 'choice' ? undefined : value.kind !== 'nothing';
}

function binary(operator: string, left: IacValue, right: IacValue, range: Range): IacValue {
  return mapValue(left, (a) => mapValue(right, (b) => {
    if (a.kind === 'unknown') return { ...a, range };
    if (b.kind === 'unknown') return { ...b, range };
    if (a.kind !== 'literal' || b.kind !== 'literal') return unknownValue(CALCULATED, range);
    return calculate(operator, a.value, b.value, range);
  }));
}

type Plain = string | number | boolean;

/** Arithmetic that limits are written with: `512 * 1024 ** 2`. */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '**': (a, b) => a ** b,
};

function calculate(operator: string, a: Plain, b: Plain, range: Range): IacValue {
  const arithmetic = ARITHMETIC[operator];
  if (typeof a === 'number' && typeof b === 'number' && arithmetic !== undefined) return { kind: 'literal', value: arithmetic(a, b), range };
  if (operator === '+') return concatenated(String(a), String(b), range);
  if (operator === '===' || operator === '==') return { kind: 'literal', value: a === b, range };
  if (operator === '!==' || operator === '!=') return { kind: 'literal', value: a !== b, range };
  return unknownValue(CALCULATED, range);
}

function concatenated(a: string, b: string, range: Range): IacValue {
  if (a.length + b.length > MOST_CHARACTERS) return unknownValue('it is too long to follow', range);
  return { kind: 'literal', value: a + b, range };
}

function unary(operator: string, value: IacValue, range: Range): IacValue {
  const truth = truthOf(value);
  if (operator === '!' && truth !== undefined) return { kind: 'literal', value: !truth, range };
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number') return { kind: 'literal', value: -value.value, range };
  if (operator === 'void') return { kind: 'nothing', range };
  return value.kind === 'unknown' ? { ...value, range } : unknownValue(CALCULATED, range);
}

function memberOf(run: Run, member: Member, object: IacValue, bindings: Bindings): IacValue {
  const range = rangeOf(member);
  const name = nameOfMember(run, member, bindings);
  if (name === undefined) return unknownValue('it is looked up when Railway evaluates the file', range);
  if (object.kind === 'sdk' && object.name === '*') return { kind: 'sdk', name, range };
  if (object.kind === 'array' && /^\d{1,4}$/.test(name)) return object.items[Number(name)] ?? { kind: 'nothing', range };
  if (object.kind === 'object' || object.kind === 'choice') return propertyOf(object, name);
  if (object.kind === 'unknown') return unknownValue(memberReason(member, name, object.reason), range);
  return unknownValue(`\`${name}\` is known only when Railway evaluates the file`, range);
}

/** `ctx.environment` says more than that `ctx` is not known. */
function memberReason(member: { readonly object: Expression }, name: string, reason: string): string {
  if (member.object.type !== 'Identifier') return reason;
  return `\`${member.object.name}.${name}\` is known only when Railway evaluates the file`;
}

function nameOfMember(run: Run, member: Member, bindings: Bindings): string | undefined {
  if (!member.computed) return member.property.type === 'Identifier' ? member.property.name : undefined;
  const value = evaluate(run, member.property, bindings);
  return value.kind === 'literal' ? String(value.value) : undefined;
}

function callOf(run: Run, call: CallExpression, bindings: Bindings): IacValue {
  const range = rangeOf(call);
  const parameters = arrayOf(run, call.arguments, bindings, range);
  const list = parameters.kind === 'array' ? parameters.items : [parameters];
  const callee = call.callee.type === 'MemberExpression' ? methodOf(run, call.callee, list, bindings) : evaluate(run, call.callee, bindings);
  if (callee.kind === 'sdk') return run.create({ kind: 'resource', type: callee.name, parameters: list, range });
  if (callee.kind === 'function') return run.call(callee, list, range);
  if (callee.kind === 'result') return callee.value;
  return unknownValue(callee.kind === 'unknown' ? callee.reason : CALCULATED, range);
}

/** The method that a call names, or what the call gives when the method belongs to the language. */
function methodOf(run: Run, callee: Member, parameters: readonly IacValue[], bindings: Bindings): IacValue | { readonly kind: 'result'; readonly value: IacValue } {
  const object = evaluate(run, callee.object, bindings);
  const name = nameOfMember(run, callee, bindings) ?? '';
  const global = callee.object.type === 'Identifier' && lookUp(bindings, callee.object.name) === undefined ? callee.object.name : undefined;
  if (!isBuiltIn(global, name, object)) return memberOf(run, callee, object, bindings);
  return { kind: 'result', value: callBuiltIn(run, { owner: global, name, object, parameters, range: rangeOf(callee) }) };
}
