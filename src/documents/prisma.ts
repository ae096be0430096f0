import type { Range } from '../text/range.ts';
import { prismaTokens, type PrismaToken } from './prisma-lexer.ts';

/** A value in a Prisma schema: `"text"`, `7`, `name`, `call(argument)`, `[list]`. */
export type PrismaValue =
  | { readonly kind: 'text' | 'number'; readonly value: string; readonly range: Range }
  | { readonly kind: 'name'; readonly value: string; readonly arguments: readonly PrismaArgument[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly PrismaValue[]; readonly range: Range };

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

/** A line of a model: `posts Post[] @relation("author")`. */
export interface PrismaField {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly attributes: readonly PrismaAttribute[];
  readonly range: Range;
}

/** `model User { ... }`, `enum Role { ... }`, `datasource db { ... }`. */
export interface PrismaBlock {
  readonly kind: string;
  readonly name: string;
  /** Lines of a model, a view or a type. */
  readonly fields: readonly PrismaField[];
  /** Attributes with two `@`. */
  readonly attributes: readonly PrismaAttribute[];
  /** `key = value` of a datasource or generator. */
  readonly settings: ReadonlyMap<string, PrismaValue>;
  /** Names that stand on a line alone: the values of an enum. */
  readonly words: readonly string[];
  readonly range: Range;
  /** Lines that could not be read. */
  readonly unread: readonly Range[];
}

interface Cursor {
  readonly tokens: readonly PrismaToken[];
  at: number;
}

/** Reads a Prisma schema: its blocks, in order. A line that cannot be read is listed, and the rest of its block is still good. */
export function parsePrisma(text: string): readonly PrismaBlock[] {
  const cursor: Cursor = { tokens: prismaTokens(text), at: 0 };
  const blocks: PrismaBlock[] = [];
  while (cursor.at < cursor.tokens.length) {
    const block = blockAt(cursor);
    if (block === undefined) cursor.at += 1;
    else blocks.push(block);
  }
  return blocks;
}

const peek = (cursor: Cursor, ahead = 0): PrismaToken | undefined => cursor.tokens[cursor.at + ahead];
const isSign = (token: PrismaToken | undefined, value: string): boolean => token?.kind === 'sign' && token.value === value;
const endOf = (cursor: Cursor): number => cursor.tokens[cursor.at - 1]?.range.end ?? 0;

/** Steps over a sign, if it is the next thing. */
function takes(cursor: Cursor, value: string): boolean {
  if (!isSign(peek(cursor), value)) return false;
  cursor.at += 1;
  return true;
}

function blockAt(cursor: Cursor): PrismaBlock | undefined {
  const [kind, name] = [peek(cursor), peek(cursor, 1)];
  if (kind?.kind !== 'word' || name?.kind !== 'word' || !isSign(peek(cursor, 2), '{')) return undefined;
  cursor.at += 3;
  const fields: PrismaField[] = [];
  const attributes: PrismaAttribute[] = [];
  const settings = new Map<string, PrismaValue>();
  const words: string[] = [];
  const unread: Range[] = [];
  for (let token = peek(cursor); token !== undefined && !isSign(token, '}'); token = peek(cursor)) {
    const start = cursor.at;
    if (token.kind === 'line') cursor.at += 1;
    else if (isSign(token, '@@')) add(attributes, attributeAt(cursor));
    else if (token.kind === 'word' && isSign(peek(cursor, 1), '=')) addSetting(cursor, token.value, settings);
    else if (token.kind === 'word' && peek(cursor, 1)?.kind === 'word') add(fields, fieldAt(cursor, token));
    else if (token.kind === 'word') addWord(cursor, token.value, words);
    if (cursor.at === start || !isLineOver(cursor)) unread.push(skipLine(cursor, token));
  }
  takes(cursor, '}');
  return { kind: kind.value, name: name.value, fields, attributes, settings, words, unread, range: { start: kind.range.start, end: endOf(cursor) } };
}

function add<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

function isLineOver(cursor: Cursor): boolean {
  const next = peek(cursor);
  const before = cursor.tokens[cursor.at - 1];
  return next === undefined || next.kind === 'line' || before?.kind === 'line' || isSign(next, '}');
}

function skipLine(cursor: Cursor, from: PrismaToken): Range {
  while (peek(cursor) !== undefined && peek(cursor)?.kind !== 'line' && !isSign(peek(cursor), '}')) cursor.at += 1;
  return { start: from.range.start, end: endOf(cursor) };
}

function addSetting(cursor: Cursor, name: string, settings: Map<string, PrismaValue>): void {
  cursor.at += 2;
  const value = valueAt(cursor);
  if (value !== undefined) settings.set(name, value);
}

/** A value of an enum, which may have attributes. */
function addWord(cursor: Cursor, word: string, words: string[]): void {
  cursor.at += 1;
  attributesAt(cursor);
  words.push(word);
}

function fieldAt(cursor: Cursor, { value: name, range }: PrismaToken): PrismaField {
  const type = peek(cursor, 1)?.value ?? '';
  cursor.at += 2;
  // `Unsupported("circle")`
  if (isSign(peek(cursor), '(')) argumentsAt(cursor);
  const isList = takes(cursor, '[') && takes(cursor, ']');
  const isOptional = takes(cursor, '?');
  return { name, type, isList, isOptional, attributes: attributesAt(cursor), range: { start: range.start, end: endOf(cursor) } };
}

function attributesAt(cursor: Cursor): readonly PrismaAttribute[] {
  const attributes: PrismaAttribute[] = [];
  while (isSign(peek(cursor), '@')) add(attributes, attributeAt(cursor));
  return attributes;
}

/** At a `@` or `@@`. */
function attributeAt(cursor: Cursor): PrismaAttribute | undefined {
  const start = peek(cursor)?.range.start ?? 0;
  cursor.at += 1;
  const name = dottedAt(cursor);
  if (name === undefined) return undefined;
  const given = isSign(peek(cursor), '(') ? argumentsAt(cursor) : [];
  return { name, arguments: given, range: { start, end: endOf(cursor) } };
}

function dottedAt(cursor: Cursor): string | undefined {
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
function argumentsAt(cursor: Cursor): readonly PrismaArgument[] {
  return listAt(cursor, ')', () => {
    const word = peek(cursor);
    const isNamed = word?.kind === 'word' && isSign(peek(cursor, 1), ':');
    if (isNamed) cursor.at += 2;
    skipLines(cursor);
    const value = valueAt(cursor);
    return value === undefined ? undefined : { name: isNamed ? word.value : undefined, value };
  });
}

function listAt<T>(cursor: Cursor, close: string, item: () => T | undefined): readonly T[] {
  const items: T[] = [];
  cursor.at += 1;
  for (skipLines(cursor); peek(cursor) !== undefined && !isSign(peek(cursor), close); skipLines(cursor)) {
    const read = item();
    if (read === undefined) cursor.at += 1;
    else items.push(read);
    skipLines(cursor);
    takes(cursor, ',');
  }
  takes(cursor, close);
  return items;
}

function skipLines(cursor: Cursor): void {
  while (peek(cursor)?.kind === 'line') cursor.at += 1;
}

function valueAt(cursor: Cursor): PrismaValue | undefined {
  const token = peek(cursor);
  if (token === undefined) return undefined;
  if (isSign(token, '[')) {
    const items = listAt(cursor, ']', () => valueAt(cursor));
    return { kind: 'list', items, range: { start: token.range.start, end: endOf(cursor) } };
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
