import type { Node } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import type { Range } from '../../text/range.ts';
import { tailOf } from './tail.ts';

const HOLDS_STATEMENTS = /^(SourceFile|Block|CaseClause|DefaultClause|ModuleBlock)$/;

/** The statement of a block that a node stands in. */
export function statementAround(node: Node): Node | undefined {
  let statement: Node | undefined = node;
  while (statement !== undefined && !HOLDS_STATEMENTS.test(statement.getParent()?.getKindName() ?? '')) statement = statement.getParent();
  return statement;
}

/** The statement at the top of the file that a node stands in. */
export function topStatementAround(node: Node): Node {
  let statement = node;
  for (let outer = node.getParent(); outer !== undefined && outer.getKindName() !== 'SourceFile'; outer = outer.getParent()) statement = outer;
  return statement;
}

/** Takes statements away with their lines, and with an empty line that would be left at the edge of a block, or below a comment. */
export function removeStatements(statements: readonly Node[]): readonly TextEdit[] {
  const text = statements[0]?.getSourceFile().getFullText() ?? '';
  const ranges = statements.map((statement) => rangeOfStatement(text, statement)).sort((a, b) => a.start - b.start);
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && range.start <= last.end) joined[joined.length - 1] = { start: last.start, end: Math.max(range.end, last.end) };
    else joined.push(range);
  }
  return joined.map((range) => ({ range: withEmptyLine(text, range), text: '' }));
}

/** The lines of a statement with the comments behind it; only the statement where it shares its line. */
function rangeOfStatement(text: string, statement: Node): Range {
  const [start, end] = [statement.getStart(), statement.getEnd()];
  const tail = tailOf(text, end);
  const line = lineStart(text, start);
  if (tail.endsLine && text.slice(line, start).trim() === '') return { start: line, end: lineEnd(text, tail.end) };
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: tail.endsLine ? end : end + blanks };
}

function withEmptyLine(text: string, { start, end }: Range): Range {
  if (start !== lineStart(text, start)) return { start, end };
  const previous = start === 0 ? undefined : text.slice(lineStart(text, start - 1), start).trim();
  const next = text.slice(end, lineEnd(text, end)).trim();
  const isEmptyNext = next === '' && end < text.length;
  if (isEmptyNext && (previous === '' || previous === undefined || /[{(]$|^\/\/|\*\/$/.test(previous))) return { start, end: lineEnd(text, end) };
  if (previous === '' && next.startsWith('}')) return { start: lineStart(text, start - 1), end };
  return { start, end };
}

/** Text of several lines moved to another indentation; undefined where a line belongs to a text that must stay as it is. */
export function reindented(node: Node, from: string, to: string): string | undefined {
  const code = node.getText();
  if (from === to || !code.includes('\n')) return code;
  const isSplit = [node, ...node.getDescendants()].some((each) => /Template|^JsxText|^StringLiteral|^RegularExpression/.test(each.getKindName()) && each.getText().includes('\n'));
  if (isSplit) return undefined;
  return code.split('\n').map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line)).join('\n');
}

/** The blanks before a statement's line. */
export const indentOf = (node: Node): string => indentAt(node.getSourceFile().getFullText(), node.getStart());

/** `;` where a statement ends with one. */
export const semicolonOf = (statement: Node): ';' | '' => (statement.getText().endsWith(';') ? ';' : '');

/** Lines of code right below a statement, as far in as it; undefined where other code shares the end of its last line. */
export function linesBelow(statement: Node, lines: readonly string[]): TextEdit | undefined {
  const text = statement.getSourceFile().getFullText();
  const tail = tailOf(text, statement.getEnd());
  const [newline, indent] = [newlineOf(text), indentOf(statement)];
  return tail.endsLine ? insertAt(tail.end, lines.map((line) => `${newline}${line === '' ? '' : `${indent}${line}`}`).join('')) : undefined;
}
