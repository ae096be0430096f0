import type { Block, ForOfStatement, Node, ObjectLiteralExpression } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { inStepsAt } from './steps.ts';
import { braceSpace } from './style.ts';
import { asKind, rangeOf } from './tree.ts';

/**
 * A loop that does nothing but `create` a row of Prisma becomes one `createMany`:
 * https://www.prisma.io/docs/orm/reference/prisma-client-reference#createmany
 */
export function createMany({ at }: Rewrite, context: FixContext): Promise<Planned> {
  return inStepsAt(at, context, [(node) => rewritten(node)]);
}

function rewritten(node: Node): readonly TextEdit[] | string {
  const call = asKind(node, 'CallExpression');
  const access = asKind(call?.getExpression(), 'PropertyAccessExpression');
  if (call === undefined || access?.getName() !== 'create') return 'it is no create() of Prisma';
  const loop = loopAround(call);
  if (loop === undefined) return 'the loop does more than create a row';
  const options = asKind(call.getArguments()[0], 'ObjectLiteralExpression');
  const [only, ...more] = options?.getProperties() ?? [];
  const data = asKind(only, 'PropertyAssignment');
  const row = asKind(data?.getInitializer(), 'ObjectLiteralExpression');
  if (call.getArguments().length !== 1 || data?.getName() !== 'data' || row === undefined || more.length > 0) return 'its data is not written there, or more than data is';
  if (holdsRelation(row)) return 'a row may bring others with it, which createMany() cannot';
  const text = loop.getText();
  if (/\/\/|\/\*/.test(text)) return 'a comment in the loop would be lost';
  if (row.getText().includes('await ')) return 'each row waits for something';
  const space = braceSpace(node.getSourceFile());
  const variable = loop.getInitializer().getText().replace(/^(const|let|var)\s+/, '');
  const semicolon = text.endsWith(';') || text.endsWith('}') && /;\s*\}$/.test(text) ? ';' : '';
  const made = `await ${access.getExpression().getText()}.createMany({${space}data: Array.from(${loop.getExpression().getText()}, (${variable}) => (${flat(row, loop)}))${space}})${semicolon}`;
  return [{ range: rangeOf(loop), text: made }];
}

/** The `for ... of` whose only statement is `await` of the call. */
function loopAround(call: Node): ForOfStatement | undefined {
  const statement = call.getParent()?.getKindName() === 'AwaitExpression' ? call.getParent()?.getParent() : undefined;
  if (statement?.getKindName() !== 'ExpressionStatement') return undefined;
  const outer = statement.getParent();
  const loop = outer?.getKindName() === 'Block' ? outer.getParent() : outer;
  if (loop?.getKindName() !== 'ForOfStatement') return undefined;
  const found = loop as ForOfStatement; // The name says which class it is.
  const body = found.getStatement();
  const isAlone = body === statement || (body as Block).compilerNode.statements.length === 1;
  return isAlone && !found.isAwaited() && /^(const|let)\s/.test(found.getInitializer().getText()) ? found : undefined;
}

/** `author: { connect: ... }`, `tags: { create: [...] }`; any object could be one. */
function holdsRelation(row: ObjectLiteralExpression): boolean {
  return row.getProperties().some((each) => /^(ObjectLiteralExpression|ArrayLiteralExpression)$/.test(asKind(each, 'PropertyAssignment')?.getInitializer()?.getKindName() ?? '') || each.getKindName() === 'SpreadAssignment');
}

/** The row as it is written, one level further out where it stands on several lines. */
function flat(row: Node, loop: Node): string {
  const text = row.getText();
  if (!text.includes('\n')) return text;
  const indent = /[ \t]*$/.exec(loop.getSourceFile().getFullText().slice(0, loop.getStart()))?.[0] ?? '';
  const own = /\n([ \t]*)\}$/.exec(text)?.[1] ?? '';
  return text.split('\n').map((line, index) => (index > 0 && line.startsWith(own) ? indent + line.slice(own.length) : line)).join('\n');
}
