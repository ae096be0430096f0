import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { runRailway, startRailway, TOKENS, WITHOUT_RAILWAY, type RealRailway, type Setting } from '../../support/real-railway.ts';
import { PRODUCTION, WEB } from './platform.ts';

/** What docs/railway-cli.md says of the official CLI beyond what it prints. */
describe.skipIf(WITHOUT_RAILWAY)('the official CLI (skipped until node scripts/setup-railway.mjs built it)', () => {
  let real: RealRailway;
  beforeEach(async () => { real = await startRailway(); });
  afterEach(async () => { await real.stop(); });

  const run = (words: readonly string[], input = '', setting: Setting = {}) => runRailway(words, { cwd: real.folder, env: real.environment(setting), input });
  const sent = (operation: string) => real.backboard.requests.filter((each) => each.operation === operation).map(({ variables }) => variables);
  const SET = ['variable', 'set', 'NEW', '--service', 'web', '--stdin', '--skip-deploys', '--json'];
  const EDIT = ['environment', 'edit', '--json'];

  test.each([
    ['plain', 'value', 'value'],
    ['quotes, a reference and other letters', `"é" '\${{shared.X}}' \u{1F680} $HOME`, `"é" '\${{shared.X}}' \u{1F680} $HOME`],
    ['lines within', 'a\r\nb\n\nc', 'a\r\nb\n\nc'],
    ['blanks around', '  a\t', '  a\t'],
    ['line feeds at the end', 'a\n\n', 'a'],
    ['carriage returns at the end', 'a\r\n\r\n', 'a\r\n'],
  ])('sets a variable from stdin, without a deployment: %s', async (_, input, arrived) => {
    expect((await run(SET, input)).code).toBe(0);
    expect(sent('VariableCollectionUpsert')).toEqual([{ projectId: real.platform.project.id, environmentId: PRODUCTION, serviceId: WEB, variables: { NEW: arrived }, skipDeploys: true }]);
  });

  test('drops null for a setting and sends it for a variable, a domain and a region', async () => {
    const deploy = { startCommand: null, healthcheckPath: '/ready', multiRegionConfig: { 'us-west2': null } };
    await run(EDIT, JSON.stringify({ services: { [WEB]: { deploy, variables: { PORT: null }, networking: { customDomains: { 'shop.example.com': null } }, configFile: null } } }));
    const [{ patch } = {}] = sent('EnvironmentPatchCommit') as [{ patch?: unknown }];
    expect(patch).toEqual({ services: { [WEB]: {
      deploy: { healthcheckPath: '/ready', multiRegionConfig: { 'us-west2': null } }, variables: { PORT: null }, networking: { customDomains: { 'shop.example.com': null } },
    } } });
  });

  test('drops what it does not know, and sends the name of a service as it is', async () => {
    await run(EDIT, JSON.stringify({ services: { web: { deploy: { nonsense: 1, drainingSeconds: 5 } } } }));
    expect(sent('EnvironmentPatchCommit')).toEqual([{ environmentId: PRODUCTION, patch: { services: { web: { deploy: { drainingSeconds: 5 } } } }, commitMessage: null }]);
  });

  test('scales from the regions of the newest deployment', async () => {
    const meta = real.platform.environments[0]?.deployments[WEB]?.meta ?? {};
    meta['serviceManifest'] = { deploy: { multiRegionConfig: { 'us-east4-eqdc4a': { numReplicas: 4 } } } };
    await run(['scale', 'us-west2=1', '--service', 'web', '--json']);
    const [{ patch } = {}] = sent('EnvironmentPatchCommit') as [{ patch?: unknown }];
    expect(patch).toEqual({ services: { [WEB]: { deploy: { multiRegionConfig: { 'us-east4-eqdc4a': { numReplicas: 4 }, 'us-west2': { numReplicas: 1 } } } } } });
  });

  test.each([
    ['a login', {}, 'authorization', `Bearer ${TOKENS.account}`],
    ['a token of the account', { signIn: 'account' }, 'authorization', `Bearer ${TOKENS.account}`],
    ['a token of the project', { signIn: 'project', isLinked: false }, 'project-access-token', TOKENS.project],
    ['a token of the project before one of the account', { signIn: 'project', environment: { RAILWAY_API_TOKEN: 'another' } }, 'project-access-token', TOKENS.project],
    ['a token of the account before a login', { environment: { RAILWAY_API_TOKEN: TOKENS.account }, token: 'another' }, 'authorization', `Bearer ${TOKENS.account}`],
  ] as const)('shows %s in a header', async (_, setting: Setting, header, token) => {
    for (const words of [['status', '--json', '--environment', 'production'], ['environment', 'config', '--json']]) expect(await run(words, '', setting)).toMatchObject({ code: 0, stderr: '' });
    expect(new Set(real.backboard.requests.map(({ credential }) => JSON.stringify(credential)))).toEqual(new Set([JSON.stringify({ header, token })]));
  });

  test('asks for every environment where none is named, also with a token of the project that reaches one', async () => {
    expect(await run(['status', '--json'], '', { signIn: 'project', isLinked: false })).toMatchObject({ code: 1, stderr: expect.stringContaining('RAILWAY_TOKEN') as string });
    expect(sent('EnvironmentInstances').map(({ environmentId }) => environmentId)).toContain(real.platform.environments[1]?.id);
  });

  test('writes nothing below HOME, reaches no other host and counts nothing', async () => {
    for (const words of [['status', '--json'], ['environment', 'config', '--json'], SET]) await run(words, 'value');
    expect(readdirSync(real.home, { recursive: true })).toEqual(['.railway', '.railway/config.json']);
    expect(real.backboard.outside).toEqual([]);
    expect(sent('CliEventTrack')).toEqual([]);
  });

  test('counts each command where it is not told to be quiet', async () => {
    await run(['status', '--json'], '', { environment: { RAILWAY_NO_TELEMETRY: '0' } });
    expect(sent('CliEventTrack')).not.toEqual([]);
  });

  test('leaves a lock where a login is refused', async () => {
    await run(['status', '--json'], '', { token: 'another' });
    expect(readdirSync(real.home, { recursive: true })).toEqual(['.railway', '.railway/config.json', '.railway/config.lock']);
  });

  test('goes on with a login that it cannot renew', async () => {
    expect(await run(['status', '--json'], '', { user: { tokenExpiresAt: 1, refreshToken: 'renewal' } })).toMatchObject({ code: 0 });
    expect(new Set(real.backboard.outside)).toEqual(new Set(['backboard.railway.com:443']));
  });
});
