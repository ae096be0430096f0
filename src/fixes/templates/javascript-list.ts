import type { ArrayExpression, ObjectExpression } from '@oxc-project/types';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';

/** Puts an item at the end of an array, on a line of its own where the others have one. */
export function appendedItem(text: string, { elements, start, end }: ArrayExpression, item: string): TextEdit {
  const last = elements.findLast((each) => each !== null);
  if (last === undefined || last === null) return insertAt(start + 1, item);
  const isOnLines = text.slice(lineStart(text, last.start), last.start).trim() === '';
  const hasComma = text.slice(last.end, end).trimStart().startsWith(',');
  if (!isOnLines) return insertAt(last.end, `, ${item}`);
  const indent = indentAt(text, last.start);
  // Behind the line's end, where a comment may stand; without a comma there is none to keep apart from its item.
  return hasComma ? insertAt(lineEnd(text, last.end), `${indent}${item},${newlineOf(text)}`) : insertAt(last.end, `,${newlineOf(text)}${indent}${item}`);
}

/** Puts a property into an object, after another one or at the end; undefined where it has none to stand beside. */
export function addedProperty(text: string, { properties, end }: ObjectExpression, written: string, after?: string): TextEdit | undefined {
  const named = properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === after);
  const beside = named ?? properties.at(-1);
  if (beside === undefined) return undefined;
  const isOnLines = text.slice(lineStart(text, beside.start), beside.start).trim() === '';
  const between = isOnLines ? newlineOf(text) + indentAt(text, beside.start) : ' ';
  const isLast = beside === properties.at(-1);
  const hasComma = text.slice(beside.end, end).trimStart().startsWith(',');
  if (!isLast || !hasComma) return insertAt(beside.end, `,${between}${written}`);
  return insertAt(text.indexOf(',', beside.end) + 1, `${between}${written},`);
}
