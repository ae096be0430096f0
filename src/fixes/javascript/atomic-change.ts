import type { Node } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { braceSpace } from './style.ts';
import { inStepsAt } from './steps.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

/**
 * Lets the database change a value: `{ increment: n }` of Prisma, `balance = balance + $1` of SQL. `at` are the new values.
 * https://www.prisma.io/docs/orm/reference/prisma-client-reference#atomic-number-operations
 */
export function atomicChange({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  const field = String(values?.['field'] ?? '');
  return inStepsAt(at, context, [(node) => {
    const change = differenceOf(node, field);
    if (typeof change === 'string') return change;
    const property = asKind(node.getParent(), 'PropertyAssignment');
    if (property === undefined) return inSql(node, field, change);
    const space = braceSpace(node.getSourceFile());
    return isPrismaData(property) ? [{ range: rangeOf(node), text: `{${space}${change.sign === '+' ? 'increment' : 'decrement'}: ${change.by.getText()}${space}}` }]
      : 'its library has no value of this kind that we can write';
  }]);
}

interface Difference {
  readonly sign: '+' | '-';
  readonly by: Node;
}

/** What is added to `row.field` or taken from it. */
function differenceOf(node: Node, field: string): Difference | string {
  const sum = asKind(unwrapped(node), 'BinaryExpression');
  const sign = sum?.getOperatorToken().getText();
  if (sum === undefined || (sign !== '+' && sign !== '-')) return 'the new value has a name, and may be used elsewhere';
  const [left, right] = [sum.getLeft(), sum.getRight()];
  if (isField(left, field)) return { sign, by: right };
  return sign === '+' && isField(right, field) ? { sign, by: left } : 'a default stands in for a missing value, which the database would have to do too';
}

/** `row.balance`, `Number(row.balance)`. */
function isField(node: Node, field: string): boolean {
  const call = asKind(unwrapped(node), 'CallExpression');
  const inner = call !== undefined && /^(Number|parseFloat|parseInt|BigInt)$/.test(call.getExpression().getText()) ? call.getArguments()[0] : node;
  return asKind(unwrapped(inner), 'PropertyAccessExpression')?.getName() === field;
}

/** `data: { ... }` of an `update`. */
function isPrismaData(property: Node): boolean {
  const data = asKind(property.getParent()?.getParent(), 'PropertyAssignment');
  const call = asKind(data?.getParent()?.getParent(), 'CallExpression');
  return data?.getName() === 'data' && /\.update(Many)?$/.test(call?.getExpression().getText() ?? '');
}

/** The parameter becomes the difference, and the text adds it. */
function inSql(node: Node, field: string, { sign, by }: Difference): readonly TextEdit[] | string {
  const list = asKind(node.getParent(), 'ArrayLiteralExpression');
  const call = asKind(list?.getParent(), 'CallExpression');
  const statement = call?.getArguments()[0];
  if (list === undefined || statement === undefined || !/^(StringLiteral|NoSubstitutionTemplateLiteral)$/.test(statement.getKindName())) return 'the statement does not stand beside its parameters';
  const number = list.getElements().findIndex((each) => each === node) + 1;
  const text = statement.getText();
  const uses = [...text.matchAll(/\$(\d+)/g)].filter((found) => Number(found[1]) === number);
  const place = new RegExp(`(\\b${field}"?\\s*=\\s*)\\$${number}(?!\\d)`, 'i').exec(text);
  if (place?.[1] === undefined || uses.length !== 1) return `${field} is not set to a parameter of its own`;
  const start = statement.getStart() + place.index + place[1].length;
  const column = place[1].trimEnd().replace(/\s*=$/, '').endsWith('"') ? `"${field}"` : field;
  return [{ range: { start, end: start }, text: `${column} ${sign} ` }, { range: rangeOf(node), text: by.getText() }];
}
