import type { AwaitExpression, Node, VariableStatement } from 'ts-morph';
import type { Planned } from '../../../model/change.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { semicolonOf, statementAround } from '../statements.ts';
import { indentUnit } from '../style.ts';
import { nodeAt, openTree } from '../tree.ts';

const LONGEST_LINE = 100;

/** `const a = await f()` and `const b = await g()` become `const [a, b] = await Promise.all([f(), g()])`. */
export async function awaitTogether({ at }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at[0]);
  const file = place && files.read(place.file.path);
  if (file === undefined) return refused('the file cannot be read');
  const tree = await openTree(file);
  const calls = at.flatMap((each) => nodeAt(tree, placeOf(each)?.range ?? { start: 0, end: 0 }) ?? []);
  const statements = calls.flatMap((call) => statementAround(call) ?? []);
  const parts = statements.flatMap((statement) => partOf(statement) ?? []);
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined || parts.length < at.length) return refused('a name has its type written down, or the code there is another one now');
  const { text } = file;
  const range = { start: first.getStart(), end: last.getEnd() };
  const whole = text.slice(range.start, range.end);
  if (/\/[/*]/.test(whole.replaceAll(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, ''))) return refused('a comment stands between them');
  if (new Set(parts.map(({ keyword }) => keyword)).size > 1 || parts.some(({ value }) => value.includes('\n'))) return refused('they are not written alike');
  const opening = `${parts[0]?.keyword ?? 'const'} [${parts.map(({ name }) => name).join(', ')}] = await Promise.all([`;
  const indent = indentAt(text, range.start);
  const line = `${opening}${parts.map(({ value }) => value).join(', ')}])${semicolonOf(last)}`;
  const newline = `${newlineOf(text)}${indent}`;
  const inner = `${newline}${indentUnit(text)}`;
  return edited(file.path, [{ range, text: indent.length + line.length <= LONGEST_LINE ? line : `${opening}${parts.map(({ value }) => `${inner}${value},`).join('')}${newline}])${semicolonOf(last)}` }]);
}

/** Keyword, name and call of `const a = await f()`. */
function partOf(statement: Node): { readonly keyword: string; readonly name: string; readonly value: string } | undefined {
  if (statement.getKindName() !== 'VariableStatement') return undefined;
  const [declaration, more] = (statement as VariableStatement).getDeclarations();
  const value = declaration?.getInitializer();
  if (declaration === undefined || more !== undefined || value?.getKindName() !== 'AwaitExpression' || declaration.getTypeNode() !== undefined) return undefined;
  return { keyword: (statement as VariableStatement).getDeclarationKind(), name: declaration.getNameNode().getText(), value: (value as AwaitExpression).getExpression().getText() };
}
