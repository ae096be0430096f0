import { expect, it } from 'vitest';
import { parseSql } from '../../src/documents/sql.ts';
import { isHole, neutralSql } from '../../src/documents/sql-placeholders.ts';
import { positionAt } from '../../src/text/range.ts';

/** Statements as `kind: text`, and problems as `line: message`. */
async function read(text: string): Promise<readonly string[]> {
  const { statements, problems } = await parseSql(text);
  return [
    ...statements.map(({ kind, range }) => `${kind}: ${text.slice(range.start, range.end)}`),
    ...problems.map(({ message, range }) => `${positionAt(text, range.start).line}: ${message}`),
  ];
}

it.each([
  ['SELECT 1', ['SelectStmt: SELECT 1']],
  ['', []],
  ['-- nothing here\n;; /* a /* b */ ; */', []],
  ['\ufeffSELECT 1;\r\nSELECT 2;\r\n', ['SelectStmt: SELECT 1', 'SelectStmt: SELECT 2']],
  ["SELECT 'a;b''c', \"d;e\", E'f\\';g', $$h;i$$, $x$j;$$;k$x$; SELECT 2", ["SelectStmt: SELECT 'a;b''c', \"d;e\", E'f\\';g', $$h;i$$, $x$j;$$;k$x$", 'SelectStmt: SELECT 2']],
  ["SELECT a$b$c FROM t WHERE x = $1 AND y = 'C:\\'; SELECT 2", ["SelectStmt: SELECT a$b$c FROM t WHERE x = $1 AND y = 'C:\\'", 'SelectStmt: SELECT 2']],
  ['CREATE RULE r AS ON UPDATE TO t DO (SELECT 1; SELECT 2); SELECT 3', ['RuleStmt: CREATE RULE r AS ON UPDATE TO t DO (SELECT 1; SELECT 2)', 'SelectStmt: SELECT 3']],
  [
    'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
    ['CreateFunctionStmt: CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END', 'SelectStmt: SELECT 3'],
  ],
  ['BEGIN; SELECT 1; END; SELECT 2', ['TransactionStmt: BEGIN', 'SelectStmt: SELECT 1', 'TransactionStmt: END', 'SelectStmt: SELECT 2']],
  ['\\c app\n\\copy t from x.csv\nSELECT 1\\gexec\nSELECT 2;', ['SelectStmt: SELECT 1', 'SelectStmt: SELECT 2']],
  ["COPY t (a) FROM stdin;\n1;it's\n\\.\nSELECT 1;", ['CopyStmt: COPY t (a) FROM stdin', 'SelectStmt: SELECT 1']],
  ["COPY t FROM STDIN WITH (FORMAT csv);\r\n1;it's\r\n\\.\r\nSELECT 1;", ['CopyStmt: COPY t FROM STDIN WITH (FORMAT csv)', 'SelectStmt: SELECT 1']],
  ['COPY t TO stdout; SELECT 1', ['CopyStmt: COPY t TO stdout', 'SelectStmt: SELECT 1']],
])('cuts %j as psql does', async (text, expected) => {
  expect(await read(text)).toEqual(expected);
});

it('says of a broken statement on which line it breaks, and reads the others', async () => {
  expect(await read("SELECT 'é';\nALTER TABLE t\n  PARTITION BY RANGE (day);\nSELECT 2;")).toEqual([
    "SelectStmt: SELECT 'é'", 'SelectStmt: SELECT 2', '3: syntax error at or near "PARTITION"',
  ]);
});

it.each(["SELECT 1;\nSELECT 'open", 'SELECT 1;\nSELECT $a$ open $$', 'SELECT 1;\nSELECT "open'])('says where a quote stays open: %j', async (text) => {
  const { problems } = await parseSql(text);
  expect(problems).toHaveLength(1);
  expect(positionAt(text, problems[0]?.range.start ?? 0)).toEqual({ line: 2, column: 8 });
});

it('gives offsets of the text for locations of the tree, which count bytes', async () => {
  const text = "SELECT 1; SELECT 'é€😀' FROM orders";
  const [, second] = (await parseSql(text)).statements;
  if (second?.kind !== 'SelectStmt') throw new Error('not a SELECT');
  const [from] = second.node.fromClause ?? [];
  const location = from !== undefined && 'RangeVar' in from ? from.RangeVar.location : undefined;
  expect(second.offsetOf(location ?? 0)).toBe(text.indexOf('orders'));
});

it('gives comments, which tools read', async () => {
  const text = '-- +goose NO TRANSACTION\nSELECT 1 /* why */;';
  expect((await parseSql(text)).comments.map(({ start, end }) => text.slice(start, end))).toEqual(['-- +goose NO TRANSACTION', '/* why */']);
});

it('is not complete where it reads no further, and stays quick', async () => {
  const { complete, problems } = await parseSql(`INSERT INTO t VALUES ${"(1,'x'),".repeat(50_000)}(1,'x'); SELECT 1;`);
  expect({ complete, problems }).toEqual({ complete: false, problems: [] });
  const dump = await parseSql('INSERT INTO `t` VALUES (1);\n'.repeat(50_000));
  expect(dump.complete).toBe(false);
  expect(dump.problems.length).toBeLessThan(100);
});

it.each(['('.repeat(90_000), `SELECT ${'('.repeat(40_000)}1`, `SELECT ${'NOT '.repeat(20_000)}true`, '/*'.repeat(50_000), "''".repeat(50_000)])('does not break at deep nesting', async (text) => {
  const { statements, problems, complete } = await parseSql(text);
  expect(statements.length + problems.length + Number(!complete)).toBeGreaterThanOrEqual(text.startsWith('/*') ? 0 : 1);
});

it.each([
  ['SELECT * FROM t WHERE a = %s AND b = %(name)s AND c LIKE \'x%%\'', ['percent']],
  ['SELECT * FROM t WHERE id IN %s', ['percent']],
  ['INSERT INTO t (a, b) VALUES %s', ['percent']],
  ["SELECT a::text, '10:30' FROM t WHERE a = :a AND b IN :ids AND c[1:2] IS NULL", ['colon']],
  ['SELECT * FROM t WHERE a = ? LIMIT ?', ['question']],
  ['SELECT * FROM {table} WHERE {column!r} = {}', ['braces']],
  ['SELECT $1::int', ['numbered']],
] as const)('puts names of the same length for the placeholders of %j', async (text, styles) => {
  const neutral = neutralSql(text, styles);
  expect(neutral).toHaveLength(text.length);
  expect((await parseSql(neutral)).problems).toEqual([]);
  expect(isHole(neutral.match(/\ue000_*/)?.[0])).toBe(styles[0] !== 'numbered');
});
