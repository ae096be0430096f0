import type { Expression, Node } from 'oxc-parser';
import { isSpent } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Place } from '../syntax/module.ts';
import { argumentAt, isFunction, memberName, returnsOf, unwrap } from '../syntax/tree.ts';
import { argumentOf } from './calls.ts';
import { environmentCall, variableOf } from './environment.ts';
import { member, resolve } from './resolve.ts';
import type { Target } from './target.ts';

export type Primitive = string | number | boolean;

/** What an expression comes to, as far as the text says. */
export type Value =
  | { readonly kind: 'literal'; readonly value: Primitive; readonly place: Place }
  | { readonly kind: 'environment'; readonly variable: string; readonly fallback: Value | undefined; readonly place: Place }
  | { readonly kind: 'either'; readonly values: readonly Value[]; readonly place: Place }
  /** An object, array, function or call result. */
  | { readonly kind: 'structure'; readonly place: Place }
  /** Nothing: undefined, null. */
  | { readonly kind: 'nothing'; readonly place: Place }
  | { readonly kind: 'unknown'; readonly reason: string; readonly place: Place };

const DEPTH_LIMIT = 20;

export function readValue(project: CodeProject, module: Module, expression: Node, depth = 0): Value {
  const node = unwrap(expression as Expression);
  const place: Place = { module, node };
  if (depth > DEPTH_LIMIT || isSpent(project)) return { kind: 'unknown', reason: 'it is nested too deeply', place };
  switch (node.type) {
    case 'Literal':
      if (node.value === null && node.raw === 'null') return { kind: 'nothing', place };
      return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
        ? { kind: 'literal', value: node.value, place } : { kind: 'structure', place };
    case 'TemplateLiteral':
      return readTemplate(project, place, depth);
    case 'Identifier': case 'MemberExpression':
      return readName(project, place, depth);
    case 'UnaryExpression':
      return readUnary(project, place, depth);
    case 'BinaryExpression':
      return readBinary(project, place, depth);
    case 'LogicalExpression':
      return node.operator === '&&' ? { kind: 'unknown', reason: 'a condition decides', place }
        : withFallback(readValue(project, module, node.left, depth + 1), readValue(project, module, node.right, depth + 1), node.operator);
    case 'ConditionalExpression':
      return readConditional(project, place, depth);
    case 'CallExpression':
      return readCall(project, place, depth);
    default:
      return { kind: 'structure', place };
  }
}

/** `left ?? right` and `left || right`. */
function withFallback(left: Value, right: Value, operator: string): Value {
  if (left.kind === 'environment') {
    return { ...left, fallback: left.fallback === undefined ? right : withFallback(left.fallback, right, operator) };
  }
  if (left.kind === 'nothing') return right;
  if (left.kind === 'literal') return operator === '||' && (left.value === '' || left.value === 0 || left.value === false) ? right : left;
  if (left.kind === 'structure') return left;
  return { kind: 'unknown', reason: left.kind === 'unknown' ? left.reason : 'a condition decides', place: left.place };
}

function readName(project: CodeProject, place: Place, depth: number): Value {
  const { module, node } = place;
  if (node.type === 'Identifier') {
    if (node.name === 'undefined') return { kind: 'nothing', place };
    const binding = lookUp(module, node.name, node.start);
    if ((binding?.kind === 'variable' || binding?.kind === 'parameter') && binding.fallback !== undefined) {
      const value = valueOfTarget(project, resolve(project, module, node), place, depth);
      const fallback = readValue(project, module, binding.fallback, depth + 1);
      if (value.kind === 'environment' || value.kind === 'nothing') return withFallback(value, fallback, '??');
      return value.kind === 'literal' ? value : { kind: 'unknown', reason: 'its callers decide', place };
    }
    if (binding?.kind === 'variable' && binding.assigned.length > 0 && binding.initial !== undefined) {
      return readReassigned(project, module, [binding.initial, ...binding.assigned], place, depth);
    }
  }
  return valueOfTarget(project, resolve(project, module, node), place, depth);
}

function readReassigned(project: CodeProject, module: Module, values: readonly Expression[], place: Place, depth: number): Value {
  const options = values.slice(0, 8).map((value) => readValue(project, module, value, depth + 4));
  const something = options.filter((value) => value.kind !== 'nothing');
  const [only] = something;
  return only !== undefined && something.length === 1 ? only : { kind: 'either', values: options, place };
}

