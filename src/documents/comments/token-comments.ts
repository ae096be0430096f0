import type { Range } from '../../text/range.ts';

/**
 * Tokens of SQL that may hold what looks like a comment, and comments. What nobody closed goes to the end of the text.
 * https://www.postgresql.org/docs/17/sql-syntax-lexical.html
 */
const SQL = /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$(\w{0,63})\$[\s\S]*?(?:\$\1\$|$)|\/\*[\s\S]*?(?:\*\/|$)|--[^\r\n]*/g;

/** The same of a Prisma schema: https://www.prisma.io/docs/orm/prisma-schema/overview#comments */
const PRISMA = /"(?:[^"\\\r\n]|\\.)*"|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/g;

/** The comments of SQL. */
export const sqlComments = (text: string): readonly Range[] => commentsAmong(text, SQL);

/** The comments of a Prisma schema. */
export const prismaComments = (text: string): readonly Range[] => commentsAmong(text, PRISMA);

function commentsAmong(text: string, tokens: RegExp): readonly Range[] {
  return [...text.matchAll(tokens)].filter(([token]) => /^(?:\/[/*]|--)/.test(token)).map(({ 0: token, index }) => ({ start: index, end: index + token.length }));
}
