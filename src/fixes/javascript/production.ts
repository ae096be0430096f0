import type { ConditionalExpression, Node } from 'ts-morph';
import { asKind, unwrapped } from './tree.ts';

/** The branch of a condition that production takes; undefined where the condition does not ask for an environment by its name. */
export function productionBranch(conditional: ConditionalExpression): Node | undefined {
  const isTrue = holdsInProduction(conditional.getCondition(), 3);
  if (isTrue === undefined) return undefined;
  return unwrapped(isTrue ? conditional.getWhenTrue() : conditional.getWhenFalse());
}

function holdsInProduction(condition: Node, depth: number): boolean | undefined {
  const node = unwrapped(condition);
  if (node === undefined || depth === 0) return undefined;
  const negated = asKind(node, 'PrefixUnaryExpression');
  if (negated !== undefined) return inverted(negated.getText().startsWith('!') ? holdsInProduction(negated.getOperand(), depth) : undefined);
  const name = asKind(node, 'Identifier');
  if (name !== undefined) return ofVariable(name, depth);
  const comparison = asKind(node, 'BinaryExpression');
  if (comparison !== undefined) return ofComparison(comparison.getLeft(), comparison.getOperatorToken().getText(), comparison.getRight());
  const call = asKind(node, 'CallExpression');
  const method = asKind(call?.getExpression(), 'PropertyAccessExpression')?.getName();
  return method === 'isEnvironment' ? environmentIn(call?.getArguments()[0]) : undefined;
}

/** `const production = ctx.environment === "production"`. */
function ofVariable(name: Node, depth: number): boolean | undefined {
  const declarations = name.getSourceFile().getDescendants().flatMap((node) => asKind(node, 'VariableDeclaration') ?? []).filter((each) => each.getName() === name.getText());
  const [declaration] = declarations;
  const value = declarations.length === 1 ? declaration?.getInitializer() : undefined;
  return value === undefined ? undefined : holdsInProduction(value, depth - 1);
}

function ofComparison(left: Node, operator: string, right: Node): boolean | undefined {
  const [value, subject] = /^["']/.test(left.getText()) ? [left, right] : [right, left];
  if (!/\benvironment\b/i.test(subject.getText())) return undefined;
  const isProduction = environmentIn(value);
  if (/^===?$/.test(operator)) return isProduction;
  return /^!==?$/.test(operator) ? inverted(isProduction) : undefined;
}

/** Whether a text names production; another environment's name says that production does not pass. */
function environmentIn(node: Node | undefined): boolean | undefined {
  const written = /^(["'])(.*)\1$/.exec(node?.getText() ?? '')?.[2];
  return written === undefined ? undefined : /^prod(uction)?$/i.test(written);
}

const inverted = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);
