import type { CallExpression, Node, VariableStatement } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { semicolonOf, statementAround } from '../statements.ts';
import { inStepsAt } from '../steps.ts';
import { indentUnit } from '../style.ts';
import { asKind } from '../tree.ts';

/** A statement that waits for one command. */
interface Step {
  readonly statement: Node;
  readonly call: CallExpression;
  readonly name: string | undefined;
  readonly keyword: string | undefined;
}

/**
 * Starts commands that stand in a row together, and waits for all of them. Both libraries send them in their order on one connection,
 * and a failed one throws as before, which the results of `exec()` of ioredis do not.
 */
export function pipelineCalls({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at.slice(0, 1), context, [(node) => together(node, at.length)]);
}

function together(node: Node, count: number): readonly TextEdit[] | string {
  const first = statementAround(node);
  const siblings = first?.getParent()?.forEachChildAsArray() ?? [];
  const start = first === undefined ? -1 : siblings.indexOf(first);
  const steps = siblings.slice(start, start + count).map(stepOf);
  const known = steps.filter((step) => step !== undefined);
  if (first === undefined || start === -1 || known.length !== count) return 'an answer is used in its own statement';
  const keywords = new Set(known.flatMap(({ keyword }) => keyword ?? []));
  if (keywords.size > 1) return 'some answers are kept in constants and some in variables';
  const text = first.getSourceFile().getFullText();
  const last = known.at(-1)?.statement ?? first;
  if (/\/\/|\/\*/.test(between(known, text))) return 'comments stand between the commands';
  const newline = newlineOf(text);
  const indent = indentAt(text, first.getStart());
  const unit = indentUnit(text);
  const calls = known.map(({ call }) => call.getText());
  if (calls.some((call) => call.includes('`') && call.includes('\n'))) return 'a text of several lines would change with its indentation';
  const items = calls.map((call) => `${indent}${unit}${call.replaceAll('\n', `\n${unit}`)},`);
  const lines = [`${headOf(known, [...keywords][0])}await Promise.all([`, ...items, `${indent}])${semicolonOf(first)}`];
  return [{ range: { start: first.getStart(), end: last.getEnd() }, text: lines.join(newline) }];
}

function stepOf(statement: Node): Step | undefined {
  const kind = statement.getKindName();
  if (kind === 'ExpressionStatement') {
    const call = awaitedCall(statement.getChildAtIndex(0));
    return call && { statement, call, name: undefined, keyword: undefined };
  }
  if (kind !== 'VariableStatement') return undefined;
  const variable = statement as VariableStatement; // The name of its kind says so.
  const [declaration, more] = variable.getDeclarations();
  const name = asKind(declaration?.getNameNode(), 'Identifier');
  const call = awaitedCall(declaration?.getInitializer());
  if (declaration === undefined || more !== undefined || name === undefined || call === undefined || declaration.getTypeNode() !== undefined || variable.isExported()) return undefined;
  return { statement, call, name: name.getText(), keyword: variable.getDeclarationKind() };
}

function awaitedCall(node: Node | undefined): CallExpression | undefined {
  return node?.getKindName() === 'AwaitExpression' ? asKind(node.getChildAtIndex(1), 'CallExpression') : undefined;
}

/** What stands between the statements, comments in their last lines included. */
function between(steps: readonly Step[], text: string): string {
  return steps.slice(1).map(({ statement }, index) => text.slice(steps[index]?.statement.getEnd() ?? 0, statement.getStart())).join('\n');
}

/** `const [first, , third] = `; what is not kept leaves a gap. */
function headOf(steps: readonly Step[], keyword: string | undefined): string {
  if (keyword === undefined) return '';
  const last = steps.findLastIndex(({ name }) => name !== undefined);
  return `${keyword} [${steps.slice(0, last + 1).map(({ name }) => name ?? '').join(', ')}] = `;
}
