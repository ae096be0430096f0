import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { writeFiles } from '../../support/cli.ts';
import { TOKENS, WITHOUT_RAILWAY, type Setting } from '../../support/real-railway.ts';
import { realShop, type RealShop } from '../../support/real-shop.ts';
import { linkModules, WITHOUT_NODE } from '../../support/real-tools.ts';
import { nodeThatStripsTypes } from './node-that-strips-types.ts';
import { PRODUCTION, PROJECT, WORKER, type JsonObject } from './platform.ts';

const PROJECT_TOKEN: Setting = { signIn: 'project', isLinked: false };
const ACCOUNT_TOKEN: Setting = { signIn: 'account', isLinked: false };
const BY_IDS: Setting = { ...ACCOUNT_TOKEN, environment: { RAILWAY_PROJECT_ID: PROJECT, RAILWAY_ENVIRONMENT_ID: PRODUCTION } };
const NAMED = ['--project', 'shop', '--environment', 'production'];
const CONFIRMED = ['--yes', '--review'];

/** The table of docs/railway.md: what each login can do where the folder is linked to nothing. */
describe.skipIf(WITHOUT_RAILWAY)('optimize by a token (skipped until node scripts/setup-railway.mjs built the CLI)', () => {
  let shop: RealShop;
  beforeEach(async () => { shop = await realShop(); });
  afterEach(async () => { await shop.stop(); });

  const WAYS: readonly (readonly [string, Setting, readonly string[]])[] = [
    ['RAILWAY_TOKEN, which knows its environment', PROJECT_TOKEN, []],
    ['RAILWAY_TOKEN and the name of its environment', PROJECT_TOKEN, ['--environment', 'production']],
    ['RAILWAY_API_TOKEN and both names', ACCOUNT_TOKEN, NAMED],
    ['RAILWAY_API_TOKEN and both ids', ACCOUNT_TOKEN, ['--project', PROJECT, '--environment', PRODUCTION]],
    ['RAILWAY_API_TOKEN and the ids in variables', BY_IDS, []],
  ];
  test.each(WAYS)('reads, plans and changes by %s', async (_, setting, where) => {
    const run = async (...words: readonly string[]) => {
      const { exitCode, stdout, stderr } = await shop.run([...words, ...where], setting);
      expect(exitCode, stderr + stdout).toBe(0);
      return stdout;
    };
    expect(await run('railway', 'status')).toContain('shop · production');
    await run('railway', 'apply', ...CONFIRMED);
    expect(shop.changes()).toHaveLength(3);
    expect([shop.leaks(), shop.backboard.problems]).toEqual([[], []]);
  });

  test('takes the token of a project before what the folder is linked to', async () => {
    const { stdout } = await shop.run(['railway', 'pull', '--json'], { signIn: 'project' });
    expect((JSON.parse(stdout) as { readonly environment: unknown }).environment).toEqual({ id: PRODUCTION, name: 'production' });
    expect(new Set(shop.backboard.requests.map(({ credential }) => credential.token))).toEqual(new Set([TOKENS.project]));
  });

  const REFUSED: readonly (readonly [string, Setting, readonly string[], RegExp])[] = [
    ['RAILWAY_TOKEN, another environment', PROJECT_TOKEN, ['--environment', 'staging'], /^railway \w+(?: \w+)?: Unauthorized\. .*RAILWAY_TOKEN.*\n.*reaches the one environment that it is of: leave --project and --environment out/],
    ['RAILWAY_TOKEN, a project by its name', PROJECT_TOKEN, NAMED, /^railway status: Unauthorized\. .*RAILWAY_TOKEN.*\n.*leave --project and --environment out/],
    ['RAILWAY_API_TOKEN, nothing named', ACCOUNT_TOKEN, [], /^railway environment list: No linked project found\nlink the folder with railway link, or name both: --project NAME --environment NAME/],
    ['RAILWAY_API_TOKEN, no project named', ACCOUNT_TOKEN, ['--environment', 'production'], /^railway status: No linked project found\n.*name both: --project NAME --environment NAME/],
    ['RAILWAY_API_TOKEN, no environment named', ACCOUNT_TOKEN, ['--project', 'shop'], /^--project names no environment\nname both: --project NAME --environment NAME/],
    ['a token that is none', { ...PROJECT_TOKEN, token: 'another' }, [], /^railway environment list: Invalid RAILWAY_TOKEN\. /],
  ];
  test.each(REFUSED)('says what is missing: %s', async (_, setting, where, said) => {
    const runs = await Promise.all([['railway', 'diff'], ['scan', '--live']].map((command) => shop.run([...command, ...where], setting)));
    for (const { exitCode, stdout, stderr } of runs) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(said);
    }
    expect([shop.changes(), shop.leaks()]).toEqual([[], []]);
  });

  test.skipIf(WITHOUT_NODE).each<readonly [string, Setting, readonly string[]]>([['RAILWAY_TOKEN', PROJECT_TOKEN, []], ['RAILWAY_API_TOKEN and both names', ACCOUNT_TOKEN, NAMED]])('asks for the plan of a new file by %s', async (_, setting, where) => {
    linkModules(shop.folder);
    writeFiles(shop.folder, { 'railway.json': '{ "deploy": { "startCommand": "gunicorn shop.wsgi" } }\n' });
    delete ((shop.production.config['services'] as Record<string, JsonObject>)[WORKER] ?? {})['configFile'];
    const PATH = nodeThatStripsTypes(join(shop.home, 'bin'), process.env['PATH'] ?? '');
    const { exitCode, stdout, stderr } = await shop.run(['migrate', 'railway', '--yes', '--plan', '--service-name', 'web', ...where], { ...setting, environment: { PATH } });
    expect(exitCode, stderr).toBe(1);
    expect(stdout).toContain('Delete service Postgres');
  });
});
