import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declared, type Known } from '../../../src/model/fact.ts';
import type { Pool } from '../../../src/model/facts/data.ts';
import { readProject } from '../../code/javascript/support.ts';
import { linkModules, WITHOUT_NODE } from '../../support/real-tools.ts';
import { readAs, writePrograms, type Reported } from './compared.ts';
import { NODE_SOURCES } from './node-sources.ts';
import type { PoolSource } from './python-sources.ts';

const root = mkdtempSync(join(tmpdir(), 'optimize-pools-'));
const reports = new Map<PoolSource, Reported>();
const PROGRAM = fileURLToPath(new URL('report-pools.mjs', import.meta.url));

/** Of each library the program that says nothing: what it does by default. */
const PLAIN: Readonly<Record<string, string>> = { pg: 'pg by default', '@neondatabase/serverless': 'the pool of Neon by default', 'postgres.js': 'postgres.js by default' };

beforeAll(() => {
  if (WITHOUT_NODE) return;
  linkModules(root);
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const programs = writePrograms(root, NODE_SOURCES);
  const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, root], { input: JSON.stringify(programs), encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const answers = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Readonly<Record<string, Reported>>;
  for (const [index, source] of NODE_SOURCES.entries()) reports.set(source, answers[programs[index]?.folder ?? ''] ?? {});
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function poolOf({ files, environment }: PoolSource): Promise<Pool> {
  const settings = new Map(Object.entries(environment ?? {}).map(([name, value]): readonly [string, Known<string>] =>
    [name, declared(name, value, { path: '.env', text: `${name}=${value}` }, { start: 0, end: 1 })]));
  const { facts } = await readProject(files, 'index.js', settings);
  const fact = facts['database.pools'];
  const [pool, ...more] = fact?.state === 'known' ? fact.value : [];
  if (pool === undefined || more.length > 0) throw new Error(`${pool === undefined ? 'no pool is' : 'several pools are'} read`);
  return pool;
}

describe.skipIf(WITHOUT_NODE)('what is read of a pool is what its library reports', () => {
  test.each(NODE_SOURCES.filter(({ unresolved }) => unresolved === undefined).map((source) => [source.title, source] as const))('%s', async (_title, source) => {
    const reported = reports.get(source) ?? {};
    expect(reported.error).toBeUndefined();
    const pool = await poolOf(source);
    const plain = [...reports].find(([{ title }]) => title === PLAIN[pool.library])?.[1] ?? reported;
    expect(readAs(pool, reported, plain)).toEqual(reported);
  });

  test.each(NODE_SOURCES.filter(({ unresolved }) => unresolved !== undefined).map((source) => [source.title, source] as const))('%s: only a run tells', async (_title, source) => {
    expect(reports.get(source)?.maximum).toBeDefined();
    expect((await poolOf(source)).maximum).toMatchObject({ state: 'unresolved', reason: source.unresolved });
  });
});
