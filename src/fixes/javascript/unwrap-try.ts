import type { Node, TryStatement } from 'ts-morph';
import type { TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import { indentOf, reindented } from './statements.ts';
import { tailOf } from './tail.ts';
import { asKind } from './tree.ts';

/**
 * Takes the `finally` of a `try` away, and the `try` too where it has no `catch`. Nothing inside may be edited besides, as its lines
 * move: `inside` are nodes that others want to rename.
 */
export function unwrapTry(statement: Node, inside: readonly Node[]): readonly TextEdit[] | string {
  const tried = statement as TryStatement; // Its kind was asked for.
  const text = tried.getSourceFile().getFullText();
  const finalBlock = tried.getFinallyBlock();
  const caught = tried.getCatchClause();
  if (finalBlock === undefined) return [];
  if (caught !== undefined) return [{ range: { start: caught.getEnd(), end: finalBlock.getEnd() }, text: '' }];
  const block = tried.getTryBlock();
  const [first] = block.getStatements();
  const last = block.getStatements().at(-1);
  if (first === undefined || last === undefined) return 'the try around it holds nothing';
  const [outer, inner] = [indentOf(tried), indentOf(first)];
  const opening = tailOf(text, block.getStart() + 1);
  const isPlain = opening.endsLine && opening.end === block.getStart() + 1 && text.slice(lineStart(text, first.getStart()), first.getStart()).trim() === '' && inner.startsWith(outer);
  if (!isPlain || reindented(block, inner, outer) === undefined || inside.length === 0) return 'the try around it is written in a way that leaves no place';
  if (namesIn(block).some((name) => namesIn(tried.getParentOrThrow()).includes(name))) return 'a name is declared both in the try around it and beside that';
  const lines = lineIndents(text, lineEnd(text, opening.end), block.getEnd() - 1, { inner, outer });
  return [
    { range: { start: lineStart(text, tried.getStart()), end: lineEnd(text, block.getStart()) }, text: '' },
    ...lines,
    { range: { start: lineStart(text, block.getEnd() - 1), end: lineEnd(text, tailOf(text, finalBlock.getEnd()).end) }, text: '' },
  ];
}

/** The names that the statements of a block declare, not those of blocks inside. */
function namesIn(block: Node): readonly string[] {
  const statements = block.getChildSyntaxList()?.getChildren().filter((each) => each.getKindName() === 'VariableStatement') ?? [];
  return statements.flatMap((statement) => statement.getDescendants()).flatMap((node) => asKind(node, 'VariableDeclaration')?.getName() ?? []);
}

/** Moves each line from one indentation to another. */
function lineIndents(text: string, start: number, end: number, { inner, outer }: { readonly inner: string; readonly outer: string }): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let line = start; line < lineStart(text, end); line = lineEnd(text, line)) {
    if (text.startsWith(inner, line)) edits.push({ range: { start: line, end: line + inner.length }, text: outer });
  }
  return edits;
}
