import type { Expanded } from '../documents/shell/expand.ts';
import { certain, joinExpanded, uncertain } from '../documents/shell/expand.ts';
import type { PythonCall, PythonExpression, PythonStatement } from '../documents/python-tree.ts';
import { dottedName } from '../documents/python-tree.ts';
import type { Range } from '../text/range.ts';

/** A Python value that a reading of the file tells. */
export type PythonValue =
  | { readonly kind: 'text' | 'number' | 'boolean'; readonly expanded: Expanded }
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly items: readonly PythonValue[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PythonBinding> }
  /** A module, function or class, by its full name: `os.environ`. It is true. */
  | { readonly kind: 'object'; readonly path: string; readonly call?: PythonCall; readonly members?: ReadonlyMap<string, PythonBinding> }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Names of a module with their values, and the process's variables. */
export interface PythonScope {
  readonly names: Map<string, PythonBinding>;
  /** A variable of the process; undefined when nothing is known of it. */
  environment(name: string): Expanded | 'unset' | undefined;
}

export interface PythonBinding {
  readonly value: PythonValue;
  readonly range: Range;
}

const unknown = (reason: string): PythonValue => ({ kind: 'unknown', reason });
const text = (expanded: Expanded): PythonValue => ({ kind: 'text', expanded });
const number = (value: number): PythonValue => ({ kind: 'number', expanded: certain(String(value)) });
const boolean = (value: boolean): PythonValue => ({ kind: 'boolean', expanded: certain(value ? 'True' : 'False') });

/** Calculates an expression, as far as literals, names, the environment and plain arithmetic go. */
export function evaluate(expression: PythonExpression, scope: PythonScope, depth = 0): PythonValue {
  if (depth > 60) return unknown('it is nested too deeply');
  const inner = (part: PythonExpression) => evaluate(part, scope, depth + 1);
  switch (expression.kind) {
    case 'string': return text(certain(expression.value));
    case 'number': return number(expression.value);
    case 'boolean': return boolean(expression.value);
    case 'none': return { kind: 'none' };
    case 'name': return scope.names.get(expression.name)?.value ?? builtinOf(expression.name);
    case 'attribute': case 'subscript': return memberOf(expression, inner, scope);
    case 'list': case 'tuple': case 'set': return { kind: 'list', items: expression.items.map(inner) };
    case 'dict': return { kind: 'dict', entries: new Map(expression.entries.flatMap((entry) =>
      (entry.key?.kind === 'string' ? [[entry.key.value, { value: inner(entry.value), range: entry.value.range }] as const] : []))) };
    case 'fstring': return formatted(expression.parts.map(inner));
    case 'binary': return binary(expression.operator, inner(expression.left), () => inner(expression.right));
    case 'unary': return unary(expression.operator, inner(expression.value));
    case 'conditional': {
      const test = truthOf(inner(expression.test));
      return test === undefined ? agreeing(inner(expression.then), inner(expression.otherwise)) : inner(test ? expression.then : expression.otherwise);
    }
    case 'call': return callValue(expression, inner, scope);
    default: return unknown('only a run would tell');
  }
}

function builtinOf(name: string): PythonValue {
  return ['int', 'str', 'float', 'bool', 'min', 'max', 'len', 'abs', 'round'].includes(name) ? { kind: 'object', path: name } : unknown(`${name} is set elsewhere`);
}

function agreeing(left: PythonValue, right: PythonValue): PythonValue {
  return JSON.stringify(left) === JSON.stringify(right) ? left : unknown('a condition decides it');
}

function memberOf(expression: Extract<PythonExpression, { kind: 'attribute' | 'subscript' }>, inner: (part: PythonExpression) => PythonValue, scope: PythonScope): PythonValue {
  const object = inner(expression.object);
  if (expression.kind === 'attribute') {
    if (object.kind === 'object') return object.members?.get(expression.name)?.value ?? { kind: 'object', path: `${object.path}.${expression.name}` };
    return unknown(`only a run would tell ${dottedName(expression) ?? expression.name}`);
  }
  const index = inner(expression.index);
  const entry = object.kind === 'dict' && index.kind === 'text' && index.expanded.value === index.expanded.text ? object.entries.get(index.expanded.text) : undefined;
  if (entry !== undefined) return entry.value;
  if (object.kind === 'object' && object.path === 'os.environ' && index.kind === 'text' && index.expanded.value !== undefined) return environmentValue(index.expanded.value, undefined, scope);
  return unknown('only a run would tell');
}

