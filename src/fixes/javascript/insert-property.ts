import type { Node, ObjectLiteralElementLike, ObjectLiteralExpression } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../../text/layout.ts';
import { braceSpace, hasTrailingCommas, indentUnit } from './style.ts';
import { tailOf } from './tail.ts';

/** Where something goes among the items of a list: the text, the item before it, and how the list is written. */
interface Place {
  readonly text: string;
  readonly anchor: ObjectLiteralElementLike;
  /** The item after the anchor. */
  readonly next: ObjectLiteralElementLike | undefined;
  /** The offset after the anchor's comma, undefined where it has none. */
  readonly commaEnd: number | undefined;
}

/** Puts `key: value` behind a property of an object, behind the last one where none is given, in the layout that the object has. */
export function insertProperty(object: ObjectLiteralExpression, property: string, after?: ObjectLiteralElementLike): readonly TextEdit[] {
  const text = object.getSourceFile().getFullText();
  const properties = object.getProperties();
  const anchor = after ?? properties.at(-1);
  if (anchor === undefined) return [intoEmpty(object, property)];
  const next = properties[properties.indexOf(anchor) + 1];
  const list = object.compilerNode.properties;
  const commaEnd = next?.getPos() ?? (list.hasTrailingComma === true ? list.end : undefined);
  const place: Place = { text, anchor, next, commaEnd };
  return isCommaFirst(place) ? [commaFirst(place, property)] : behind(object, place, property);
}

function behind(object: ObjectLiteralExpression, { text, anchor, next, commaEnd }: Place, property: string): readonly TextEdit[] {
  const end = anchor.getEnd();
  const tail = tailOf(text, commaEnd ?? end);
  if (!tail.endsLine) return [insertAt(tailOf(text, end).codeEnd, `, ${property}`)];
  const newline = newlineOf(text);
  const line = `${newline}${indentIn(object, anchor, next)}${property}${commaEnd === undefined ? '' : ','}`;
  if (commaEnd !== undefined) return [insertAt(tail.end, line)];
  return tail.end === end ? [insertAt(end, `,${line}`)] : [insertAt(end, ','), insertAt(tail.end, line)];
}

/** The blanks before the new line: those of the anchor where it begins its line, of the next one, or of any other item. */
function indentIn(object: ObjectLiteralExpression, anchor: Node, next: Node | undefined): string {
  const text = object.getSourceFile().getFullText();
  const beginsLine = (node: Node) => text.slice(lineStart(text, node.getStart()), node.getStart()).trim() === '';
  const model = [anchor, next, ...object.getProperties()].find((node) => node !== undefined && beginsLine(node));
  return model === undefined ? indentAt(text, object.getStart()) + indentUnit(text) : indentAt(text, model.getStart());
}

/** True where commas stand at the beginning of lines. */
function isCommaFirst({ text, anchor, next }: Place): boolean {
  const isLineOfItsOwn = (comma: number, from: number) => text[comma] === ',' && text.slice(from, comma).includes('\n');
  if (next !== undefined) return isLineOfItsOwn(next.getPos() - 1, tailOf(text, anchor.getEnd()).codeEnd);
  const comma = anchor.getPos() - 1;
  return text[comma] === ',' && text.slice(lineStart(text, comma), comma).trim() === '' && comma > lineStart(text, comma);
}

function commaFirst({ text, anchor, next }: Place, property: string): TextEdit {
  const comma = (next ?? anchor).getPos() - 1;
  return insertAt(tailOf(text, anchor.getEnd()).end, `${newlineOf(text)}${indentAt(text, comma)}, ${property}`);
}

/** `{}`, which may hold a comment or an empty line. */
function intoEmpty(object: ObjectLiteralExpression, property: string): TextEdit {
  const tree = object.getSourceFile();
  const text = tree.getFullText();
  const [start, end] = [object.getStart() + 1, object.getEnd() - 1];
  const inside = text.slice(start, end);
  if (!inside.includes('\n')) {
    const space = braceSpace(tree);
    if (inside.trim() === '') return { range: { start, end }, text: `${space}${property}${space}` };
    return insertAt(start + inside.trimEnd().length, ` ${property}`);
  }
  const indent = indentAt(text, end);
  const comma = hasTrailingCommas(tree) ? ',' : '';
  return insertAt(lineStart(text, end), `${indent}${indentUnit(text)}${property}${comma}${newlineOf(text)}`);
}