function valueOfTarget(project: CodeProject, target: Target, place: Place, depth: number): Value {
  switch (target.kind) {
    case 'external': {
      const variable = variableOf(target);
      if (variable !== undefined) return { kind: 'environment', variable, fallback: undefined, place };
      return { kind: 'unknown', reason: target.name === 'global' ? 'it comes from outside the code we see' : `the package ${target.name} decides`, place };
    }
    case 'environment':
      return { kind: 'environment', variable: target.variable, place: target.place,
        fallback: target.fallback === undefined ? undefined : readValue(project, target.fallback.module, target.fallback.node, depth + 1) };
    case 'value': {
      const { node, module } = target;
      if (isFunction(node) || node.type === 'ClassDeclaration') return { kind: 'structure', place: target };
      return node === place.node ? { kind: 'structure', place: target } : readValue(project, module, node, depth + 1);
    }
    case 'parameter': {
      const argument = argumentOf(project, target.module, target.binding);
      if (argument === undefined || depth > 8) return { kind: 'unknown', reason: 'its callers decide', place };
      if (target.keys.length === 0) return readValue(project, argument.module, argument.node, depth + 4);
      let inner = resolve(project, argument.module, argument.node);
      for (const key of target.keys) inner = member(project, inner, key);
      return inner.kind === 'unknown' ? { kind: 'unknown', reason: 'its callers decide', place } : valueOfTarget(project, inner, place, depth + 4);
    }
    case 'module':
      return { kind: 'structure', place };
    default:
      return { kind: 'unknown', reason: 'its value is not written down where we can follow it', place };
  }
}

function readTemplate(project: CodeProject, place: Place, depth: number): Value {
  if (place.node.type !== 'TemplateLiteral') return { kind: 'structure', place };
  let text = place.node.quasis[0]?.value.cooked ?? '';
  for (const [index, expression] of place.node.expressions.entries()) {
    const value = readValue(project, place.module, expression, depth + 1);
    if (value.kind !== 'literal') return { kind: 'unknown', reason: 'parts of the text come from elsewhere', place };
    text += String(value.value) + (place.node.quasis[index + 1]?.value.cooked ?? '');
  }
  return { kind: 'literal', value: text, place };
}

function readUnary(project: CodeProject, place: Place, depth: number): Value {
  if (place.node.type !== 'UnaryExpression') return { kind: 'structure', place };
  const value = readValue(project, place.module, place.node.argument, depth + 1);
  if (place.node.operator === '+') return value;
  if (value.kind === 'literal' && place.node.operator === '-' && typeof value.value === 'number') return { ...value, value: -value.value, place };
  if (value.kind === 'literal' && place.node.operator === '!') return { ...value, value: !value.value, place };
  return { kind: 'unknown', reason: 'a condition decides', place };
}

function readBinary(project: CodeProject, place: Place, depth: number): Value {
  if (place.node.type !== 'BinaryExpression' || place.node.left.type === 'PrivateIdentifier') return { kind: 'structure', place };
  const left = readValue(project, place.module, place.node.left, depth + 1);
  const right = readValue(project, place.module, place.node.right, depth + 1);
  const compared = compare(project, place.node.operator, left, right);
  if (compared !== undefined) return { kind: 'literal', value: compared, place };
  if (left.kind !== 'literal' || right.kind !== 'literal') return { kind: 'unknown', reason: 'it is calculated from values that are set elsewhere', place };
  const { operator } = place.node;
  if (operator === '+' && (typeof left.value === 'string' || typeof right.value === 'string')) return { kind: 'literal', value: `${left.value}${right.value}`, place };
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return { kind: 'unknown', reason: 'a condition decides', place };
  const results: Partial<Record<string, number>> = { '+': left.value + right.value, '-': left.value - right.value, '*': left.value * right.value, '/': left.value / right.value };
  const value = results[operator];
  return value === undefined ? { kind: 'unknown', reason: 'a condition decides', place } : { kind: 'literal', value, place };
}

/** `process.env.NODE_ENV === 'production'`, where the environment is known. */
function compare(project: CodeProject, operator: string, left: Value, right: Value): boolean | undefined {
  const a = settledText(project, left);
  const b = settledText(project, right);
  if (a === undefined || b === undefined || !/^[!=]==?$/.test(operator) || (a === NOTHING && b === NOTHING)) return undefined;
  return operator.startsWith('!') ? a !== b : a === b;
}