/** A variable, with the default that stands beside it. */
function environmentValue(name: string, fallback: PythonValue | undefined, scope: PythonScope): PythonValue {
  const known = scope.environment(name);
  if (known === 'unset') return fallback ?? unknown(`$${name} is not set`);
  if (known !== undefined) return text(known);
  const shown = shownValue(fallback);
  if (shown === undefined) return text({ text: `$${name}`, value: undefined, reason: `the environment decides $${name}`, variables: [name], opaque: false, splits: false });
  return text({ text: `\${${name}:-${shown.text}}`, value: shown.value, reason: shown.reason, variables: [name, ...shown.variables], opaque: shown.opaque, splits: false });
}

function shownValue(value: PythonValue | undefined): Expanded | undefined {
  if (value === undefined || value.kind === 'none') return undefined;
  if (value.kind === 'text' || value.kind === 'number' || value.kind === 'boolean') return value.expanded;
  return uncertain('?', value.kind === 'unknown' ? value.reason : 'only a run would tell');
}

function formatted(parts: readonly PythonValue[]): PythonValue {
  const pieces = parts.map((part) => shownValue(part) ?? certain('None'));
  return text(joinExpanded(pieces));
}

function binary(operator: string, left: PythonValue, right: () => PythonValue): PythonValue {
  if (operator === 'or' || operator === 'and') return logical(operator, left, right());
  const other = right();
  if (left.kind === 'text' && other.kind === 'text' && operator === '+') return text(joinExpanded([left.expanded, other.expanded]));
  if (operator === '%' && left.kind === 'text') return unknown('only a run would tell');
  const [a, b] = [numberOf(left), numberOf(other)];
  if (['==', '!=', '<', '>', '<=', '>='].includes(operator)) return compare(operator, left, other);
  if (a === undefined || b === undefined) return unknown(reasonOf(left) ?? reasonOf(other) ?? 'only a run would tell');
  const results: Readonly<Record<string, number>> = { '+': a + b, '-': a - b, '*': a * b, '//': Math.floor(a / b), '%': ((a % b) + b) % b, '**': a ** b, '/': a / b };
  const result = results[operator];
  return result === undefined || !Number.isFinite(result) ? unknown('only a run would tell') : number(result);
}

function compare(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  const [a, b] = [certainText(left), certainText(right)];
  if (a === undefined || b === undefined) return unknown(reasonOf(left) ?? reasonOf(right) ?? 'only a run would tell');
  if (operator === '==' || operator === '!=') return boolean((left.kind === right.kind && a === b) === (operator === '=='));
  const [x, y] = [Number(a), Number(b)];
  return boolean(operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y);
}

function certainText(value: PythonValue): string | undefined {
  const shown = shownValue(value);
  return shown !== undefined && shown.value === shown.text ? shown.text : undefined;
}

/** `os.getenv("X") or 4` is a default, as `os.getenv("X", 4)` is. */
function logical(operator: 'or' | 'and', left: PythonValue, right: PythonValue): PythonValue {
  const truth = truthOf(left);
  if (truth !== undefined) return truth === (operator === 'or') ? left : right;
  const shown = shownValue(right);
  const variable = left.kind === 'text' && left.expanded.variables.length === 1 && !left.expanded.opaque ? left.expanded : undefined;
  if (operator === 'or' && variable !== undefined && shown !== undefined) {
    if (variable.value !== undefined) return left;
    return text({ ...shown, text: `\${${variable.variables[0] ?? ''}:-${shown.text}}`, variables: [...variable.variables, ...shown.variables] });
  }
  return unknown(reasonOf(left) ?? 'a condition decides it');
}

function unary(operator: string, value: PythonValue): PythonValue {
  if (operator === 'not') {
    const truth = truthOf(value);
    return truth === undefined ? unknown('a condition decides it') : boolean(!truth);
  }
  const amount = numberOf(value);
  if (amount === undefined) return unknown(reasonOf(value) ?? 'only a run would tell');
  return operator === '-' ? number(-amount) : operator === '+' ? number(amount) : unknown('only a run would tell');
}

function truthOf(value: PythonValue): boolean | undefined {
  if (value.kind === 'object') return true;
  if (value.kind === 'none') return false;
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'dict') return value.entries.size > 0 ? true : undefined;
  const shown = certainText(value);
  if (shown === undefined) return undefined;
  return value.kind === 'boolean' ? shown === 'True' : value.kind === 'number' ? Number(shown) !== 0 : shown !== '';
}

