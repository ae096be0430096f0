import type { Range } from '../text/range.ts';
import type { PrismaToken } from './prisma-lexer.ts';

/** A value in a Prisma schema: `"text"`, `7`, `name`, `call(argument)`, `[list]`, `{ name: value }`. */
export type PrismaValue =
  | { readonly kind: 'text' | 'number'; readonly value: string; readonly range: Range }
  | { readonly kind: 'name'; readonly value: string; readonly arguments: readonly PrismaArgument[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly PrismaValue[]; readonly range: Range }
  | { readonly kind: 'object'; readonly entries: readonly PrismaArgument[]; readonly range: Range };

export interface PrismaArgument {
  readonly name: string | undefined;
  readonly value: PrismaValue;
}

/** `@unique`, `@db.Uuid`, `@@index([a, b])`; the name has no `@`. */
export interface PrismaAttribute {
  readonly name: string;
  readonly arguments: readonly PrismaArgument[];
  readonly range: Range;
}

/** Where the reading of a schema is. */
export interface PrismaCursor {
  readonly tokens: readonly PrismaToken[];
  /** Opening brackets of what could not be read to its closing one, the innermost first. */
  readonly unread: Range[];
  at: number;
  /** Brackets around that place, inside of a block. */
  depth: number;
}

/** Brackets in brackets that are read: nobody writes more, and each takes of the stack. */
const DEEPEST = 100;

/** The next thing, or one further on. */
export const peek = (cursor: PrismaCursor, ahead = 0): PrismaToken | undefined => cursor.tokens[cursor.at + ahead];
/** True for that sign. */
export const isSign = (token: PrismaToken | undefined, value: string): boolean => token?.kind === 'sign' && token.value === value;
/** Where what was read last ends. */
export const endOf = (cursor: PrismaCursor): number => cursor.tokens[cursor.at - 1]?.range.end ?? 0;

/** Steps over a sign, if it is the next thing. */
export function takes(cursor: PrismaCursor, value: string): boolean {
  if (!isSign(peek(cursor), value)) return false;
  cursor.at += 1;
  return true;
}

/** Steps over a closing bracket, or notes that the opening one has none. */
export function close(cursor: PrismaCursor, sign: string, opening: PrismaToken | undefined, isRead = true): void {
  if ((!takes(cursor, sign) || !isRead) && opening !== undefined) cursor.unread.push(opening.range);
}

/** What follows a field or a value of an enum. */
export function attributesAt(cursor: PrismaCursor): readonly PrismaAttribute[] {
  const attributes: PrismaAttribute[] = [];
  while (isSign(peek(cursor), '@')) {
    const attribute = attributeAt(cursor);
    if (attribute !== undefined) attributes.push(attribute);
  }
  return attributes;
}

/** At a `@` or `@@`. */
export function attributeAt(cursor: PrismaCursor): PrismaAttribute | undefined {
  const start = peek(cursor)?.range.start ?? 0;
  cursor.at += 1;
  const name = dottedAt(cursor);
  if (name === undefined) return undefined;
  const given = isSign(peek(cursor), '(') ? argumentsAt(cursor) : [];
  return { name, arguments: given, range: { start, end: endOf(cursor) } };
}

function dottedAt(cursor: PrismaCursor): string | undefined {
  const first = peek(cursor);
  if (first?.kind !== 'word') return undefined;
  cursor.at += 1;
  let name = first.value;
  while (isSign(peek(cursor), '.') && peek(cursor, 1)?.kind === 'word') {
    name += `.${peek(cursor, 1)?.value ?? ''}`;
    cursor.at += 2;
  }
  return name;
}

/** From the opening bracket to the closing one, over lines. */
export function argumentsAt(cursor: PrismaCursor): readonly PrismaArgument[] {
  return listAt(cursor, ')', () => argumentAt(cursor));
}

function argumentAt(cursor: PrismaCursor): PrismaArgument | undefined {
  const word = peek(cursor);
  const isNamed = word?.kind === 'word' && isSign(peek(cursor, 1), ':');
  if (isNamed) cursor.at += 2;
  skipLines(cursor);
  const value = valueAt(cursor);
  return value === undefined ? undefined : { name: isNamed ? word.value : undefined, value };
}

function listAt<T>(cursor: PrismaCursor, sign: string, item: () => T | undefined): readonly T[] {
  const items: T[] = [];
  const opening = peek(cursor);
  let isRead = true;
  cursor.at += 1;
  cursor.depth += 1;
  for (skipLines(cursor); peek(cursor) !== undefined && !isSign(peek(cursor), sign); skipLines(cursor)) {
    const read = item();
    if (read === undefined) cursor.at += 1;
    else items.push(read);
    skipLines(cursor);
    if (read === undefined || (!takes(cursor, ',') && !isSign(peek(cursor), sign))) isRead = false;
  }
  cursor.depth -= 1;
  close(cursor, sign, opening, isRead);
  return items;
}

function skipLines(cursor: PrismaCursor): void {
  while (peek(cursor)?.kind === 'line') cursor.at += 1;
}

/** A value; undefined, and nothing read, where none begins. */
export function valueAt(cursor: PrismaCursor): PrismaValue | undefined {
  const token = peek(cursor);
  if (token === undefined || cursor.depth > DEEPEST) return undefined;
  if (isSign(token, '[')) {
    const items = listAt(cursor, ']', () => valueAt(cursor));
    return { kind: 'list', items, range: { start: token.range.start, end: endOf(cursor) } };
  }
  if (isSign(token, '{')) {
    const entries = listAt(cursor, '}', () => argumentAt(cursor));
    return { kind: 'object', entries, range: { start: token.range.start, end: endOf(cursor) } };
  }
  if (token.kind === 'text' || token.kind === 'number') {
    cursor.at += 1;
    return { kind: token.kind, value: token.value, range: token.range };
  }
  const name = dottedAt(cursor);
  if (name === undefined) return undefined;
  const given = isSign(peek(cursor), '(') ? argumentsAt(cursor) : [];
  return { kind: 'name', value: name, arguments: given, range: { start: token.range.start, end: endOf(cursor) } };
}
