import { describe, expect, it } from 'vitest';
import { addPrismaIndexes } from '../../../src/fixes/settings/prisma/add-indexes.ts';
import { removePrismaAttribute } from '../../../src/fixes/settings/prisma/remove-attribute.ts';
import { declared } from '../../../src/model/fact.ts';
import { applyEdits } from '../../../src/text/edit.ts';
import type { Planned } from '../../../src/model/change.ts';

function after(text: string, planned: Planned): string {
  if (!planned.ok) return `refused: ${planned.because}`;
  const change = planned.changes.get('schema.prisma');
  return change?.kind === 'edit' ? applyEdits(text, change.edits) : 'no edit';
}

const place = (text: string, what: string) => declared('schema.table', what, { path: 'schema.prisma', text }, { start: text.indexOf(what), end: text.indexOf(what) + what.length });
const add = (text: string, columns: string) => after(text, addPrismaIndexes({ kind: 'rewrite', how: 'add-prisma-indexes', at: [place(text, 'id Int')], with: { columns } }));
const remove = (text: string, what: string) => after(text, removePrismaAttribute({ kind: 'rewrite', how: 'remove-prisma-attribute', at: [place(text, what)] }));

describe('indexes of a Prisma model', () => {
  it('come behind the fields with an empty line between, under the names of the fields', () => {
    expect(add('model A {\n\tid Int @id // key\n\tb Int @map("the_b")\n}', 'the_b;the_b,id')).toBe('model A {\n\tid Int @id // key\n\tb Int @map("the_b")\n\n\t@@index([b])\n\t@@index([b, id])\n}');
  });

  it('come behind the last attribute, with its indentation and line ends', () => {
    expect(add('model A {\r\n    id Int @id\r\n\r\n    @@map("a") // name\r\n}\r\n', 'id')).toBe('model A {\r\n    id Int @id\r\n\r\n    @@map("a") // name\r\n    @@index([id])\r\n}\r\n');
  });

  it.each([['model A { id Int @id }', 'id', 'refused: the model A stands on one line'], ['model A {\n  id Int @id\n}\n', 'other', 'refused: the model A has no field for one of the columns other']])('are refused in %j', (text, columns, because) => {
    expect(add(text, columns)).toBe(because);
  });

  it('go with their line, or with the space before them', () => {
    expect(remove('model A {\n  id Int @id @unique\n\n  @@index([id]) // spare\n  @@map("a")\n}\n', '@@index([id])')).toBe('model A {\n  id Int @id @unique\n\n  @@map("a")\n}\n');
    expect(remove('model A {\r\n\tid Int @id\r\n\t@@index([id])\r\n}', '@@index([id])')).toBe('model A {\r\n\tid Int @id\r\n}');
    expect(remove('model A {\n  id Int   @id   @unique // odd\n}\n', '@unique')).toBe('model A {\n  id Int   @id // odd\n}\n');
    expect(remove('model A {\n  id Int @id\n}\n', 'id Int @id')).toBe('refused: schema.table is no attribute of a Prisma model');
  });
});
