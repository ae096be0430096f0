import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { valueOf } from '../../../src/model/fact.ts';
import type { Pool } from '../../../src/model/facts/data.ts';
import { scan } from '../../../src/scan.ts';
import { caseOptions } from '../../support/case-options.ts';
import { PYTHON, WITHOUT_PYTHON } from '../../support/real-tools.ts';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const ASK = fileURLToPath(new URL('real_drivers.py', import.meta.url));
const FIXED = ['database/pool-liveness', 'database/pool-size', 'database/driver-arguments', 'database/connection-budget'];

/** Libraries whose pools the script opens; each tree under test is a copy with the fixes in it. */
const OPENED = ['sqlalchemy', 'sqlalchemy-async', 'flask-sqlalchemy', 'django', 'asyncpg', 'asyncpg-connection', 'psycopg-pool', 'psycopg', 'psycopg2'];

interface Asked {
  readonly title: string;
  readonly pool: Pool;
  readonly question: { readonly root: string; readonly path: string; readonly call: string; readonly library: string; readonly url: string };
}

interface Answer {
  readonly size?: number;
  readonly maximum?: number;
  readonly alive?: boolean;
  readonly kept?: number;
  readonly refused: string | null;
}

function fixedCases(): readonly string[] {
  return FIXED.flatMap((rule) => readdirSync(join(RULES, rule)).map((name) => join(rule, name)).filter((path) => existsSync(join(RULES, path, 'after'))));
}

/** The pools of a tree after its fixes, as our scan reads them, with what the script needs to open them. */
async function questionsOf(title: string, root: string): Promise<readonly Asked[]> {
  cpSync(join(RULES, title, 'before'), root, { recursive: true });
  cpSync(join(RULES, title, 'after'), root, { recursive: true });
  const { report } = await scan(root, await caseOptions(join(RULES, title)));
  return report.services.flatMap(({ service }) => valueOf(service.facts['database.pools']) ?? []).flatMap((pool): readonly Asked[] => {
    const { provenance } = pool.at;
    if (provenance.kind !== 'declared' || !OPENED.includes(pool.library) || pool.kind !== 'postgresql') return [];
    const { file: { path, text }, range } = provenance;
    return [{ title, pool, question: { root, path, call: text.slice(range.start, range.end), library: pool.library, url: addressFor(pool) } }];
  });
}

/** An address that nobody listens at, with the driver in it where SQLAlchemy needs one. */
function addressFor({ library, driver }: Pool): string {
  const isEngine = library.startsWith('sqlalchemy') || library === 'flask-sqlalchemy';
  return `postgresql${isEngine && driver !== undefined && driver !== 'psycopg2' ? `+${driver}` : ''}://u:p@127.0.0.1:1/d`;
}

test.skipIf(WITHOUT_PYTHON)('the real libraries take what the fixes write (skipped until node scripts/setup-tools.mjs made .venv)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-drivers-'));
  try {
    const asked: Asked[] = [];
    for (const [index, title] of fixedCases().entries()) asked.push(...await questionsOf(title, join(folder, String(index))));
    const input = asked.map(({ question }) => JSON.stringify(question)).join('\n');
    const run = spawnSync(PYTHON, [ASK], { input, encoding: 'utf8', maxBuffer: 1e8, env: { PATH: process.env['PATH'] ?? '' } });
    const answers = run.stdout.trim().split('\n').map((line) => JSON.parse(line) as Answer);
    expect(answers.length, run.stderr).toBe(asked.length);
    const differences = asked.flatMap(({ title, pool }, index) => differencesBetween(pool, answers[index]).map((difference) => `${title}: ${difference}`));
    expect(differences).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Where a library understood something else than our reading of the fixed program says. */
function differencesBetween(pool: Pool, answer: Answer | undefined): readonly string[] {
  if (answer === undefined || answer.refused !== null) return [`refused: ${answer?.refused ?? 'no answer'}`];
  const told = (name: string) => valueOf(pool.options.find((option) => option.name === name)?.value);
  const isGiven = (name: string) => pool.options.some((option) => option.name === name);
  const hasPool = !pool.options.some(({ name, value }) => name === 'poolclass' && valueOf(value) === 'NullPool');
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['size', hasPool ? answer.size : undefined, valueOf(pool.size)], ['maximum', hasPool ? answer.maximum : undefined, valueOf(pool.maximum)],
    ['seconds that a connection is kept', isGiven('CONN_MAX_AGE') && told('CONN_MAX_AGE') === undefined ? undefined : answer.kept, told('CONN_MAX_AGE') ?? 0],
    ['check of connections', answer.alive, (told('pool_pre_ping') ?? told('CONN_HEALTH_CHECKS')) === true],
  ];
  return pairs.flatMap(([what, real, ours]) => (real === undefined || real === ours ? [] : [`${what} is ${String(real)}, not ${String(ours)}`]));
}
