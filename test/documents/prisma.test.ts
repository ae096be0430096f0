import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrisma } from '../../src/documents/prisma.ts';

const SCHEMA = `// the shop
datasource db {
  provider = "postgresql" // here
  url      = env("DATABASE_URL")
}

enum Role { ADMIN @map("admin")
  USER
}

/// A person.
model User {
  id    String   @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  role  Role?    @default(USER)
  place Unsupported("circle")?
  posts Post[]   @relation("written \\"by\\"")

  @@index([role, id(sort: Desc, ops: raw("uuid_ops"))], map: "by_role", type: BTree)
  @@unique(
    fields: [id,
      role], /* both */
    name: "both"
  )
}
`;

describe('a Prisma schema', () => {
  it.each([['\n'], ['\r\n']])('is read with its attributes and their places where lines end with %j', (newline) => {
    const text = SCHEMA.replaceAll('\n', newline);
    const [source, role, user, ...others] = parsePrisma(text);
    expect(others).toEqual([]);
    expect(source?.settings.get('provider')).toMatchObject({ kind: 'text', value: 'postgresql' });
    expect(source?.settings.get('url')).toMatchObject({ kind: 'name', value: 'env', arguments: [{ value: { value: 'DATABASE_URL' } }] });
    expect(role?.words.map(({ name }) => name)).toEqual(['ADMIN', 'USER']);
    expect(user?.fields.map(({ name, type, isList, isOptional }) => [name, type, isList, isOptional])).toEqual([
      ['id', 'String', false, false], ['role', 'Role', false, true], ['place', 'Unsupported', false, true], ['posts', 'Post', true, false],
    ]);
    expect(user?.fields[0]?.attributes.map(({ name }) => name)).toEqual(['id', 'default', 'db.Uuid']);
    expect(user?.fields[3]?.attributes[0]?.arguments[0]?.value).toMatchObject({ value: 'written "by"' });
    expect(user?.attributes.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '@@index([role, id(sort: Desc, ops: raw("uuid_ops"))], map: "by_role", type: BTree)', `@@unique(${newline}    fields: [id,${newline}      role], /* both */${newline}    name: "both"${newline}  )`,
    ]);
    expect(user?.unread).toEqual([]);
    expect(text.slice(user?.range.start, user?.range.end)).toMatch(/^model User \{[^]*\}$/);
  });

  it('keeps what it can read of a block with a broken line, and of the blocks behind it', () => {
    const [user, post] = parsePrisma('model User {\n  id Int @id\n  ?? what = is this\n  name String\n}\nmodel Post { id Int @id }\n');
    expect(user?.fields.map(({ name }) => name)).toEqual(['id', 'name']);
    expect(user?.unread).toHaveLength(1);
    expect(post?.fields).toHaveLength(1);
  });

  it('gives the rows of a partial index', () => {
    const [model] = parsePrisma('model Pear {\n  id Int @id\n  @@index([id], where: { id: { not: 7 } })\n}\n');
    expect(model?.attributes[0]?.arguments[1]).toMatchObject({ name: 'where', value: { kind: 'object', entries: [{ name: 'id', value: { kind: 'object', entries: [{ name: 'not', value: { value: '7' } }] } }] } });
  });

  it('ends on any text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('model', 'A', '{', '}', '[', ']', '(', ')', '@', '@@', '"', '\n', ',', ':', '=', '//', '/*', 'x', '?')), (words) => {
      expect(Array.isArray(parsePrisma(words.join(' ')))).toBe(true);
    }));
  });
});
