import { partsOf } from '../../code/python/sites.ts';
import type { PythonExpression, PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';

/** The blocks that a statement holds. */
export function blocksOf(statement: PythonStatement): readonly (readonly PythonStatement[])[] {
  switch (statement.kind) {
    case 'function': case 'class': case 'loop': case 'with': return [statement.body];
    case 'if': return [statement.body, statement.otherwise];
    case 'try': return [statement.body, ...statement.handlers, statement.otherwise, statement.finally];
    case 'match': return statement.cases;
    default: return [];
  }
}

/** Every statement of a block and of the blocks inside. */
export function* statementsIn(body: readonly PythonStatement[]): Generator<PythonStatement> {
  for (const statement of body) {
    yield statement;
    for (const block of blocksOf(statement)) yield* statementsIn(block);
  }
}

/** Every expression of a block, outer ones before those inside. */
export function* expressionsIn(body: readonly PythonStatement[]): Generator<PythonExpression> {
  for (const statement of statementsIn(body)) {
    for (const expression of expressionsOf(statement)) yield* within(expression);
  }
}

/** The expression that stands in exactly this range. */
export function expressionAt(tree: PythonModule, range: Range): PythonExpression | undefined {
  for (const expression of expressionsIn(tree.body)) {
    if (expression.range.start === range.start && expression.range.end === range.end) return expression;
  }
  return undefined;
}

function* within(expression: PythonExpression): Generator<PythonExpression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

function expressionsOf(statement: PythonStatement): readonly PythonExpression[] {
  const present = (...parts: readonly (PythonExpression | undefined)[]) => parts.filter((part) => part !== undefined);
  switch (statement.kind) {
    case 'assign': return present(...statement.targets, statement.annotation, statement.value);
    case 'expression': case 'return': case 'raise': return present(statement.value);
    case 'if': return [statement.test];
    case 'loop': return statement.header;
    case 'with': return statement.items.map(({ value }) => value);
    case 'match': return [statement.subject];
    case 'other': return statement.parts;
    case 'function': return present(...statement.decorators, ...statement.parameters.flatMap((each) => [each.annotation, each.default]));
    case 'class': return [...statement.decorators, ...statement.bases, ...statement.keywords.map(({ value }) => value)];
    default: return [];
  }
}
