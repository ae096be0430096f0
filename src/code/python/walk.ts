import type { PythonExpression, PythonFunction, PythonStatement } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';
import { partsOf } from './sites.ts';

/** A statement with the block that it stands in. */
export interface StatementSpot {
  readonly statement: PythonStatement;
  readonly block: readonly PythonStatement[];
}

/** The statements around a range, from the module's down to the innermost. */
export function statementsAround(body: readonly PythonStatement[], range: Range): readonly StatementSpot[] {
  const statement = body.find((each) => holds(startOf(each), range));
  if (statement === undefined) return [];
  return [{ statement, block: body }, ...blocksOf(statement).flatMap((block) => statementsAround(block, range))];
}

/** The expressions around a range, from a statement's own down to the one that has this very range. */
export function expressionsAround(statement: PythonStatement, range: Range): readonly PythonExpression[] {
  return holdersIn(ownExpressions(statement), range);
}

/** The blocks of a statement, bodies of functions and classes included. */
export function blocksOf(statement: PythonStatement): readonly (readonly PythonStatement[])[] {
  switch (statement.kind) {
    case 'function': case 'class': case 'loop': case 'with': return [statement.body];
    case 'if': return [statement.body, statement.otherwise];
    case 'try': return [statement.body, ...statement.handlers, statement.otherwise, statement.finally];
    case 'match': return statement.cases;
    default: return [];
  }
}

/** The expressions that a statement holds itself, those of its blocks left out. */
export function ownExpressions(statement: PythonStatement): readonly PythonExpression[] {
  switch (statement.kind) {
    case 'assign': return given([...statement.targets, statement.annotation, statement.value]);
    case 'expression': return [statement.value];
    case 'return': case 'raise': return given([statement.value]);
    case 'other': return statement.parts;
    case 'if': return [statement.test];
    case 'loop': return statement.header;
    case 'with': return statement.items.map(({ value }) => value);
    case 'match': return [statement.subject];
    case 'function': return given([...statement.decorators, ...statement.parameters.flatMap((each) => [each.annotation, each.default])]);
    case 'class': return [...statement.decorators, ...statement.bases, ...statement.keywords.map(({ value }) => value)];
    default: return [];
  }
}

/** Every statement of a body, at any depth. */
export function* everyStatement(body: readonly PythonStatement[]): Generator<PythonStatement> {
  for (const statement of body) {
    yield statement;
    for (const block of blocksOf(statement)) yield* everyStatement(block);
  }
}

/** Every expression of a body, at any depth. */
export function* everyExpression(body: readonly PythonStatement[]): Generator<PythonExpression> {
  for (const statement of everyStatement(body)) for (const expression of ownExpressions(statement)) yield* withParts(expression);
}

/** The expression that stands in exactly this range. */
export function expressionAt(body: readonly PythonStatement[], range: Range): PythonExpression | undefined {
  for (const expression of everyExpression(body)) {
    if (expression.range.start === range.start && expression.range.end === range.end) return expression;
  }
  return undefined;
}

/** An expression and all that it is made of. */
export function* withParts(expression: PythonExpression): Generator<PythonExpression> {
  yield expression;
  for (const part of partsOf(expression)) yield* withParts(part);
}

/** Statements that run when a function does: those of functions and classes inside it are left out. */
export function* ownStatements(body: readonly PythonStatement[]): Generator<PythonStatement> {
  for (const statement of body) {
    yield statement;
    if (statement.kind === 'function' || statement.kind === 'class') continue;
    for (const block of blocksOf(statement)) yield* ownStatements(block);
  }
}

/** Functions and classes inside a function. */
export function innerFunctions(node: PythonFunction): readonly PythonFunction[] {
  return [...everyStatement(node.body)].filter((each) => each.kind === 'function');
}

/** A decorated definition begins at its first decorator. */
function startOf(statement: PythonStatement): Range {
  if (statement.kind !== 'function' && statement.kind !== 'class') return statement.range;
  return { start: Math.min(statement.range.start, ...statement.decorators.map(({ range }) => range.start)), end: statement.range.end };
}

function holdersIn(expressions: readonly PythonExpression[], range: Range): readonly PythonExpression[] {
  const holder = expressions.find((each) => holds(each.range, range));
  if (holder === undefined) return [];
  return [holder, ...holdersIn(partsOf(holder), range)];
}

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function given<T>(values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
