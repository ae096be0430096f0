import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCli } from '../../src/railway/find-cli.ts';
import { readLive } from '../../src/railway/read-live.ts';
import type { LiveState } from '../../src/model/live-state.ts';
import { withDouble, type Double } from '../support/railway-double.ts';
import { withEnvironment } from '../support/with-environment.ts';

const production = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';
const shop = '0b6f5c1e-3f64-4d2c-9a55-6a1f6f0f1a01';
let cwd: string;
beforeEach(() => { cwd = mkdtempSync(join(tmpdir(), 'optimize-live-')); });
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const read = (double: Double, wanted: { readonly project?: string; readonly environment?: string } = {}): Promise<LiveState> => (
  withEnvironment(double.env, async () => readLive(await findCli(cwd), { cwd, ...wanted }))
);
const asked = (double: Double): readonly string[] => double.calls().map(({ words }) => words.join(' '));

test('the linked environment is found, and asked for by its id', async () => {
  const double = withDouble();
  expect(await read(double)).toMatchObject({ version: 1, cli: '5.71.0', project: { id: shop, name: 'shop' }, environment: { id: production, name: 'production' } });
  expect(asked(double)).toEqual([
    'environment list --json', `status --json --environment ${production}`, `environment config --json --environment ${production}`,
  ]);
  expect(double.calls()[2]?.environment).toMatchObject({ RAILWAY_PROJECT_ID: shop, RAILWAY_ENVIRONMENT_ID: production });
  double.remove();
});

test('a named environment of the linked project', async () => {
  const double = withDouble();
  await read(double, { environment: 'production' });
  expect(asked(double)).toEqual(['status --json --environment production', `environment config --json --environment ${production}`]);
  double.remove();
});

test('a named project and environment, in a folder that is linked to nothing', async () => {
  const double = withDouble({ state: { linked: null } });
  await read(double, { project: 'shop', environment: 'production' });
  expect(asked(double)[0]).toBe('status --json --environment production --project shop');
  double.remove();
});

test('names that look like flags are given as values', async () => {
  const status = JSON.parse(readFileSync(new URL('double/answers/status.json', import.meta.url), 'utf8').replaceAll('"name": "production"', '"name": "--help"').replaceAll('"name": "shop"', '"name": "-p"')) as object;
  const double = withDouble({ state: { status, linked: null } });
  expect(await read(double, { project: '-p', environment: '--help' })).toMatchObject({ project: { name: '-p' }, environment: { name: '--help' } });
  expect(asked(double)).toEqual(['status --json --environment=--help --project=-p', `environment config --json --environment ${production}`]);
  double.remove();
});

test('a project without an environment is a mistake that asks nobody', async () => {
  const double = withDouble();
  await expect(read(double, { project: 'shop' })).rejects.toMatchObject({ code: 'railway-unlinked', hint: 'name both: --project NAME --environment NAME' });
  expect(asked(double)).toEqual([]);
  double.remove();
});

test('a link to a project alone says how to link an environment', async () => {
  const double = withDouble({ state: { linked: { project: shop, environment: 'another' } } });
  await expect(read(double)).rejects.toMatchObject({ code: 'railway-unlinked' });
  double.remove();
});

test('an answer of another form names the place, and no value', async () => {
  const config = JSON.parse(readFileSync(new URL('double/answers/environment-config.json', import.meta.url), 'utf8')) as { services: Record<string, object> };
  config.services['5e2d7a90-1111-4a11-9b11-aaaaaaaaaa01'] = { variables: ['canary-5f2b9d7c41aa'] };
  const double = withDouble({ state: { config } });
  const error: unknown = await read(double).then(() => undefined, (reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'railway-answer', message: expect.stringMatching(/services\.\S+\.variables\b.* an object/) as unknown });
  expect(String(error)).not.toContain('canary');
  double.remove();
});

test('the CLI gets an environment that keeps it quiet, and the tokens of ours', async () => {
  const double = withDouble();
  await withEnvironment({ RAILWAY_API_TOKEN: 'token-canary', FORCE_COLOR: '1', RUST_BACKTRACE: '1' }, () => read(double));
  for (const { environment, words } of double.allCalls()) {
    expect(environment).toMatchObject({
      RAILWAY_NO_AUTO_UPDATE: '1', RAILWAY_NO_TELEMETRY: '1', RAILWAY_CAC_DEPRECATION_WARNING: '0', RAILWAY_AGENT_ADVISORY: '0', RAILWAY_CALLER: 'optimize',
      NO_COLOR: '1', RUST_BACKTRACE: '0', RAILWAY_API_TOKEN: 'token-canary', RAILWAY_HTTP_TIMEOUT: words.includes('--version') ? '18' : '58',
    });
    expect(words.join(' ')).not.toContain('canary');
  }
  double.remove();
});