/** What a variable holds that is certainly not set: it equals no text. */
const NOTHING = Symbol('nothing');

function settledText(project: CodeProject, value: Value): string | typeof NOTHING | undefined {
  if (value.kind === 'literal') return String(value.value);
  if (value.kind !== 'environment') return undefined;
  const set = project.input.environment.get(value.variable);
  if (set?.state === 'known') return set.value;
  if (set?.state !== 'absent') return undefined;
  return value.fallback === undefined ? NOTHING : settledText(project, value.fallback);
}

/** `process.env.X ? Number(process.env.X) : 10` is a default; any other condition leaves both branches. */
function readConditional(project: CodeProject, place: Place, depth: number): Value {
  if (place.node.type !== 'ConditionalExpression') return { kind: 'structure', place };
  const { test, consequent, alternate } = place.node;
  const then = readValue(project, place.module, consequent, depth + 1);
  const otherwise = readValue(project, place.module, alternate, depth + 1);
  const tested = readValue(project, place.module, test, depth + 1);
  if (tested.kind === 'literal') return tested.value ? then : otherwise;
  const known = settledText(project, tested);
  if (known !== undefined) return known === NOTHING || known === '' ? otherwise : then;
  if (tested.kind === 'environment' && then.kind === 'environment' && tested.variable === then.variable && then.fallback === undefined) {
    return { ...then, fallback: otherwise };
  }
  return { kind: 'either', values: [then, otherwise], place };
}

const CONVERSIONS = new Set(['global#Number', 'global#parseInt', 'global#Number.parseInt', 'global#String', 'global#parseFloat', 'global#Number.parseFloat']);
const METHODS = new Set(['trim', 'toString']);

function readCall(project: CodeProject, place: Place, depth: number): Value {
  if (place.node.type !== 'CallExpression') return { kind: 'structure', place };
  const { node, module } = place;
  const [first] = node.arguments;
  const callee = resolve(project, module, node.callee);
  const key = callee.kind === 'external' ? `${callee.name}#${callee.path}` : undefined;
  if (key !== undefined && CONVERSIONS.has(key) && first !== undefined) return readValue(project, module, first, depth + 1);
  if (key === 'global#Math.max' || key === 'global#Math.min') return readExtreme(project, place, key === 'global#Math.max' ? Math.max : Math.min, depth);
  const variable = environmentCall((inner, expression) => resolve(project, inner, expression), { module, node });
  if (variable !== undefined) return valueOfTarget(project, variable, place, depth + 1);
  const name = memberName(unwrap(node.callee));
  if (node.callee.type === 'MemberExpression' && name !== undefined && METHODS.has(name) && key !== undefined) return readValue(project, module, node.callee.object, depth + 1);
  if (callee.kind !== 'value' || !isFunction(callee.node)) return { kind: 'structure', place };
  const returned = returnsOf(callee.node);
  const [only] = returned;
  if (only === undefined || returned.length > 1 || depth > 10) return { kind: 'structure', place };
  return readValue(project, callee.module, only, depth + 4);
}

function readExtreme(project: CodeProject, place: Place, extreme: (...values: number[]) => number, depth: number): Value {
  const unknown: Value = { kind: 'unknown', reason: 'it is calculated from values that are set elsewhere', place };
  if (place.node.type !== 'CallExpression') return unknown;
  const numbers: number[] = [];
  let variable: Extract<Value, { kind: 'environment' }> | undefined;
  for (const index of place.node.arguments.keys()) {
    const argument = argumentAt(place.node, index);
    const value = argument === undefined ? unknown : readValue(project, place.module, argument, depth + 1);
    const known = settledText(project, value);
    if (typeof known === 'string') {
      numbers.push(Number(known));
      continue;
    }
    const literal = value.kind === 'environment' ? value.fallback : value;
    if (value.kind === 'environment') variable = value;
    if (literal?.kind !== 'literal') return unknown;
    numbers.push(Number(literal.value));
  }
  const result: Value = { kind: 'literal', value: extreme(...numbers), place: variable?.fallback?.place ?? place };
  if (numbers.some(Number.isNaN)) return unknown;
  return variable === undefined ? result : { ...variable, fallback: result };
}
