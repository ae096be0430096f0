import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findCli } from '../../src/railway/find-cli.ts';
import { readAnswers } from '../../src/railway/read-answers.ts';
import { withDouble } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'optimize-answers-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const production = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';
const shop = '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01';

test('the linked environment is found, and asked for by its id', async () => {
  const double = withDouble();
  const answers = await withEnvironment(double.env, async () => readAnswers(await findCli(folder), { cwd: folder }));
  expect(answers.target).toEqual({ project: shop, environment: production });
  expect(double.calls().map(({ words }) => words.join(' '))).toEqual([
    'environment list --json', `status --json --environment ${production}`, `environment config --json --environment ${production}`,
  ]);
  expect(double.calls()[2]?.environment).toMatchObject({ RAILWAY_PROJECT_ID: shop, RAILWAY_ENVIRONMENT_ID: production });
});
