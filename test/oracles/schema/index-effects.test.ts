import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { WITHOUT_POSTGRES } from '../../support/real-tools.ts';

/** What the rules about indexes claim, shown by PostgreSQL itself. */
let postgres: Postgres;
let address = '';

beforeAll(async () => {
  if (WITHOUT_POSTGRES) return;
  postgres = await startPostgres();
  address = await postgres.create('effects');
  await sql(`
    CREATE TABLE parents (id int PRIMARY KEY);
    INSERT INTO parents SELECT generate_series(1, 20000);
    CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE, day int, paid boolean NOT NULL);
    INSERT INTO children SELECT n, n % 20000 + 1, n % 50, n % 1000 = 0 OR n % 2 = 0 FROM generate_series(1, 60000) n;
    ANALYZE parents, children;`);
});
afterAll(async () => {
  if (!WITHOUT_POSTGRES) await postgres.stop();
});

const sql = (text: string) => postgres.query(address, text);
const plan = async (query: string) => (await sql(`EXPLAIN (COSTS off) ${query}`)).join('\n');
const BY_PARENT = 'SELECT * FROM children WHERE parent = 77';

/** Scans of the whole child table that one DELETE of a parent takes. */
async function scansOfDelete(parent: number): Promise<number> {
  const scans = async () => Number((await sql("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'children'"))[0]);
  const before = await scans();
  await sql(`DELETE FROM parents WHERE id = ${parent}`);
  return await scans() - before;
}

async function withIndex(definition: string, use: () => Promise<void>): Promise<void> {
  await sql(`CREATE INDEX the_index ON children ${definition}`);
  await sql('VACUUM ANALYZE children');
  try {
    await use();
  } finally {
    await sql('DROP INDEX the_index');
  }
}

describe.skipIf(WITHOUT_POSTGRES)('indexes on PostgreSQL (skipped until its server is installed)', () => {
  test('the foreign key has none by itself, so that a DELETE of a parent reads all children', async () => {
    expect(await sql("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'children'::regclass")).toEqual(['children_pkey']);
    expect(await plan(BY_PARENT)).toContain('Seq Scan on children');
    expect(await scansOfDelete(1)).toBeGreaterThan(0);
  });

  test.each(['(parent)', '(parent DESC, day)', '(parent) WHERE parent IS NOT NULL', 'USING hash (parent)', '(parent) INCLUDE (day)'])('an index on %s finds the children, and the DELETE reads no more of them', async (definition) => {
    await withIndex(definition, async () => {
      expect(await plan(BY_PARENT)).toContain('the_index');
      expect(await scansOfDelete(100 + definition.length)).toBe(0);
    });
  });

  test.each(['(parent) WHERE day > 10', '(day, parent) WHERE paid', '(abs(parent))'])('an index on %s does not', async (definition) => {
    await withIndex(definition, async () => {
      expect(await plan(BY_PARENT)).not.toContain('the_index');
      expect(await scansOfDelete(200 + definition.length)).toBeGreaterThan(0);
    });
  });

  test('the longer index serves what the shorter one did', async () => {
    await sql('CREATE INDEX longer ON children (parent, day DESC); CREATE INDEX shorter ON children (parent)');
    await sql('VACUUM ANALYZE children');
    const queries = [BY_PARENT, 'SELECT * FROM children WHERE parent IN (3, 4)', 'SELECT parent FROM children ORDER BY parent DESC LIMIT 5', 'SELECT * FROM children WHERE parent = 9 ORDER BY day'];
    await sql('DROP INDEX shorter');
    for (const query of queries) expect(await plan(query), query).toMatch(/(?:Scan(?: Backward)?) (?:using|on) longer/);
    expect(await scansOfDelete(300)).toBe(0);
    await sql('DROP INDEX longer');
  });

  test('an order that is not the reverse as a whole cannot be read from the other index', async () => {
    await sql('CREATE INDEX other ON children (parent, day, id)');
    await sql('VACUUM ANALYZE children');
    const sorted = 'SELECT parent, day FROM children ORDER BY parent';
    expect(await plan(`${sorted}, day LIMIT 5`)).not.toContain('Sort');
    expect(await plan(`${sorted} DESC, day DESC LIMIT 5`)).not.toContain('Sort');
    expect(await plan(`${sorted}, day DESC LIMIT 5`)).toContain('Sort');
    await sql('DROP INDEX other');
  });

  test('of equal constraints of a CREATE TABLE there is one index, of CREATE INDEX another one', async () => {
    await sql('CREATE TABLE doubles (id int PRIMARY KEY UNIQUE, slug text UNIQUE, CONSTRAINT one_slug UNIQUE (slug), CONSTRAINT again UNIQUE (id))');
    expect(await sql("SELECT count(*) FROM pg_index WHERE indrelid = 'doubles'::regclass")).toEqual(['2']);
    await sql('CREATE INDEX ix_doubles_id ON doubles (id)');
    expect(await sql("SELECT count(*) FROM pg_index WHERE indrelid = 'doubles'::regclass")).toEqual(['3']);
  });

  test('an index on a boolean is passed over where half of the rows match, and a partial one sorts the rare rows', async () => {
    await withIndex('(paid)', async () => expect(await plan('SELECT * FROM children WHERE paid')).toContain('Seq Scan'));
    await sql('UPDATE children SET paid = id % 2000 <> 0');
    await withIndex('(day) WHERE NOT paid', async () => {
      const rare = await plan('SELECT * FROM children WHERE NOT paid ORDER BY day LIMIT 10');
      expect(rare).toContain('the_index');
      expect(rare).not.toContain('Sort');
    });
  });

  test('ON CONFLICT needs a unique index on exactly its columns, without a condition of its own', async () => {
    await sql('CREATE TABLE totals (owner int, day int, sum int)');
    const upsert = (columns: string) => sql(`INSERT INTO totals VALUES (1, 2, 3) ON CONFLICT (${columns}) DO UPDATE SET sum = excluded.sum`);
    const refusal = /no unique or exclusion constraint matching the ON CONFLICT specification/;
    await expect(upsert('owner, day')).rejects.toThrow(refusal);
    await sql('CREATE INDEX plain_totals ON totals (owner, day)');
    await expect(upsert('owner, day')).rejects.toThrow(refusal);
    await sql('CREATE UNIQUE INDEX some_totals ON totals (owner, day) WHERE day > 0');
    await expect(upsert('owner, day')).rejects.toThrow(refusal);
    await sql('INSERT INTO totals VALUES (1, 2, 3) ON CONFLICT (owner, day) WHERE day > 0 DO NOTHING');
    await sql('CREATE UNIQUE INDEX one_total ON totals (day, owner)');
    await upsert('owner, day');
    await expect(upsert('owner')).rejects.toThrow(refusal);
    await expect(upsert('owner, day, sum')).rejects.toThrow(refusal);
  });
});
