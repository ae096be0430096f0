import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCli } from '../../../src/railway/find-cli.ts';
import { findEnvironment } from '../../../src/railway/find-environment.ts';
import { planConfig } from '../../../src/railway/plan-config.ts';
import type { ConfigPlan } from '../../../src/model/config-plan.ts';
import { linkModules, WITHOUT_NODE } from '../../support/real-tools.ts';
import { RAILWAY, startRailway, WITHOUT_RAILWAY, type RealRailway } from '../../support/real-railway.ts';
import { withEnvironment } from '../../support/with-environment.ts';
import { nodeThatStripsTypes } from './node-that-strips-types.ts';
import { SECRETS } from './platform.ts';

/** A file with a service that runs on the platform of the tests. */
const fileWith = (service: string): string => `import { defineRailway, github, preserve, project, service } from 'railway/iac';

export default defineRailway(() => project('shop', { resources: [${service}] }));
`;

describe.skipIf(WITHOUT_RAILWAY || WITHOUT_NODE)('a plan of the official CLI, as we ask for it (skipped until node scripts/setup-railway.mjs built it)', () => {
  let real: RealRailway;
  beforeEach(async () => {
    real = await startRailway();
    mkdirSync(join(real.folder, '.railway'));
    linkModules(real.folder);
  });
  afterEach(async () => { await real.stop(); });

  async function plan(text: string): Promise<ConfigPlan> {
    const file = join(real.folder, '.railway/railway.ts');
    writeFileSync(file, text);
    const path = nodeThatStripsTypes(join(real.home, 'bin'), process.env['PATH'] ?? '');
    return await withEnvironment(real.environment({ environment: { PATH: path } }), async () => {
      const cli = await findCli(real.folder, RAILWAY);
      return planConfig(cli, { file, found: await findEnvironment(cli, { cwd: real.folder }) });
    });
  }

  test('says what would be destroyed, what would be unset, and why the file is not taken', async () => {
    const found = await plan(fileWith("service('web', { start: 'gunicorn shop.wsgi' })"));
    expect(found).toMatchObject({ environment: 'production', stillRead: [] });
    expect(found.changes.filter(({ isDestructive }) => isDestructive).map(({ summary }) => summary)).toEqual(expect.arrayContaining(['Delete service Postgres', 'Delete service worker']));
    expect(found.changes.flatMap(({ unset }) => unset)).toEqual(expect.arrayContaining(['deploy.healthcheckPath', 'deploy.limitOverride.containers.memoryBytes']));
    expect(found.errors.join()).toContain('web declares no env but Railway has');
    expect(Object.values(SECRETS).filter((secret) => JSON.stringify(found).includes(secret))).toEqual([]);
  });

  test('names a service whose old file is still read', async () => {
    expect(await plan(fileWith("service('worker', { start: 'celery', env: { DATABASE_URL: preserve() } })"))).toMatchObject({
      errors: [], stillRead: [expect.stringContaining('worker is already managed by /worker/railway.toml')],
    });
  });
});
