import type { Node, SourceFile as Tree, TryStatement } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import { indentOf, removeStatements, semicolonOf } from './statements.ts';
import { indentUnit } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind } from './tree.ts';

/** What is put into a `finally`: it stands at the end of everything below a statement. */
interface Wanted {
  readonly tree: Tree;
  /** The statement that takes what has to be given back. */
  readonly statement: Node;
  /** The variable that holds it. */
  readonly name: string;
  /** What gives it back: `client.release()`; where it stands already it is moved. */
  readonly last: string;
  /** What happens before that when something throws; only where a new `try` is made. */
  readonly caught?: readonly string[];
}

/** Everything below a statement of a block runs in a `try`, and `last` in its `finally`. */
export function insideFinally({ tree, statement, name, last, caught = [] }: Wanted): readonly TextEdit[] | string {
  const text = tree.getFullText();
  const siblings = statement.getParent()?.getChildSyntaxList()?.getChildren() ?? [];
  const rest = siblings.slice(siblings.indexOf(statement) + 1);
  const [first] = rest;
  if (first === undefined || !startsLine(text, statement) || rest.some((each) => !startsLine(text, each))) return 'the statements around it share their lines';
  const given = rest.flatMap((each) => givenBack(each, last));
  const direct = given.filter((each) => siblings.includes(each));
  const only = rest.length === 1 || (rest.length - direct.length === 1) ? rest.find((each) => !direct.includes(each)) : undefined;
  if (only?.getKindName() === 'TryStatement') return intoTry(only as unknown as TryStatement, { text, last, end: semicolonOf(statement), given });
  if (given.length > direct.length) return `${name} is given back in several places`;
  return around(rest.filter((each) => !direct.includes(each)), { text, statement, last, caught, removed: direct });
}

const startsLine = (text: string, node: Node): boolean => text.slice(lineStart(text, node.getStart()), node.getStart()).trim() === '';

/** Statements that give it back already. */
function givenBack(node: Node, last: string): readonly Node[] {
  return [node, ...node.getDescendants()].filter((each) => each.getKindName() === 'ExpressionStatement' && asKind(each.getChildAtIndex(0), 'CallExpression')?.getText() === last);
}

interface Around {
  readonly text: string;
  readonly statement: Node;
  readonly last: string;
  readonly caught: readonly string[];
  readonly removed: readonly Node[];
}

/** Statements in a `try` of their own, a level deeper. */
function around(statements: readonly Node[], { text, statement, last, caught, removed }: Around): readonly TextEdit[] | string {
  const [first, final] = [statements[0], statements.at(-1)];
  if (first === undefined || final === undefined) return 'nothing follows that could be put into a try';
  if (statements.some((each) => hasFixedLines(each))) return 'a text of several lines in it would change with its indentation';
  const [indent, unit, newline, end] = [indentOf(statement), indentUnit(text), newlineOf(text), semicolonOf(statement)];
  const edits: TextEdit[] = [insertAt(lineStart(text, first.getStart()), `${indent}try {${newline}`)];
  const stop = tailOf(text, final.getEnd()).end;
  for (let line = lineStart(text, first.getStart()); line < stop; line = lineEnd(text, line)) {
    const isGone = removed.some((each) => line === lineStart(text, each.getStart()));
    if (!isGone && text.slice(line, lineEnd(text, line)).trim() !== '') edits.push(insertAt(line, unit));
  }
  const handler = caught.length === 0 ? [] : ['} catch (error) {', ...caught.map((line) => `${unit}${line}${end}`)];
  const closing = [...handler, '} finally {', `${unit}${last}${end}`, '}'];
  edits.push(insertAt(stop, closing.map((line) => `${newline}${indent}${line}`).join('')));
  return joined([...edits, ...(removed.length === 0 ? [] : removeStatements(removed))]);
}

/** Edits at one place are one edit, in the order in which they were made. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const byStart = new Map<string, TextEdit>();
  for (const edit of edits) {
    const key = `${edit.range.start}:${edit.range.end}`;
    const before = byStart.get(key);
    byStart.set(key, before === undefined ? edit : { range: edit.range, text: before.text + edit.text });
  }
  return [...byStart.values()];
}

function hasFixedLines(node: Node): boolean {
  return [node, ...node.getDescendants()].some((each) => /Template|^JsxText|^StringLiteral/.test(each.getKindName()) && each.getText().includes('\n'));
}

interface IntoTry {
  readonly text: string;
  readonly last: string;
  readonly end: string;
  readonly given: readonly Node[];
}

/** The `finally` of a `try` that is there; what gave it back before goes. */
function intoTry(tried: TryStatement, { text, last, end, given }: IntoTry): readonly TextEdit[] | string {
  const [newline, indent] = [newlineOf(text), indentOf(tried)];
  const line = `${indent}${indentUnit(text)}${last}${end}`;
  const block = tried.getFinallyBlock();
  const removed = given.length === 0 ? [] : removeStatements(given);
  if (block === undefined) return [...removed, insertAt(tried.getEnd(), ` finally {${newline}${line}${newline}${indent}}`)];
  const statements = block.getStatements();
  const final = statements.at(-1);
  if (final === undefined || !startsLine(text, final)) return 'its finally is written in a way that leaves no place';
  return [...removed, insertAt(tailOf(text, final.getEnd()).end, `${newline}${line}`)];
}
