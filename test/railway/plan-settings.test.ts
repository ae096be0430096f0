import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENVIRONMENT, plannedShop, PROJECT, WEB, type PlannedShop, type ShopOptions } from '../support/planned-shop.ts';

/** A worker that Railway asks for its health, builds the old way, and runs twice where the file says once. */
const WORKER: ShopOptions = {
  files: {
    'optimize.yaml': 'services:\n  app:\n    railway: web\n', 'requirements.txt': 'celery==5.6.0\n', 'railway.json': '{ "deploy": { "numReplicas": 1, "drainingSeconds": 20 } }\n',
    'tasks.py': "from celery import Celery\n\napp = Celery('tasks')\n",
  },
  rules: ['deploy/healthcheck-process', 'platform/nixpacks-deprecated', 'platform/old-file-settings'],
  change: (web) => ({ ...web, deploy: { ...web.deploy, startCommand: 'celery -A tasks worker' } }),
};
const COMMIT = 'mutation Commit($environmentId: String!, $patch: EnvironmentConfig!, $message: String) { environmentPatchCommit(environmentId: $environmentId, patch: $patch, commitMessage: $message) }';
const REGION = 'europe-west4-drams3a';

let shop: PlannedShop;
beforeEach(() => { shop = plannedShop(WORKER); });
afterEach(() => shop.remove());

const validate = new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(readFileSync(new URL('../../docs/railway-plan.schema.json', import.meta.url), 'utf8')) as object);

describe('settings and replicas of a service', () => {
  it('are shown one below the other, each with the reason that wants it', async () => {
    const { stdout } = await shop.railway(['diff']);
    expect(stdout).toMatch(/1 {2}web\/settings +review, deploys\n +build\.builder\n +- NIXPACKS\n +\+ RAILPACK\n +app is set to build with Nixpacks, .*\n +\[platform\/nixpacks-deprecated\]\n/);
    expect(stdout).toMatch(/\n {5}deploy\.healthcheckPath\n {7}- \/health\n {7}\+ \(removed\)\n {5}the health check asks for \/health, .*\n.*\[deploy\/healthcheck-process\]\n/);
    expect(stdout).toMatch(/2 {2}web\/scale +destructive, review, deploys\n +replicas in europe-west4-drams3a\n +- 2\n +\+ 1\n +1 of 2 replicas goes\n/);
  });

  it('are made by one call that unsets what goes, so that Railway deploys once', async () => {
    const { stdout, exitCode, stderr } = await shop.railway(['apply', await shop.hash(), '--yes', '--confirm-destructive', 'web']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const patch = { services: { [WEB]: { build: { builder: 'RAILPACK' }, deploy: { drainingSeconds: 20, healthcheckPath: null, multiRegionConfig: { [REGION]: { numReplicas: 1 } } } } } };
    expect(shop.writes().map(([words, stdin]) => [words, JSON.parse(stdin) as unknown])).toEqual([
      [`api ${COMMIT} --variables @- --compact`, { environmentId: ENVIRONMENT, patch, message: 'optimize: web/settings, web/scale' }],
    ]);
    expect(shop.web().deploy).not.toHaveProperty('healthcheckPath');
    expect(shop.web().build).toEqual({ builder: 'RAILPACK' });
    expect(stdout).toContain('2 of 2 steps made in production of shop');
    const back = stdout.replaceAll(/ \\\n +/g, ' ');
    const old = { services: { [WEB]: { build: { builder: 'NIXPACKS' }, deploy: { drainingSeconds: null, healthcheckPath: '/health' } } } };
    expect(back).toContain(`printf %s '${JSON.stringify({ environmentId: ENVIRONMENT, patch: old })}' | railway api 'mutation Commit(`);
    const twice = { services: { [WEB]: { deploy: { multiRegionConfig: { [REGION]: { numReplicas: 2 } } } } } };
    expect(back).toContain(`printf %s '${JSON.stringify(twice)}' | railway environment edit -p ${PROJECT} -e production --json`);
  });

  it('are made by environment edit where nothing is unset', async () => {
    const { stdout } = await shop.railway(['apply', '--yes', '--confirm-destructive', 'web', '--review', '--step', 'web/scale']);
    expect(stdout).toContain('1 of 1 step made in production of shop');
    expect(shop.writes()).toEqual([[
      `environment edit --json --project ${PROJECT} --environment ${ENVIRONMENT} --message optimize: web/scale`, JSON.stringify({ services: { [WEB]: { deploy: { multiRegionConfig: { [REGION]: { numReplicas: 1 } } } } } }),
    ]]);
  });

  it('keep to docs/railway-plan.schema.json, planned and applied', async () => {
    const planned = JSON.parse((await shop.railway(['diff', '--json'])).stdout) as object;
    expect(validate(planned), JSON.stringify(validate.errors)).toBe(true);
    const applied = JSON.parse((await shop.railway(['apply', '--json', '--yes', '--review', '--confirm-destructive', 'web'])).stdout) as object;
    expect(validate(applied), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...planned, extra: 1 })).toBe(false);
    expect(validate({ ...planned, steps: [{ id: 'web/scale' }] })).toBe(false);
    expect(validate({ ...applied, applied: { ok: true } })).toBe(false);
  });
});

describe('a plan from a file', () => {
  it('asks nobody, has no hash and says why', async () => {
    await shop.railway(['pull', '--output', 'facts.json']);
    const before = shop.double.allCalls().length;
    const { stdout, stderr, exitCode } = await shop.railway(['diff', '--live-from', 'facts.json', '--exit-code'], { mode: 'offline', after: 0 });
    expect({ stderr, exitCode, calls: shop.double.allCalls().length }).toEqual({ stderr: '', exitCode: 1, calls: before });
    expect(stdout).toContain('1  web/settings');
    expect(stdout.replaceAll('\n', ' ')).toContain('planned from facts.json, so it cannot be applied: `optimize railway diff` without --live-from asks Railway itself');
    const document = JSON.parse((await shop.railway(['diff', '--live-from', 'facts.json', '--json'])).stdout) as object;
    expect(document).toMatchObject({ hash: null, file: 'facts.json' });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    [['--live-from', 'facts.json'], 'facts.json cannot be read: there is none'],
    [['--live-from', 'facts.json', '--environment', 'staging'], '--environment says how Railway is asked, and nobody asks it'],
    [['--live-from', 'tasks.py'], 'tasks.py:1: this is no live state'],
  ])('says what is wrong with %j', async (words, message) => {
    const { stdout, stderr, exitCode } = await shop.railway(['diff', ...words]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr.split('\n')[0]).toContain(message);
  });
});
