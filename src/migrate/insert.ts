import type { ArrayExpression, ObjectExpression } from '@oxc-project/types';
import { insertAt, type TextEdit } from '../text/edit.ts';
import { lineStart, newlineOf } from '../text/layout.ts';
import { linesOf, type Part } from './parts.ts';
import { WIDEST, type Style } from './style.ts';

/** Puts parts at the end of an object literal, laid out as the literal is. `outer` is the indentation of the line that it starts on. */
export function insertParts(text: string, object: ObjectExpression, parts: readonly Part[], { style, outer }: Layout): readonly TextEdit[] {
  const last = object.properties.at(-1);
  if (last === undefined) return parts.length === 0 ? [] : [fillEmpty(text, object, linesOf(parts, outer + style.unit, style), outer)];
  const closing = lineStart(text, object.end - 1);
  if (closing > object.start && /^[ \t]*$/.test(text.slice(closing, object.end - 1))) return parts.length === 0 ? [] : insertLines(text, object, parts, { style, outer });
  const line = shortLine(text, object, parts, style);
  if (line !== undefined) return parts.length === 0 ? [] : [insertAt(last.end, `, ${line}`)];
  return breakOpen(text, object, parts, { style, outer });
}

interface Layout {
  readonly style: Style;
  readonly outer: string;
}

/** True when an object stays as it is laid out, whatever is added to it. */
export function keepsLayout(text: string, object: ObjectExpression, parts: readonly Part[], style: Style): boolean {
  return parts.length === 0 || isOpen(text, object) || shortLine(text, object, parts, style) !== undefined;
}

/** True when the parts of an object stand on lines of their own. */
export function isOpen(text: string, object: ObjectExpression): boolean {
  return text.slice(object.start, object.properties[0]?.start ?? object.end).includes('\n');
}

/** The parts on one line, where they fit onto that of the object. */
function shortLine(text: string, object: ObjectExpression, parts: readonly Part[], style: Style): string | undefined {
  if (object.properties.length === 0 || text.slice(object.start, object.end).includes('\n')) return undefined;
  const lines = linesOf(parts, '', style);
  const isPlain = parts.every((part) => part.kind !== 'remark') && lines.length === parts.length && !lines.some((line) => line.includes(' // '));
  const line = lines.map((each) => each.replace(/,$/, '')).join(', ');
  const columns = text.slice(lineStart(text, object.start), object.end).length + line.length + 2;
  return isPlain && columns <= WIDEST ? line : undefined;
}

function insertLines(text: string, object: ObjectExpression, parts: readonly Part[], { style, outer }: Layout): readonly TextEdit[] {
  const last = object.properties.at(-1) ?? object;
  const isUsual = hasComma(text.slice(last.end, object.end - 1));
  const lines = withoutLastComma(linesOf(parts, ownIndent(text, last.start) ?? outer + style.unit, style), isUsual);
  return [...(isUsual ? [] : [insertAt(last.end, ',')]), insertAt(lineStart(text, object.end - 1), joined(text, lines, 'each'))];
}

/** An object of one line gets a line for each of its parts. */
export function breakOpen(text: string, object: ObjectExpression, parts: readonly Part[], { style, outer }: Layout): readonly TextEdit[] {
  if (object.properties.length === 0) return [fillEmpty(text, object, linesOf(parts, outer + style.unit, style), outer)];
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
  const added = `${lines.length === 0 ? '' : newline}${joined(text, lines, 'between')}${newline}${outer}`;
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

/** The blanks before an offset that starts its line. */
export function ownIndent(text: string, offset: number): string | undefined {
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
