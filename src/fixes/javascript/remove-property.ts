import type { Node, ObjectLiteralExpression } from 'ts-morph';
import type { TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import { tailOf } from './tail.ts';

/** Takes a property out of an object, with its comma and, where it has a line to itself, with that line. */
export function removeProperty(object: ObjectLiteralExpression, property: Node): readonly TextEdit[] {
  const text = object.getSourceFile().getFullText();
  const properties: readonly Node[] = object.getProperties();
  const index = properties.indexOf(property);
  const next = properties[index + 1];
  const list = object.compilerNode.properties;
  const commaEnd = next?.getPos() ?? (list.hasTrailingComma === true ? list.end : undefined);
  const start = property.getStart();
  const tail = tailOf(text, commaEnd ?? property.getEnd());
  const line = lineStart(text, start);
  if (tail.endsLine && text.slice(line, start).trim() === '') {
    const edits: TextEdit[] = [{ range: { start: line, end: lineEnd(text, tail.end) }, text: '' }];
    // The comma before it belongs to the list, which had none at its end.
    if (commaEnd === undefined && index > 0) edits.push({ range: { start: property.getPos() - 1, end: property.getPos() }, text: '' });
    return edits;
  }
  if (next !== undefined && !text.slice(start, next.getStart()).includes('\n')) return [{ range: { start, end: next.getStart() }, text: '' }];
  if (index > 0) return [{ range: withComma(text, property), text: '' }];
  return [{ range: alone(text, object, { start, end: commaEnd ?? property.getEnd() }), text: '' }];
}

/** A property with the comma before it: with its line, where that comma begins one. */
function withComma(text: string, property: Node): TextEdit['range'] {
  const comma = property.getPos() - 1;
  const tail = tailOf(text, property.getEnd());
  const line = lineStart(text, comma);
  const isLineOfItsOwn = tail.endsLine && text.slice(line, comma).trim() === '';
  return isLineOfItsOwn ? { start: line, end: lineEnd(text, tail.end) } : { start: comma, end: property.getEnd() };
}

/** The only property of a line goes with the blanks around it, so that `{}` is left. */
function alone(text: string, object: ObjectLiteralExpression, { start, end }: { readonly start: number; readonly end: number }): TextEdit['range'] {
  const [open, close] = [object.getStart() + 1, object.getEnd() - 1];
  const isBlank = text.slice(open, start).trim() === '' && text.slice(end, close).trim() === '';
  return isBlank ? { start: open, end: close } : { start, end };
}
