import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { railwayJson, railwayToml } from '../../src/adapters/railway-config.ts';
import { railwayTs } from '../../src/adapters/railway-ts.ts';
import type { ConfigSetting, MigrationRemark } from '../../src/model/facts/build.ts';

async function listOf<T>(adapter: Adapter, name: string, path: string, text: string): Promise<readonly T[]> {
  const { statements } = await adapter.read({ path, text });
  return statements.flatMap(({ fact }) => (fact.name === name && fact.state === 'known' ? (fact.value as unknown as readonly T[]) : []));
}

const settings = async (adapter: Adapter, path: string, text: string) => (await listOf<ConfigSetting>(adapter, 'build.settings', path, text))
  .map(({ key, environment, value, at }) => `${environment === undefined ? '' : `[${environment}] `}${key} = ${JSON.stringify(value)} at ${at.value}`);

const shop = (options: string) => `import { defineRailway, project, service } from "railway/iac";
export default defineRailway((ctx) => project("shop", { resources: [service("web", { ${options} })] }));`;

describe('settings as they are written', () => {
  it('of railway.json: each value with its keys, numbers of items and environments', async () => {
    const text = JSON.stringify({
      build: { builder: 'railpack', watchPatterns: ['/a/**', '!*.md'] }, other: { builder: 'x' },
      deploy: { overlapSeconds: '20', multiRegionConfig: { 'us-west1': { numReplicas: 2 } }, startCommand: null },
      environments: { staging: { deploy: { sleepApplication: true } }, pr: null },
    });
    expect(await settings(railwayJson, 'railway.json', text)).toEqual([
      'build.builder = "railpack" at "railpack"',
      'build.watchPatterns.0 = "/a/**" at "/a/**"',
      'build.watchPatterns.1 = "!*.md" at "!*.md"',
      'deploy.overlapSeconds = "20" at "20"',
      'deploy.multiRegionConfig.us-west1.numReplicas = 2 at 2',
      'deploy.startCommand = undefined at ',
      '[staging] deploy.sleepApplication = true at true',
    ]);
  });

  it('of railway.toml', async () => {
    expect(await settings(railwayToml, 'railway.toml', "[deploy]\r\nrestartPolicyType = 'never' # once\r\nnumReplicas = 1_0\r\n")).toEqual([
      "deploy.restartPolicyType = \"never\" at 'never'", 'deploy.numReplicas = 10 at 1_0',
    ]);
  });

  it('shows no secret', async () => {
    const text = '{"deploy": {"registryCredentials": {"username": "u", "password": "hunter2"}}, "build": {"nixpacksPlan": {"variables": {"TOKEN": "t"}}}}';
    expect((await settings(railwayJson, 'railway.json', text)).join('\n')).not.toMatch(/hunter2|"t"/);
    expect(await settings(railwayTs, '.railway/railway.ts', shop('env: { TOKEN: "t" }, deploy: { registryCredentials: { password: "hunter2" } }'))).toEqual([]);
  });

  it('of railway.ts: every value that a condition may choose', async () => {
    expect(await settings(railwayTs, '.railway/railway.ts', shop('start: "node a.js", replicas: ctx.environment === "production" ? { "us-west2": 2 } : 1, deploy: { drainingSeconds: "30" }'))).toEqual([
      'start = "node a.js" at "node a.js"', 'replicas.us-west2 = 2 at 2', 'replicas = 1 at 1', 'deploy.drainingSeconds = "30" at "30"',
    ]);
  });
});

describe('comments of `railway config migrate`', () => {
  const remarks = async (text: string) => (await listOf<MigrationRemark>(railwayTs, 'build.migrationRemarks', '.railway/railway.ts', text))
    .map(({ key, value }) => `${key}: ${value ?? '?'}`);

  it('are read inside the service that they belong to', async () => {
    const text = shop('start: "a",\n    // builder from CaC: "DOCKERFILE"\r\n    // watchPatterns from CaC: ["a", "b"]\n    // preDeployCommand from CaC: ["x"]\n    // from CaC\n');
    expect(await remarks(text)).toEqual(['builder: DOCKERFILE', 'watchPatterns: ?', 'preDeployCommand: x']);
    expect(await remarks(`// builder from CaC: "DOCKERFILE"\n${shop('start: "a"')}`)).toEqual([]);
  });
});
