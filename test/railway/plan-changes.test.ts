import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { redactVariable } from '../../src/live/redact-variable.ts';
import type { VariableChange } from '../../src/model/change.ts';
import type { LiveEdit } from '../../src/model/live-plan.ts';
import type { LiveService, LiveVariable } from '../../src/model/live-state.ts';
import { planChange } from '../../src/remote/plan-change.ts';
import { optimize } from '../support/cli.ts';

const NAME = { id: 'a', name: 'web' };
const service = (variables: readonly LiveVariable[] = []): LiveService => ({
  ...NAME, source: {}, settings: { 'build.builder': 'NIXPACKS', 'deploy.startCommand': 'python app.py --key …' }, variables, regions: [{ region: 'us-west2', replicas: 2 }], volumes: [], domains: [], tcpProxies: [],
});
const REMOVED: VariableChange = { kind: 'removed' };

describe('what a change loses', () => {
  it.each<readonly [what: string, name: string, value: string, to: VariableChange, isLost: boolean]>([
    ['a number of a known setting that goes', 'PORT', '8080', REMOVED, false],
    ['a reference that is replaced', 'DATABASE_URL', '${{Postgres.DATABASE_PUBLIC_URL}}', { kind: 'value', value: '${{Postgres.DATABASE_URL}}' }, false],
    ['an empty value that goes', 'EMPTY', '', REMOVED, false],
    ['quotes around a hidden value', 'SECRET_KEY', '"k3y-Zm9vYmFy"', { kind: 'stripped' }, false],
    ['a hidden value that goes', 'SECRET_KEY', 'k3y-Zm9vYmFy', REMOVED, true],
    ['a hidden value that is replaced', 'API', 'https://user:pw@example.com', { kind: 'value', value: '${{api.URL}}' }, true],
    ['a reference with a hidden part', 'API', 'https://${{api.HOST}}/k3y-Zm9vYmFy', REMOVED, true],
    ['a reference in quotes', 'DATABASE_URL', '"${{Postgres.DATABASE_URL}}"', REMOVED, true],
  ])('%s', (_, name, value, to, isLost) => {
    const { loss } = planChange({ kind: 'variable', service: NAME, variable: name, to }, service([redactVariable(name, { value })]));
    expect(loss).toBe(isLost ? `the value of ${name} is lost: it is kept nowhere` : undefined);
  });

  it.each<readonly [what: string, edit: LiveEdit, loss: string | undefined]>([
    ['a sealed value that goes', { kind: 'variable', service: NAME, variable: 'STRIPE_KEY', to: REMOVED }, 'the value of STRIPE_KEY is lost: it is kept nowhere'],
    ['a variable that comes', { kind: 'variable', service: NAME, variable: 'NEW', to: { kind: 'value', value: '1' } }, undefined],
    ['a setting that is shown', { kind: 'setting', service: NAME, setting: 'build.builder', value: 'RAILPACK' }, undefined],
    ['a setting that is hidden in part', { kind: 'setting', service: NAME, setting: 'deploy.startCommand' }, 'what is kept back of deploy.startCommand is lost: it is kept nowhere'],
    ['a replica less', { kind: 'replicas', service: NAME, region: 'us-west2', replicas: 1 }, '1 of 2 replicas goes'],
    ['a replica more', { kind: 'replicas', service: NAME, region: 'us-west2', replicas: 3 }, undefined],
  ])('%s', (_, edit, loss) => {
    expect(planChange(edit, service([redactVariable('STRIPE_KEY', { isSealed: true })])).loss).toBe(loss);
  });
});

test('what .railway/railway.ts says otherwise is told, and no part of the plan', async () => {
  const folder = fileURLToPath(new URL('../rules/platform/unapplied-settings/not-applied/', import.meta.url));
  const words = ['railway', 'diff', 'before', '--live-from', 'live.json', '--rule', 'platform/unapplied-settings', '--as-of', '2026-11-22'];
  const { stdout } = await optimize(words, { cwd: folder });
  expect(stdout).toMatch(/`railway config apply` makes these\n {5}shop: deploy\.numReplicas \(\.railway\/railway\.ts\)\n {7}- 1\n {7}\+ 2\n {5}shop: deploy\.healthcheckPath \(\.railway\/railway\.ts\)\n {7}\+ \/alive\n\nnothing to do on Railway\n$/);
  expect(JSON.parse((await optimize([...words, '--json'], { cwd: folder })).stdout)).toMatchObject({ steps: [], inCode: expect.arrayContaining([{ service: 'shop', setting: 'deploy.healthcheckPath', file: '.railway/railway.ts', before: null, after: '/alive' }]) as unknown });
});
