import type { Range } from '../text/range.ts';

/** A word, a number, a text, a sign or the end of a line of a Prisma schema. */
export interface PrismaToken {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'line';
  /** Of a text: what stands between its quotes, escapes resolved. */
  readonly value: string;
  readonly range: Range;
}

const TOKEN = /(?<space>[\t\f\v\p{Zs}]+)|(?<line>\r?\n|\r)|(?<comment>\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$))|(?<text>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_-]*)|(?<sign>@@|[^])/gu;

/** Splits a Prisma schema. https://www.prisma.io/docs/orm/reference/prisma-schema-reference */
export function prismaTokens(text: string): readonly PrismaToken[] {
  const tokens: PrismaToken[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const { groups = {}, index } = match;
    const range = { start: index, end: index + match[0].length };
    if (groups['space'] !== undefined || groups['comment'] !== undefined) continue;
    const kind = (['line', 'text', 'number', 'word'] as const).find((each) => groups[each] !== undefined) ?? 'sign';
    tokens.push({ kind, value: kind === 'text' ? unescaped(match[0].slice(1, -1)) : match[0], range });
  }
  return tokens;
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, (_, sign: string) => ({ n: '\n', t: '\t', r: '\r' })[sign] ?? sign);
