import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';
import { failureOf, startSessions, valueOf, type Session, type Sessions } from './sessions.ts';

/** What the rules say of statements, on a real server. */
describe.skipIf(WITHOUT_POSTGRES || WITHOUT_NODE)('statements', () => {
  let sessions: Sessions;
  let session: Session;
  let other: Session;

  beforeAll(async () => {
    sessions = await startSessions();
    [session, other] = [await sessions.open(), await sessions.open()];
    await session.query('CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, placed timestamptz, note text) WITH (fillfactor = 50)');
    await session.query('INSERT INTO orders SELECT n, n % 50, now(), NULL FROM generate_series(1, 2000) n');
  });
  afterAll(() => sessions.stop());

  /** Whether another session's statement waits for what a transaction of this one did. */
  async function waits(held: string, statement: string): Promise<boolean> {
    await session.query('BEGIN');
    await session.query(held);
    await other.query("SET lock_timeout = '200ms'");
    const failure = await failureOf(other.query(statement));
    await session.query('ROLLBACK');
    return failure === 'canceling statement due to lock timeout';
  }

  test('CREATE INDEX stops writes of the table, and lets reads pass', async () => {
    const build = 'CREATE INDEX ix ON orders (customer)';
    expect(await waits(build, "UPDATE orders SET note = 'x' WHERE id = 1")).toBe(true);
    expect(await waits(build, 'SELECT count(*) FROM orders')).toBe(false);
    await session.query('BEGIN');
    await session.query(build);
    expect(await valueOf(other, "SELECT mode FROM pg_locks WHERE relation = 'orders'::regclass AND mode <> 'AccessShareLock'")).toBe('ShareLock');
    await session.query('ROLLBACK');
  });

  test('CREATE INDEX CONCURRENTLY lets writes pass while it waits for an older transaction', async () => {
    await other.query('BEGIN');
    await other.query("UPDATE orders SET note = 'old' WHERE id = 2");
    const builder = await sessions.open();
    const built = builder.query('CREATE INDEX CONCURRENTLY ix_aside ON orders (customer)');
    await expect.poll(() => valueOf(session, "SELECT count(*)::int FROM pg_locks WHERE relation = 'orders'::regclass AND mode = 'ShareUpdateExclusiveLock'")).toBe(1);
    await session.query("SET lock_timeout = '2s'");
    await session.query("UPDATE orders SET note = 'while' WHERE id = 3");
    await other.query('COMMIT');
    await built;
    await session.query('DROP INDEX CONCURRENTLY ix_aside');
  });

  test('what must run alone fails in a transaction, and in one text with others', async () => {
    await session.query('BEGIN');
    expect(await failureOf(session.query('CREATE INDEX CONCURRENTLY a ON orders (customer)'))).toBe('CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
    await session.query('ROLLBACK');
    expect(await failureOf(session.query('CREATE INDEX CONCURRENTLY a ON orders (customer); CREATE INDEX CONCURRENTLY b ON orders (placed)')))
      .toBe('CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
    expect(await failureOf(session.query('VACUUM orders; ANALYZE orders'))).toBe('VACUUM cannot run inside a transaction block');
    expect(await failureOf(session.query('ANALYZE orders; ANALYZE orders'))).toBe('it works');
    await session.query('CREATE INDEX CONCURRENTLY a ON orders (customer)');
    await session.query('DROP INDEX CONCURRENTLY a');
  });

  test('IF NOT EXISTS keeps an invalid index, and dropping it first builds a good one', async () => {
    const isValid = () => valueOf(session, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'once'::regclass");
    expect(await failureOf(session.query('CREATE UNIQUE INDEX CONCURRENTLY once ON orders (customer)'))).toContain('could not create unique index');
    await session.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS once ON orders (customer)');
    expect(await isValid()).toBe(false);
    await session.query('DROP INDEX CONCURRENTLY IF EXISTS once');
    await session.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS once ON orders (customer)');
    expect(await isValid()).toBe(true);
    await session.query('DROP INDEX once');
  });

  test('a table is partitioned when it is made, and its keys hold the partition key', async () => {
    expect(await failureOf(session.query('ALTER TABLE orders PARTITION BY RANGE (placed)'))).toBe('syntax error at or near "PARTITION"');
    expect(await failureOf(session.query('CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz) PARTITION BY RANGE (at)')))
      .toBe('unique constraint on partitioned table must include all partitioning columns');
    await session.query('CREATE TABLE events (id bigint, at timestamptz, PRIMARY KEY (at, id)) PARTITION BY RANGE (at)');
    await session.query('CREATE TABLE events_all PARTITION OF events DEFAULT');
    expect(await failureOf(session.query('ALTER TABLE events ADD UNIQUE (id)'))).toBe('unique constraint on partitioned table must include all partitioning columns');
    expect(await failureOf(session.query('CREATE INDEX CONCURRENTLY ON events (id)'))).toContain('concurrently');
  });

  test('an update of the partition key moves the row to another partition', async () => {
    await session.query("CREATE TABLE moved (id int, day int) PARTITION BY RANGE (day)");
    await session.query('CREATE TABLE moved_a PARTITION OF moved FOR VALUES FROM (0) TO (10)');
    await session.query('CREATE TABLE moved_b PARTITION OF moved FOR VALUES FROM (10) TO (20)');
    await session.query('INSERT INTO moved VALUES (1, 5)');
    await session.query('UPDATE moved SET day = 15');
    expect(await valueOf(session, 'SELECT tableoid::regclass::text FROM moved')).toBe('moved_b');
  });

  test('a concurrent refresh needs a unique index on plain columns of all rows', async () => {
    await session.query('CREATE MATERIALIZED VIEW totals AS SELECT customer, count(*) AS n FROM orders GROUP BY customer');
    const refresh = () => failureOf(session.query('REFRESH MATERIALIZED VIEW CONCURRENTLY totals'));
    expect(await refresh()).toBe('cannot refresh materialized view "public.totals" concurrently');
    await session.query('CREATE UNIQUE INDEX ON totals ((customer + 0))');
    await session.query('CREATE UNIQUE INDEX ON totals (customer) WHERE n > 0');
    expect(await refresh()).toBe('cannot refresh materialized view "public.totals" concurrently');
    await session.query('CREATE UNIQUE INDEX totals_key ON totals (customer)');
    expect(await refresh()).toBe('it works');
  });

  test('no update of an included column stays within its page', async () => {
    const updated = async () => {
      const count = async () => Number(await valueOf(session, "SELECT pg_stat_get_xact_tuples_hot_updated('orders'::regclass)"));
      await session.query('BEGIN');
      const before = await count();
      await session.query("UPDATE orders SET note = 'n' || random() WHERE id BETWEEN 100 AND 199");
      const share = await count() - before;
      await session.query('COMMIT');
      return share;
    };
    expect(await updated()).toBeGreaterThan(90);
    await session.query('CREATE INDEX covering ON orders (customer) INCLUDE (note)');
    expect(await updated()).toBe(0);
    await session.query('DROP INDEX covering');
  });

  test('TRUNCATE and INSERT show an empty table as two calls, and never as one text', async () => {
    await session.query('CREATE TABLE summary AS SELECT 1 AS n');
    const reader = await sessions.open();
    await session.query('TRUNCATE summary');
    expect(await valueOf(reader, 'SELECT count(*)::int FROM summary')).toBe(0);
    await session.query('INSERT INTO summary SELECT 1');
    const both = session.query('TRUNCATE summary; INSERT INTO summary SELECT 1 FROM pg_sleep(0.3)');
    expect(await valueOf(reader, 'SELECT count(*)::int FROM summary')).toBe(1);
    await both;
    expect(await failureOf(session.query('TRUNCATE summary; INSERT INTO summary SELECT 1/0'))).toBe('division by zero');
    expect(await valueOf(reader, 'SELECT count(*)::int FROM summary')).toBe(1);
  });

  test('VACUUM FULL stops reads while it waits, and while it runs', async () => {
    await session.query('BEGIN');
    await session.query('SELECT 1 FROM summary');
    const full = other.query("SET lock_timeout = '10min'").then(() => other.query('VACUUM FULL summary'));
    const reader = await sessions.open();
    await expect.poll(() => valueOf(reader, "SELECT count(*)::int FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'summary'::regclass AND NOT granted")).toBe(1);
    await reader.query("SET lock_timeout = '200ms'");
    expect(await failureOf(reader.query('SELECT count(*) FROM summary'))).toBe('canceling statement due to lock timeout');
    await session.query('COMMIT');
    await full;
  });

  test('settings of autovacuum take a lock that lets reads and writes pass', async () => {
    const set = 'ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)';
    expect(await waits(set, "UPDATE orders SET note = 'y' WHERE id = 9")).toBe(false);
    expect(await waits(set, 'SELECT count(*) FROM orders')).toBe(false);
  });

  test('the planner knows of a load after ANALYZE only', async () => {
    await session.query('CREATE TABLE loaded (n int) WITH (autovacuum_enabled = false)');
    await session.query('INSERT INTO loaded VALUES (1)');
    await session.query('ANALYZE loaded');
    await session.query('TRUNCATE loaded; INSERT INTO loaded SELECT * FROM generate_series(1, 500)');
    const known = () => valueOf(session, "SELECT reltuples::int FROM pg_class WHERE relname = 'loaded'");
    expect(await known()).not.toBe(500);
    await session.query('BEGIN; ANALYZE loaded; COMMIT');
    expect(await known()).toBe(500);
  });

  test('a statement that is prepared in SQL is known to its connection alone', async () => {
    await session.query('PREPARE find (int) AS SELECT $1');
    expect(await failureOf(other.query('EXECUTE find(1)'))).toBe('prepared statement "find" does not exist');
    expect(await failureOf(session.query('PREPARE find (int) AS SELECT $1'))).toBe('prepared statement "find" already exists');
  });

  test('rows without an order move between pages', async () => {
    await session.query('CREATE TABLE pages AS SELECT n AS id, 0 AS seen FROM generate_series(1, 20) n');
    const page = async (skipped: number, order = '') => (await session.query(`SELECT id FROM pages ${order} LIMIT 10 OFFSET ${skipped}`)).rows.map(({ id }) => id);
    const first = await page(0);
    await session.query('UPDATE pages SET seen = 1 WHERE id <= 5');
    const second = await page(10);
    expect(second.some((id) => first.includes(id))).toBe(true);
    const ordered = await page(0, 'ORDER BY id');
    await session.query('UPDATE pages SET seen = 2 WHERE id <= 5');
    expect((await page(10, 'ORDER BY id')).some((id) => ordered.includes(id))).toBe(false);
  });

  test('an upsert replaces a row that is there, without a DELETE', async () => {
    await session.query('CREATE TABLE keyed (k int PRIMARY KEY, v int)');
    await session.query('INSERT INTO keyed VALUES (1, 1)');
    await session.query('INSERT INTO keyed SELECT 1, 2 ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v WHERE keyed.v IS DISTINCT FROM EXCLUDED.v');
    expect(await valueOf(session, 'SELECT v FROM keyed')).toBe(2);
  });
});
