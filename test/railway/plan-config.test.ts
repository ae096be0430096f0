import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConfigPlan } from '../../src/model/config-plan.ts';
import { planConfig } from '../../src/railway/plan-config.ts';
import { withDouble, type Double } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

const found = { target: { project: '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01', environment: '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03' }, name: 'production', status: undefined };
let folder: string;
let doubles: Double[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optimize-plan-'));
  doubles = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const double of doubles) double.remove();
});

/** The plan of a file of the folder, and the folder in which the CLI ran. */
async function planned(plan?: unknown, version = '5.71.0'): Promise<{ readonly plan: ConfigPlan; readonly cwd: string | undefined }> {
  const double = withDouble({ state: { linked: null, ...(plan === undefined ? {} : { plan }) } });
  doubles.push(double);
  const answer = await withEnvironment(double.env, () => planConfig({ path: double.path, version }, { file: join(folder, 'railway.ts'), found }));
  return { plan: answer, cwd: double.calls()[0]?.cwd };
}

test('a recorded plan: what goes, what is unset, and no values', async () => {
  const { plan, cwd } = await planned();
  expect(plan).toMatchObject({ environment: 'production', errors: [], stillRead: [] });
  expect(plan.changes.map(({ summary, isDestructive, unset }) => [summary.slice(0, 27), isDestructive, unset])).toEqual([
    ['Delete variable web.WEB_CON', true, []], ['Update web build.builder', false, ['build.builder']],
    ['Update web deploy.healthche', false, ['deploy.healthcheckPath', 'deploy.limitOverride.containers.cpu', 'deploy.limitOverride.containers.memoryBytes', 'regions.europe-west4-drams3a', 'deploy.restartPolicyMaxRetries', 'deploy.restartPolicyType']],
    ['Delete service Postgres', true, []],
  ]);
  expect(JSON.stringify(plan)).not.toMatch(/gunicorn|NIXPACKS/);
  expect(cwd).toBe(folder);
});

test('where .agents lies beside the file, the CLI runs elsewhere, or it would clean up there', async () => {
  mkdirSync(join(folder, '.agents'));
  expect((await planned()).cwd).toBe(tmpdir());
});

test.each([
  [{ ok: false, diagnostics: [] }, ['Railway does not take the file, and does not say why']],
  [{ ok: false, diagnostics: [{ severity: 'error', path: '', message: 'no\u001B[31m way' }, { severity: 'warning', path: 'a', message: 'b' }] }, ['no way']],
  [{ ok: false, diagnostics: [{ severity: 'error', path: 'graph' }] }, ['graph: no reason is given']],
])('errors are told with their places: %j', async (plan, errors) => {
  expect((await planned(plan)).plan).toEqual({ environment: 'production', changes: [], stillRead: [], errors });
});

test('an answer that does not say whether it is a plan is none', async () => {
  await expect(planned({ diagnostics: [] })).rejects.toMatchObject({ code: 'railway-answer' });
});

test('a CLI that needs another program to evaluate the file is too old', async () => {
  await expect(planned(undefined, '5.41.9')).rejects.toMatchObject({ code: 'railway-too-old' });
  expect((await planned(undefined, '5.42.0')).plan.environment).toBe('production');
});
