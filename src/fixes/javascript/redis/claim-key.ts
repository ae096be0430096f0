import type { CallExpression, IfStatement, Node } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { removeStatements, statementAround } from '../statements.ts';
import { inStepsAt } from '../steps.ts';
import { quoteIn } from '../style.ts';
import { asKind, rangeOf, unwrapped } from '../tree.ts';

const APART = 'between the question and the write stands the work, and only its author can say what is kept while it goes on';

/** `if (await redis.get(key)) return` and `await redis.setex(key, 60, value)` as one SET with NX, which answers null where the key is there. */
export function claimKey({ at, with: values }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at.slice(0, 1), context, [(node) => claimed(node, values?.['library'] === 'node-redis')]);
}

function claimed(node: Node, isObject: boolean): readonly TextEdit[] | string {
  const statement = statementAround(node);
  const next = statement?.getNextSibling();
  if (statement?.getKindName() !== 'IfStatement') return 'its answer is not all that is asked for';
  const question = statement as IfStatement; // The name of its kind says so.
  const test = unwrapped(question.getExpression());
  if (test?.getKindName() !== 'AwaitExpression' || unwrapped(test.getChildAtIndex(1)) !== node || question.getElseStatement() !== undefined) return 'its answer is not all that is asked for';
  if (!leaves(question.getThenStatement())) return 'what comes after the question runs in both cases';
  const waits = next?.getKindName() === 'ExpressionStatement' ? next.getChildAtIndex(0) : undefined;
  const write = waits?.getKindName() === 'AwaitExpression' ? asKind(waits.getChildAtIndex(1), 'CallExpression') : undefined;
  if (next === undefined || write === undefined) return APART;
  const key = asKind(node, 'CallExpression')?.getArguments()[0]?.getText();
  const claim = write.getArguments()[0]?.getText() === key ? claimOf(write, isObject) : undefined;
  if (claim === undefined) return APART;
  return [{ range: rangeOf(question.getExpression()), text: `(await ${claim}) === null` }, ...removeStatements([next])];
}

function leaves(then: Node): boolean {
  const last = then.getKindName() === 'Block' ? then.forEachChildAsArray().at(-1) : then;
  return /^(Return|Throw|Continue)Statement$/.test(last?.getKindName() ?? '');
}

function claimOf(write: CallExpression, isObject: boolean): string | undefined {
  const access = asKind(write.getExpression(), 'PropertyAccessExpression');
  const [key, second, third, fourth, ...more] = write.getArguments().map((each) => each.getText());
  if (access === undefined || key === undefined || more.length > 0) return undefined;
  const client = access.getExpression().getText();
  const quote = quoteIn(write.getSourceFile());
  const word = (text: string) => `${quote}${text}${quote}`;
  if (/^setex$/i.test(access.getName()) && third !== undefined && fourth === undefined) {
    return `${client}.set(${key}, ${third}, ${isObject ? `{ EX: ${second}, NX: true }` : `${word('EX')}, ${second}, ${word('NX')}`})`;
  }
  if (access.getName() !== 'set' || isObject || fourth === undefined) return undefined;
  return `${client}.set(${key}, ${second}, ${third}, ${fourth}, ${word('NX')})`;
}
