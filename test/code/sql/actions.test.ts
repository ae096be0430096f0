import { expect, it } from 'vitest';
import { parseSql } from '../../../src/documents/sql.ts';
import { actionOf } from '../../../src/code/sql/action.ts';

/** The action of the only statement, its empty parts left out. */
async function actionIn(text: string): Promise<unknown> {
  const { statements: [statement] } = await parseSql(text);
  if (statement === undefined) return undefined;
  return Object.fromEntries(Object.entries(actionOf(statement)).filter(([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)));
}

it.each([
  ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Ix" ON s.t USING btree (a, lower(b) DESC) INCLUDE (c) WHERE d', { kind: 'create-index', name: 'Ix', table: 's.t', unique: true, concurrently: true, ifNotExists: true, keys: ['a', undefined], included: ['c'], isPartial: true }],
  ['create index on only T (A)', { kind: 'create-index', table: 't', keys: ['a'], only: true }],
  ['DROP INDEX CONCURRENTLY IF EXISTS s.a, b', { kind: 'drop-index', names: ['s.a', 'b'], concurrently: true }],
  ['REINDEX INDEX CONCURRENTLY a', { kind: 'reindex', concurrently: true }],
  ['CREATE TABLE t (a int PRIMARY KEY, b text UNIQUE, UNIQUE (a, b)) PARTITION BY RANGE (a, date_trunc(\'day\', c))', { kind: 'create-table', table: 't', columns: ['a', 'b'], form: 'plain', partitionedBy: ['a', undefined], keys: [{ word: 'PRIMARY KEY', columns: ['a'] }, { word: 'UNIQUE', columns: ['b'] }, { word: 'UNIQUE', columns: ['a', 'b'] }] }],
  ['CREATE TEMP TABLE t (a int)', { kind: 'create-table', table: 't', columns: ['a'], form: 'temporary' }],
  ['CREATE TABLE p PARTITION OF t DEFAULT', { kind: 'create-table', table: 'p', form: 'partition' }],
  ['CREATE TABLE t AS SELECT 1', { kind: 'create-table', table: 't', form: 'query' }],
  ['ALTER TABLE t ADD COLUMN x int, ADD CONSTRAINT k UNIQUE (a)', { kind: 'add-key', table: 't', key: { word: 'UNIQUE', columns: ['a'] } }],
  ['ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i', { kind: 'other', node: 'AlterTableStmt' }],
  ['CREATE MATERIALIZED VIEW v AS SELECT x.a, b AS c, count(*) FROM x GROUP BY x.a, 2', { kind: 'create-view', view: 'v', groups: ['a', 'c'], isGroupedByAll: true }],
  ['CREATE MATERIALIZED VIEW v (k, n) AS SELECT a, count(*) FROM x GROUP BY a WITH NO DATA', { kind: 'create-view', view: 'v', groups: ['k'], isGroupedByAll: true }],
  ['CREATE MATERIALIZED VIEW v AS SELECT a, count(*) FROM x GROUP BY a, b', { kind: 'create-view', view: 'v', groups: ['a'] }],
  ['REFRESH MATERIALIZED VIEW CONCURRENTLY s.v', { kind: 'refresh-view', view: 's.v', concurrently: true }],
  ['VACUUM (FULL, ANALYZE off) a, s.b', { kind: 'vacuum', tables: ['a', 's.b'], full: true }],
  ['VACUUM ANALYZE', { kind: 'vacuum', analyze: true }],
  ['ANALYZE t (a)', { kind: 'analyze', tables: ['t'] }],
  ['TRUNCATE a, b CASCADE', { kind: 'truncate', tables: ['a', 'b'] }],
  ['INSERT INTO t (a, b) VALUES (1, 2)', { kind: 'insert', table: 't', columns: ['a', 'b'], rows: 'values' }],
  ['INSERT INTO t SELECT * FROM unnest($1::int[]) ON CONFLICT (a) DO UPDATE SET b = 1, c = EXCLUDED.c', { kind: 'insert', table: 't', rows: 'select', conflict: { columns: ['a'], sets: ['b', 'c'] } }],
  ['UPDATE t SET a = a + 1, b = 2 WHERE c = 3', { kind: 'update', table: 't', sets: ['a', 'b'] }],
  ['DELETE FROM t WHERE t.a = 1 AND b IN (SELECT c FROM d)', { kind: 'delete', table: 't', columns: ['a', 'b'], reads: ['d'] }],
  ['DELETE FROM t', { kind: 'delete', table: 't', everything: true }],
  ['SELECT t.*, u.a FROM t JOIN u ON true WHERE a ORDER BY 1 LIMIT 5 OFFSET $1', { kind: 'select', tables: ['t', 'u'], everything: true, isOrdered: true, isLimited: true, offset: 'given', isNarrowed: true }],
  ['SELECT * FROM generate_series(1, 5) OFFSET 3', { kind: 'select', offset: 'written' }],
  ['WITH w AS (SELECT a FROM t) SELECT * FROM w', { kind: 'select' }],
  ['SELECT u.* FROM t, (SELECT 1) u', { kind: 'select', tables: ['t'] }],
  ['SELECT a FROM t UNION ALL SELECT b FROM s.u', { kind: 'select', tables: ['t', 's.u'] }],
  ['COPY t FROM STDIN', { kind: 'copy', table: 't' }],
  ['ALTER TABLE t RENAME TO u', { kind: 'rename', table: 't' }],
  ['PREPARE p AS SELECT 1', { kind: 'prepare', name: 'p' }],
  ['EXECUTE p(1)', { kind: 'execute', name: 'p' }],
  ['START TRANSACTION', { kind: 'begin' }],
  ['SAVEPOINT a', { kind: 'other', node: 'TransactionStmt' }],
  ['END', { kind: 'commit' }],
])('reads %s', async (text, expected) => {
  expect(await actionIn(text)).toEqual(expected);
});
