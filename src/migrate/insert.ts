import type { ArrayExpression, ObjectExpression } from '@oxc-project/types';
import { insertAt, type TextEdit } from '../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../text/layout.ts';
import { linesOf, type Part } from './parts.ts';
import { WIDEST, type Style } from './style.ts';

/** Puts parts at the end of an object literal, laid out as the literal is. */
export function insertParts(text: string, object: ObjectExpression, parts: readonly Part[], style: Style): readonly TextEdit[] {
  const last = object.properties.at(-1);
  const outer = indentAt(text, object.start);
  if (last === undefined) return [fillEmpty(text, object, linesOf(parts, outer + style.unit, style), outer)];
  const tail = text.slice(last.end, object.end - 1);
  const closing = lineStart(text, object.end - 1);
  const startsLine = /^[ \t]*$/.test(text.slice(closing, object.end - 1)) && closing > object.start;
  if (startsLine) {
    const indent = ownIndent(text, last.start) ?? outer + style.unit;
    const comma = hasComma(tail) ? [] : [insertAt(last.end, ',')];
    return [...comma, insertAt(closing, joined(text, withoutLastComma(linesOf(parts, indent, style), hasComma(tail)), 'each'))];
  }
  const inline = linesOf(parts, '', style);
  const line = inline.map((each) => each.replace(/,$/, '')).join(', ');
  const lineLength = text.slice(lineStart(text, object.start), object.end).length + line.length + 2;
  const isShort = parts.every((part) => part.kind === 'property') && inline.length === parts.length && !inline.some((each) => each.includes('//'));
  if (isShort && lineLength <= WIDEST && !text.slice(object.start, object.end).includes('\n')) return [insertAt(last.end, `, ${line}`)];
  return [...brokenUp(text, object, outer + style.unit), ...afterLast(text, object, linesOf(parts, outer + style.unit, style), outer)];
}

function fillEmpty(text: string, object: ObjectExpression, lines: readonly string[], outer: string): TextEdit {
  const newline = newlineOf(text);
  const inside = text.slice(object.start + 1, object.end - 1);
  const kept = inside.trim() === '' ? '' : `${inside.trimEnd()}`;
  return { range: { start: object.start + 1, end: object.end - 1 }, text: `${kept}${newline}${joined(text, lines, 'between')}${newline}${outer}` };
}

/** Each property on a line of its own, where only blanks stand between them. */
function brokenUp(text: string, object: ObjectExpression, indent: string): readonly TextEdit[] {
  const starts = object.properties.map(({ start }) => start);
  const before = [object.start + 1, ...object.properties.slice(0, -1).map(({ end }) => end)];
  return starts.flatMap((start, index) => {
    const from = before[index] ?? start;
    const gap = text.slice(from, start);
    const blanks = /[ \t]*$/.exec(gap)?.[0] ?? '';
    if (gap.includes('\n') || gap.includes('//') || gap.includes('/*')) return [];
    return [{ range: { start: start - blanks.length, end: start }, text: newlineOf(text) + indent }];
  });
}

function afterLast(text: string, object: ObjectExpression, lines: readonly string[], outer: string): readonly TextEdit[] {
  const end = object.properties.at(-1)?.end ?? object.start + 1;
  const tail = text.slice(end, object.end - 1);
  const blanks = /[ \t]*$/.exec(tail)?.[0].length ?? 0;
  const newline = newlineOf(text);
  const added = `${newline}${joined(text, lines, 'between')}${newline}${outer}`;
  return [...(hasComma(tail) ? [] : [insertAt(end, ',')]), { range: { start: object.end - 1 - blanks, end: object.end - 1 }, text: added }];
}

/** True when a comma, and not only comments, follows the last part of a list. */
function hasComma(tail: string): boolean {
  return tail.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '').includes(',');
}

/** A file without a comma after the last property goes on without one. */
function withoutLastComma(lines: readonly string[], isUsual: boolean): readonly string[] {
  const index = lines.findLastIndex((line) => !/^\s*\/\//.test(line));
  return isUsual || index === -1 ? lines : lines.map((line, each) => (each === index ? line.replace(/,(?=\s*(\/\/.*)?$)/, '') : line));
}

function ownIndent(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

function joined(text: string, lines: readonly string[], newlines: 'each' | 'between'): string {
  const newline = newlineOf(text);
  return newlines === 'between' ? lines.join(newline) : lines.map((line) => line + newline).join('');
}

/** Puts items at the end of an array, laid out as the array is. */
export function insertItems(text: string, array: ArrayExpression, items: readonly string[]): readonly TextEdit[] {
  const last = array.elements.findLast((element) => element !== null);
  if (last == null) return [{ range: { start: array.start + 1, end: array.end - 1 }, text: items.join(', ') }];
  const indent = ownIndent(text, last.start);
  const between = indent === undefined ? ', ' : `,${newlineOf(text)}${indent}`;
  return [insertAt(last.end, items.map((item) => between + item).join(''))];
}
