import type { PythonCall, PythonClass, PythonExpression, PythonFunction, PythonStatement } from '../documents/python-tree.ts';
import { dottedName } from '../documents/python-tree.ts';
import type { PythonFile } from './python-module.ts';
import { assign } from './python-module.ts';
import type { PythonScope } from './python-values.ts';
import { evaluate } from './python-values.ts';

/** A call that the started file makes on its way, with the names as they are there. */
export interface TracedCall {
  readonly call: PythonCall;
  /** Full name of what is called: `uvicorn.run`, `flask.Flask().run`. */
  readonly path: string;
  readonly scope: PythonScope;
  readonly file: PythonFile;
}

/** `config.bind = ...`: attributes that are set on an object, by the object's name. */
export interface TracedAttribute {
  readonly object: string;
  readonly name: string;
  readonly value: PythonExpression;
  readonly scope: PythonScope;
  readonly file: PythonFile;
}

export interface Trace {
  readonly calls: TracedCall[];
  readonly attributes: TracedAttribute[];
  /** Functions that were entered, so that recursion ends. */
  readonly entered: Set<PythonFunction>;
}

const MAXIMUM_NESTING = 40;

/** Follows what a started file does: its module body, and the functions of the project that it calls. */
export function traceFile(file: PythonFile): Trace {
  const trace: Trace = { calls: [], attributes: [], entered: new Set() };
  traceStatements(file.module.body, file, file.scope, { trace, depth: 0 });
  return trace;
}

interface Tracing {
  readonly trace: Trace;
  readonly depth: number;
}

function traceStatements(statements: readonly PythonStatement[], file: PythonFile, scope: PythonScope, at: Tracing): void {
  if (at.depth > MAXIMUM_NESTING || at.trace.calls.length > 500) return;
  for (const statement of statements) traceStatement(statement, file, scope, at);
}

function traceStatement(statement: PythonStatement, file: PythonFile, scope: PythonScope, at: Tracing): void {
  const deeper = { ...at, depth: at.depth + 1 };
  const inner = (body: readonly PythonStatement[]) => traceStatements(body, file, scope, deeper);
  switch (statement.kind) {
    case 'expression': return traceExpression(statement.value, file, scope, deeper);
    case 'assign':
      if (statement.value !== undefined) traceExpression(statement.value, file, scope, deeper);
      traceAttributes(statement, file, scope, at.trace);
      if (scope !== file.scope) assign(statement, scope);
      return;
    case 'return': case 'raise':
      if (statement.value !== undefined && statement.kind === 'return') traceExpression(statement.value, file, scope, deeper);
      return;
    case 'if': {
      const test = evaluate({ kind: 'unary', operator: 'not', value: statement.test, range: statement.test.range }, scope);
      if (test.kind !== 'boolean' || test.expanded.text === 'False') inner(statement.body);
      if (test.kind !== 'boolean' || test.expanded.text === 'True') inner(statement.otherwise);
      return;
    }
    case 'loop': return inner(statement.body);
    case 'with':
      statement.items.forEach((item) => traceExpression(item.value, file, scope, deeper));
      return inner(statement.body);
    case 'try': return inner([...statement.body, ...statement.otherwise, ...statement.finally]);
    default: return;
  }
}

function traceAttributes(statement: Extract<PythonStatement, { kind: 'assign' }>, file: PythonFile, scope: PythonScope, trace: Trace): void {
  for (const target of statement.targets) {
    if (target.kind === 'attribute' && target.object.kind === 'name' && statement.value !== undefined) {
      trace.attributes.push({ object: target.object.name, name: target.name, value: statement.value, scope, file });
    }
  }
}

function traceExpression(expression: PythonExpression, file: PythonFile, scope: PythonScope, at: Tracing): void {
  if (at.depth > MAXIMUM_NESTING) return;
  const deeper = { ...at, depth: at.depth + 1 };
  if (expression.kind === 'await') return traceExpression(expression.value, file, scope, deeper);
  if (expression.kind !== 'call') return;
  for (const argument of expression.arguments) traceExpression(argument.value, file, scope, deeper);
  if (expression.callee.kind === 'attribute') traceExpression(expression.callee.object, file, scope, deeper);
  const callee = evaluate(expression.callee, scope);
  const path = callee.kind === 'object' ? callee.path : dottedName(expression.callee);
  if (path !== undefined) at.trace.calls.push({ call: expression, path, scope, file });
  enterFunction(expression, file, scope, deeper);
}

/** Goes on in a function of the project, with the arguments as its names. */
function enterFunction(call: PythonCall, file: PythonFile, scope: PythonScope, at: Tracing): void {
  const target = functionOf(call, file);
  if (target === undefined || at.trace.entered.has(target.definition)) return;
  at.trace.entered.add(target.definition);
  const inside: PythonScope = { names: new Map(target.file.scope.names), environment: scope.environment };
  const positional = call.arguments.filter((argument) => argument.name === undefined && argument.splat === '');
  target.definition.parameters.forEach((parameter, index) => {
    const given = call.arguments.find((argument) => argument.name === parameter.name) ?? positional[index];
    const fallback = parameter.default === undefined ? ({ kind: 'unknown', reason: 'only a run would tell' } as const) : evaluate(parameter.default, target.file.scope);
    inside.names.set(parameter.name, { value: given === undefined ? fallback : evaluate(given.value, scope), range: given?.value.range ?? parameter.default?.range ?? target.definition.nameRange });
  });
  traceStatements(target.definition.body, target.file, inside, at);
}

function functionOf(call: PythonCall, file: PythonFile): { readonly definition: PythonFunction; readonly file: PythonFile } | undefined {
  const name = dottedName(call.callee);
  if (name === undefined) return undefined;
  const own = file.functions.get(name);
  if (own !== undefined) return { definition: own, file };
  const [first, second] = name.split('.');
  const imported = first === undefined ? undefined : file.imported.get(first);
  const definition = imported?.file.functions.get(second ?? imported.name);
  return imported === undefined || definition === undefined ? undefined : { definition, file: imported.file };
}

/** The class of the file with this name. */
export function classNamed(file: PythonFile, name: string): PythonClass | undefined {
  const found = file.module.body.find((statement) => statement.kind === 'class' && statement.name === name);
  return found?.kind === 'class' ? found : undefined;
}