function numberOf(value: PythonValue): number | undefined {
  if (value.kind !== 'number' && value.kind !== 'boolean') return undefined;
  const { value: plain } = value.expanded;
  if (plain === undefined) return undefined;
  return value.kind === 'boolean' ? Number(plain === 'True') : Number(plain);
}

function reasonOf(value: PythonValue): string | undefined {
  if (value.kind === 'unknown') return value.reason;
  return value.kind === 'text' || value.kind === 'number' ? value.expanded.reason : undefined;
}

const READERS = new Set(['os.environ.get', 'os.getenv']);

function callValue(call: PythonCall, inner: (part: PythonExpression) => PythonValue, scope: PythonScope): PythonValue {
  const callee = inner(call.callee);
  const path = callee.kind === 'object' ? callee.path : undefined;
  const args = call.arguments.filter((argument) => argument.splat === '').map((argument) => inner(argument.value));
  const [first, second] = args;
  if (path !== undefined && READERS.has(path) && first?.kind === 'text' && first.expanded.value !== undefined) return environmentValue(first.expanded.value, second ?? { kind: 'none' }, scope);
  if ((path === 'int' || path === 'float') && first !== undefined) return converted(first);
  if (path === 'str' && first !== undefined) return shownValue(first) === undefined ? unknown('only a run would tell') : text(shownValue(first) ?? certain(''));
  if (path === 'bool' && first !== undefined) return truthOf(first) === undefined ? unknown('only a run would tell') : boolean(truthOf(first) === true);
  if (path === 'min' || path === 'max') return extreme(path, args);
  if (path?.endsWith('cpu_count') === true) return unknown('it depends on the CPUs of the machine');
  const method = call.callee.kind === 'attribute' ? call.callee : undefined;
  if (method !== undefined) return methodValue(method.name, inner(method.object)) ?? objectOf(path, call);
  return objectOf(path, call);
}

function objectOf(path: string | undefined, call: PythonCall): PythonValue {
  return path === undefined ? unknown('only a run would tell') : { kind: 'object', path: `${path}()`, call };
}

function methodValue(name: string, object: PythonValue): PythonValue | undefined {
  if (object.kind !== 'text' || object.expanded.value !== object.expanded.text) return object.kind === 'text' ? unknown(object.expanded.reason ?? 'the environment decides it') : undefined;
  const value = object.expanded.text;
  if (name === 'strip') return text(certain(value.trim()));
  if (name === 'lower') return text(certain(value.toLowerCase()));
  return name === 'upper' ? text(certain(value.toUpperCase())) : undefined;
}

/** int() of a text keeps what the environment decides in it. */
function converted(value: PythonValue): PythonValue {
  const shown = shownValue(value);
  if (shown === undefined) return unknown('None is no number');
  if (shown.value !== undefined && Number.isNaN(Number(shown.value.trim() === '' ? 'x' : shown.value))) return unknown(`${JSON.stringify(shown.value)} is no number`);
  if (shown.value === shown.text) return number(Math.trunc(Number(shown.value)));
  return { kind: 'number', expanded: shown };
}

function extreme(path: 'min' | 'max', args: readonly PythonValue[]): PythonValue {
  const numbers = args.map(numberOf);
  const known = numbers.filter((value) => value !== undefined);
  if (known.length !== args.length || known.length === 0) return unknown(args.map(reasonOf).find((reason) => reason !== undefined) ?? 'only a run would tell');
  return number(path === 'min' ? Math.min(...known) : Math.max(...known));
}

/** The value as the text of a setting; a list gives several. */
export function textsOf(value: PythonValue): readonly Expanded[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf);
  if (value.kind === 'none') return [certain('None')];
  return [shownValue(value) ?? uncertain('?', 'only a run would tell')];
}

/** Names that statements set, wherever they stand: they are unknown after a condition or a loop. */
export function namesSetIn(statements: readonly PythonStatement[], depth = 0): readonly string[] {
  if (depth > 30) return [];
  return statements.flatMap((statement): readonly string[] => {
    switch (statement.kind) {
      case 'assign': return statement.targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
      case 'if': return [...namesSetIn(statement.body, depth + 1), ...namesSetIn(statement.otherwise, depth + 1)];
      case 'loop': case 'with': return namesSetIn(statement.body, depth + 1);
      case 'try': return [statement.body, ...statement.handlers, statement.otherwise, statement.finally].flatMap((body) => namesSetIn(body, depth + 1));
      default: return [];
    }
  });
}
