import type { Argument, CallExpression, Expression, Node, ObjectExpression, TemplateLiteral } from '@oxc-project/types';
import { holeOf } from '../../documents/sql-placeholders.ts';
import { escapedPieces, type TextPiece } from '../../text/text-pieces.ts';

/** A text that is written down, and where its first character stands in the file. */
export interface ScriptText {
  readonly text: string;
  /** Undefined where the characters are not those of the file. */
  readonly start: number | undefined;
  /** Where its stretches stand, when there is no such start. */
  readonly pieces: readonly TextPiece[];
}

/** An escape, or an end of a line that a template reads as one character. https://tc39.es/ecma262/#sec-literals-string-literals */
const ESCAPE = /\\(?:\r\n|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|[0-7]{1,3}|[^])|\r\n/g;

/** How many characters an escape stands for. A tagged template may hold one that stands for none that there is, `\u{FFFFFFF}`. */
function lengthOf(written: string): number {
  if (/^\\[\r\n\u2028\u2029]/.test(written)) return 0;
  return written.startsWith('\\u{') && Number.parseInt(written.slice(3, -1), 16) > 0xffff ? 2 : 1;
}

/** The text of a string or a template; what a template puts in is a name of the same length. Undefined of anything else. */
export function scriptText(node: Node | undefined, source: string): ScriptText | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') {
    const inner = source.slice(node.start + 1, node.end - 1);
    if (inner === node.value) return { text: node.value, start: node.start + 1, pieces: [] };
    return { text: node.value, start: undefined, pieces: escapedPieces(inner, { from: 0, at: node.start + 1 }, ESCAPE, lengthOf) };
  }
  return node?.type === 'TemplateLiteral' ? templateText(node, source) : undefined;
}

/** The text of a template. */
export function templateText(node: TemplateLiteral, source: string): ScriptText {
  let filled = source.slice(node.start, node.end);
  for (const { start, end } of node.expressions) {
    const open = filled.lastIndexOf('${', start - node.start);
    const close = filled.indexOf('}', end - node.start);
    if (open === -1 || close === -1) return piecewise(node, source);
    filled = filled.slice(0, open) + holeOf(close + 1 - open) + filled.slice(close + 1);
  }
  const text = filled.slice(1, -1);
  return text.includes('\\') ? piecewise(node, source) : { text, start: node.start + 1, pieces: [] };
}

/** The text of a template with escapes. */
function piecewise({ start: opening, quasis }: TemplateLiteral, source: string): ScriptText {
  const pieces: TextPiece[] = [];
  let text = '';
  for (const { start, end, value, tail } of quasis) {
    // With TypeScript the parser counts the signs around an element as a part of it.
    const isWide = quasis[0]?.start === opening;
    const [from, to] = isWide ? [start + 1, end - (tail ? 1 : 2)] : [start, end];
    pieces.push(...escapedPieces(source.slice(from, to), { from: text.length, at: from }, ESCAPE, lengthOf));
    text += value.cooked ?? '';
    if (tail) continue;
    pieces.push({ from: text.length, at: to });
    text += holeOf(8);
  }
  return { text, start: undefined, pieces };
}

/** The dotted name of what is called: `queryInterface.sequelize.query`. */
export function dottedName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression') return dottedName(node.expression);
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.computed) return undefined;
  const object = dottedName(node.object);
  return object === undefined ? undefined : `${object}.${node.property.name}`;
}

/** The value of a property. */
export function propertyOf({ properties }: ObjectExpression, name: string): Expression | undefined {
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const key = property.key.type === 'Identifier' ? property.key.name : property.key.type === 'Literal' ? property.key.value : undefined;
    if (key === name) return property.value as Expression;
  }
  return undefined;
}

/** The options of a call that stand in an object; the last argument that is one. */
export function optionsOf({ arguments: given }: CallExpression): ObjectExpression | undefined {
  return given.findLast((each): each is ObjectExpression & Argument => each.type === 'ObjectExpression');
}

/** True for an option that is written as true. */
export function isOn(options: ObjectExpression | undefined, name: string): boolean {
  const value = options === undefined ? undefined : propertyOf(options, name);
  return value?.type === 'Literal' && value.value === true;
}

export const isOff = (value: Expression | undefined): boolean => value?.type === 'Literal' && value.value === false;

/** A text as written, or the `name` or `tableName` of an object. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'ObjectExpression') return undefined;
  return nameOf(propertyOf(node, 'tableName') ?? propertyOf(node, 'name'));
}

/** Texts of a list, or the one text. */
export function namesOf(node: Node | undefined): readonly (string | undefined)[] {
  if (node?.type === 'ArrayExpression') return node.elements.map((each) => (each === null ? undefined : nameOf(each)));
  return node === undefined ? [] : [nameOf(node)];
}
