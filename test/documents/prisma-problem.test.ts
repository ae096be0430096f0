import { describe, expect, it } from 'vitest';
import { findPrismaProblem } from '../../src/documents/prisma-problem.ts';

const HEAD = 'datasource db {\n  provider = "postgresql"\n}\n';

/** The first refused line, counted from 1 behind the datasource, and what is said of it. */
function refused(text: string): string | undefined {
  const problem = findPrismaProblem(HEAD + text);
  return problem === undefined ? undefined : `${(HEAD + text).slice(HEAD.length, problem.range.start).split('\n').length}: ${problem.message}`;
}

describe('the first line of a schema that Prisma refuses', () => {
  it.each([
    ['a field without a type', 'model Pear {\n  id Int @id\n  ripe\n}\n', '3: this line is no field, which has a name and a type'],
    ['a field with a value', 'model Pear {\n  id = 7\n}\n', '2: this line is no field, which has a name and a type'],
    ['a list that is not closed', 'model Pear {\n  id Int @id\n  seeds Seed[\n}\n', '3: this line of model Pear cannot be read'],
    ['an attribute that is not closed', 'model Pear {\n  at DateTime @default(now()\n  id Int @id @default(autoincrement())\n}\n', '2: this bracket is not closed, or what it holds cannot be read'],
    ['a text that is not closed', 'generator client {\n  provider = "prisma-client\n}\n', '2: this line of generator client cannot be read'],
    ['a block that is not closed', 'model Pear {\n  id Int @id\n', '1: this block is not closed'],
    ['a block inside of another', 'model Pear {\n  id Int @id\n\nmodel Plum {\n  id Int @id\n}\n', '4: model Pear is not closed before this line'],
    ['a line outside of blocks', 'model Pear {\n  id Int @id\n}\n}\n', '4: this line is outside of a block, and begins none'],
    ['a kind of block that there is not', 'modell Pear {\n  id Int @id\n}\n', '1: a schema has no block of the kind "modell"'],
    ['a field in an enum', 'enum Kind {\n  RED Int\n}\n', '2: this line is no value of an enum'],
    ['a setting without its name', 'generator client {\n  "prisma-client"\n}\n', '2: this line of generator client cannot be read'],
    ['an object that is not closed', 'model Pear {\n  id Int @id\n  @@index([id], where: { id: 1)\n}\n', '3: this bracket is not closed, or what it holds cannot be read'],
    ['brackets without end', `model Pear {\n  id Int @default(${'['.repeat(50_000)}\n}\n`, '2: this bracket is not closed, or what it holds cannot be read'],
    ['calls without end', `model Pear {\n  id Int @default(${'f('.repeat(50_000)}\n}\n`, '2: this bracket is not closed, or what it holds cannot be read'],
    ['an unfinished merge', 'model Pear {\n<<<<<<< HEAD\n  id Int @id\n=======\n>>>>>>> other\n}\n', '2: a merge conflict is not resolved'],
  ])('is told of %s', (_, text, expected) => {
    expect(refused(text)).toBe(expected);
  });

  it.each([
    ['all kinds of blocks', 'generator client {\n  provider = "prisma-client"\n  previewFeatures = ["views", "postgresqlExtensions"]\n}\nview Seen {\n  id Int @unique\n}\ntype Place {\n  x Float\n}\nenum Kind {\n  RED @map("red") // warm\n  @@map("kinds")\n}\n'],
    ['values over several lines', 'model Pear {\n  id Int\n  place Unsupported("point")?\n  @@id(\n    [\n      id,\n    ],\n    map: "pears"\n  )\n}\n'],
    ['comments', '/* all */ model Pear { // here\n  /// of it\n  id Int @id /* and */\n} // end\n'],
    ['the rows of a partial index', 'model Pear {\n  id Int @id\n  isRipe Boolean @unique(where: { isRipe: true })\n  @@index([id], where: { isRipe: { not: false }, id: 1 })\n}\n'],
    ['a blank of another script', 'model Pear {\n  id\u3000Int @id\n}\n'],
    ['nothing else', ''],
  ])('is not told of %s', (_, text) => {
    expect(refused(text)).toBeUndefined();
  });
});
