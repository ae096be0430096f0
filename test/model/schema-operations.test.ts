import { describe, expect, it } from 'vitest';
import { declared } from '../../src/model/fact.ts';
import type { Table } from '../../src/model/facts/tables.ts';
import { migrated, type SchemaOperation } from '../../src/model/schema/operations.ts';
import { indexOf, keysOf } from '../../src/model/schema/parts.ts';

const AT = declared('schema.table', 'x', { path: 'a.sql', text: '' }, { start: 0, end: 0 });
const TABLE: Table = { at: AT, name: 'a', database: undefined, columns: [{ name: 'b', type: 'int4', at: AT }], indexes: [], foreignKeys: [], source: 'sql', isComplete: true };
const index = (name: string, ...columns: string[]) => indexOf('sql', AT, keysOf(columns), { name });
const shown = (operations: readonly SchemaOperation[]) => migrated([{ kind: 'create-table', table: TABLE }, ...operations]).tables.map(({ name, indexes, isComplete }) =>
  `${name}: ${indexes.map((each) => `${each.name} (${each.keys.map(({ column }) => column).join(', ')})`).join(', ')}${isComplete ? '' : ' ...'}`);

describe('steps of migrations', () => {
  it.each<readonly [string, readonly SchemaOperation[], readonly string[]]>([
    ['an index is made once under a name', [{ kind: 'add-index', table: 'a', index: index('x', 'b') }, { kind: 'add-index', table: 'a', index: index('x', 'c') }], ['a: x (b)']],
    ['an index is dropped by its name', [{ kind: 'add-index', table: 'a', index: index('x', 'b') }, { kind: 'drop-index', name: 'x' }], ['a: ']],
    ['an index goes with its column', [{ kind: 'add-index', table: 'a', index: index('x', 'b', 'c') }, { kind: 'drop-column', table: 'a', column: 'c' }], ['a: ']],
    ['names follow', [{ kind: 'add-index', table: 'a', index: index('x', 'b') }, { kind: 'rename-column', table: 'a', column: 'b', to: 'd' }, { kind: 'rename-table', table: 'a', to: 'e' }], ['e: x (d)']],
    ['a table goes', [{ kind: 'drop-table', table: 'a' }], []],
    ['what cannot be read leaves the table open', [{ kind: 'unread', table: 'a' }], ['a:  ...']],
  ])('%s', (_, operations, expected) => {
    expect(shown(operations)).toEqual(expected);
  });

  it('an index of a table that is made later, or by somebody else, is kept', () => {
    const early: SchemaOperation = { kind: 'add-index', table: 'a', index: index('x', 'b') };
    expect(migrated([early]).loose).toHaveLength(1);
    expect(migrated([early, { kind: 'create-table', table: TABLE }]).tables[0]?.indexes).toHaveLength(1);
    expect(migrated([{ kind: 'unread', table: undefined }]).isOpen).toBe(true);
  });
});
