import type { Range } from '../text/range.ts';
import { prismaTokens, type PrismaToken } from './prisma-lexer.ts';
import { argumentsAt, attributeAt, attributesAt, close, endOf, isSign, peek, takes, valueAt, type PrismaAttribute, type PrismaCursor, type PrismaValue } from './prisma-values.ts';

export type { PrismaArgument, PrismaAttribute, PrismaValue } from './prisma-values.ts';

/** A line of a model: `posts Post[] @relation("author")`. */
export interface PrismaField {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly attributes: readonly PrismaAttribute[];
  readonly range: Range;
}

/** A name on a line of its own. */
export interface PrismaWord {
  readonly name: string;
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
  readonly words: readonly PrismaWord[];
  readonly range: Range;
  /** Lines that could not be read. */
  readonly unread: readonly Range[];
}

/** What a text of a Prisma schema says. */
export interface PrismaSchema {
  readonly blocks: readonly PrismaBlock[];
  /** Lines outside of blocks that begin none. */
  readonly stray: readonly Range[];
  /** Opening brackets of what could not be read to its closing one. */
  readonly unread: readonly Range[];
}

/** The blocks of a Prisma schema, in order. A line that cannot be read is listed, and the rest of its block is still good. */
export function parsePrisma(text: string): readonly PrismaBlock[] {
  return parsePrismaSchema(text).blocks;
}

/** Reads a Prisma schema, with what of it could not be read. */
export function parsePrismaSchema(text: string): PrismaSchema {
  const cursor: PrismaCursor = { tokens: prismaTokens(text), unread: [], at: 0, depth: 0 };
  const blocks: PrismaBlock[] = [];
  const stray: Range[] = [];
  for (let token = peek(cursor); token !== undefined; token = peek(cursor)) {
    const block = blockAt(cursor);
    if (block !== undefined) blocks.push(block);
    else if (token.kind === 'line') cursor.at += 1;
    else stray.push(skipStray(cursor, token));
  }
  return { blocks, stray, unread: cursor.unread };
}

/** Over a line that begins no block, and over a bracket that closes none. */
function skipStray(cursor: PrismaCursor, from: PrismaToken): Range {
  cursor.at += 1;
  return isSign(from, '}') ? from.range : skipLine(cursor, from);
}

function blockAt(cursor: PrismaCursor): PrismaBlock | undefined {
  const [kind, name] = [peek(cursor), peek(cursor, 1)];
  if (kind?.kind !== 'word' || name?.kind !== 'word' || !isSign(peek(cursor, 2), '{')) return undefined;
  const begin = cursor.at;
  cursor.at += 3;
  const fields: PrismaField[] = [];
  const attributes: PrismaAttribute[] = [];
  const settings = new Map<string, PrismaValue>();
  const words: PrismaWord[] = [];
  const unread: Range[] = [];
  for (let token = peek(cursor); token !== undefined && !isSign(token, '}'); token = peek(cursor)) {
    const start = cursor.at;
    if (token.kind === 'line') cursor.at += 1;
    else if (isSign(token, '@@')) add(attributes, attributeAt(cursor));
    else if (token.kind === 'word' && isSign(peek(cursor, 1), '=')) addSetting(cursor, token.value, settings);
    else if (token.kind === 'word' && peek(cursor, 1)?.kind === 'word') add(fields, fieldAt(cursor, token));
    else if (token.kind === 'word') addWord(cursor, token, words);
    if (cursor.at === start || !isLineOver(cursor)) unread.push(skipLine(cursor, token));
  }
  close(cursor, '}', peek(cursor, 2 + begin - cursor.at));
  return { kind: kind.value, name: name.value, fields, attributes, settings, words, unread, range: { start: kind.range.start, end: endOf(cursor) } };
}

function add<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

function isLineOver(cursor: PrismaCursor): boolean {
  const next = peek(cursor);
  const before = cursor.tokens[cursor.at - 1];
  return next === undefined || next.kind === 'line' || before?.kind === 'line' || isSign(next, '}');
}

function skipLine(cursor: PrismaCursor, from: PrismaToken): Range {
  while (peek(cursor) !== undefined && peek(cursor)?.kind !== 'line' && !isSign(peek(cursor), '}')) cursor.at += 1;
  return { start: from.range.start, end: endOf(cursor) };
}

function addSetting(cursor: PrismaCursor, name: string, settings: Map<string, PrismaValue>): void {
  const start = cursor.at;
  cursor.at += 2;
  const value = valueAt(cursor);
  if (value === undefined) cursor.at = start;
  else settings.set(name, value);
}

/** A value of an enum, which may have attributes. */
function addWord(cursor: PrismaCursor, { value: name, range }: PrismaToken, words: PrismaWord[]): void {
  cursor.at += 1;
  attributesAt(cursor);
  words.push({ name, range });
}

function fieldAt(cursor: PrismaCursor, { value: name, range }: PrismaToken): PrismaField {
  const type = peek(cursor, 1)?.value ?? '';
  cursor.at += 2;
  // `Unsupported("circle")`
  if (isSign(peek(cursor), '(')) argumentsAt(cursor);
  const isList = isSign(peek(cursor, 1), ']') && takes(cursor, '[') && takes(cursor, ']');
  const isOptional = takes(cursor, '?');
  return { name, type, isList, isOptional, attributes: attributesAt(cursor), range: { start: range.start, end: endOf(cursor) } };
}
