import { mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from '../../../src/model/facts/data.ts';
import { itemsOf, read } from '../../code/python/read.ts';
import { PYTHON, WITHOUT_PYTHON } from '../../support/real-tools.ts';
import { readAs, writePrograms, type Reported } from './compared.ts';
import { PYTHON_SOURCES, type PoolSource } from './python-sources.ts';

const root = mkdtempSync(join(tmpdir(), 'optimize-pools-'));
const reports = new Map<PoolSource, Reported>();
const PROGRAM = fileURLToPath(new URL('report_pools.py', import.meta.url));

/** Of each library the program that says nothing: what it does by default. */
const PLAIN: Readonly<Record<string, string>> = { sqlalchemy: 'the defaults', 'sqlalchemy-async': 'the defaults', 'flask-sqlalchemy': 'the defaults', django: 'Django by default' };

beforeAll(() => {
  if (WITHOUT_PYTHON) return;
  const programs = writePrograms(root, PYTHON_SOURCES);
  const { stdout, stderr } = spawnSync(PYTHON, [PROGRAM], { input: JSON.stringify(programs), encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const answers = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Readonly<Record<string, Reported>>;
  for (const [index, source] of PYTHON_SOURCES.entries()) reports.set(source, answers[programs[index]?.folder ?? ''] ?? {});
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function poolOf({ files, packages, environment }: PoolSource): Promise<Pool> {
  const { facts } = await read(files, { packages: packages ?? [], environment: environment ?? {} });
  const [pool, ...more] = itemsOf(facts['database.pools']);
  if (pool === undefined || more.length > 0) throw new Error(`${pool === undefined ? 'no pool is' : 'several pools are'} read`);
  return pool;
}

describe.skipIf(WITHOUT_PYTHON)('what is read of a pool is what its library reports', () => {
  test.each(PYTHON_SOURCES.filter(({ unresolved }) => unresolved === undefined).map((source) => [source.title, source] as const))('%s', async (_title, source) => {
    const reported = reports.get(source) ?? {};
    expect(reported.error).toBeUndefined();
    const pool = await poolOf(source);
    const plain = [...reports].find(([{ title }]) => title === PLAIN[pool.library])?.[1] ?? {};
    expect(readAs(pool, reported, plain)).toEqual(reported);
  });

  test.each(PYTHON_SOURCES.filter(({ unresolved }) => unresolved !== undefined).map((source) => [source.title, source] as const))('%s: only a run tells', async (_title, source) => {
    expect(reports.get(source)?.maximum).toBeDefined();
    expect((await poolOf(source)).maximum).toMatchObject({ state: 'unresolved', reason: source.unresolved });
  });
});
