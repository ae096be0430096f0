import { describe, expect, it } from 'vitest';
import { hiddenVariable, liveState } from '../support/live-state.ts';
import { printed, readLiveService } from './read-live.ts';

const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };

describe('what the platform says', () => {
  it('states every setting that railway.json can state', async () => {
    const service = await readLiveService(FLASK, liveState({ services: [{
      settings: {
        'build.builder': 'NIXPACKS', 'build.buildCommand': 'make', 'build.watchPatterns': ['/src/**', '!/docs/**'], 'deploy.startCommand': 'gunicorn shop:shop -w 3', 'deploy.preDeployCommand': ['./a', './b'],
        'deploy.healthcheckPath': '/up', 'deploy.healthcheckTimeout': 40, 'deploy.restartPolicyType': 'ALWAYS', 'deploy.restartPolicyMaxRetries': 3, 'deploy.overlapSeconds': 5, 'deploy.drainingSeconds': 7,
        'deploy.sleepApplication': true, 'deploy.limitOverride.containers.cpu': 2, 'deploy.limitOverride.containers.memoryBytes': 512_000_000,
      },
      regions: [{ region: 'us-west2', replicas: 2 }, { region: 'europe-west4-drams3a', replicas: 3 }],
      volumes: [{ id: 'v', mountPath: '/data' }], variables: { SHOP: '3', TOKEN: {} },
    }] }));
    expect(printed(service, 'service.platforms', 'build.builder', 'build.command', 'build.watchPatterns', 'start.command', 'deploy.preDeployCommand', 'deploy.healthcheckPath', 'deploy.healthcheckTimeout',
      'deploy.restartPolicy', 'deploy.restartRetries', 'deploy.overlapSeconds', 'deploy.drainingSeconds', 'deploy.sleep', 'deploy.cpuLimit', 'deploy.memoryLimit', 'deploy.replicas', 'deploy.regions', 'deploy.volumeMount', 'deploy.variables', 'deploy.cronSchedule')).toMatchInlineSnapshot(`
        [
          "service.platforms = railway  Railway: web, service (production)",
          "build.builder = nixpacks  Railway: web, build.builder (production)",
          "build.command = make  Railway: web, build.buildCommand (production)",
          "build.watchPatterns = /src/**, !/docs/**  Railway: web, build.watchPatterns (production)",
          "start.command = gunicorn shop:shop -w 3  Railway: web, deploy.startCommand (production)",
          "deploy.preDeployCommand = ./a && ./b  Railway: web, deploy.preDeployCommand (production)",
          "deploy.healthcheckPath = /up  Railway: web, deploy.healthcheckPath (production)",
          "deploy.healthcheckTimeout = 40  Railway: web, deploy.healthcheckTimeout (production)",
          "deploy.restartPolicy = always  Railway: web, deploy.restartPolicyType (production)",
          "deploy.restartRetries = 3  Railway: web, deploy.restartPolicyMaxRetries (production)",
          "deploy.overlapSeconds = 5  Railway: web, deploy.overlapSeconds (production)",
          "deploy.drainingSeconds = 7  Railway: web, deploy.drainingSeconds (production)",
          "deploy.sleep = true  Railway: web, deploy.sleepApplication (production)",
          "deploy.cpuLimit = 2  Railway: web, deploy.limitOverride.containers.cpu (production)",
          "deploy.memoryLimit = 512  Railway: web, deploy.limitOverride.containers.memoryBytes (production)",
          "deploy.replicas = 5  Railway: web, deploy.multiRegionConfig (production)",
          "deploy.regions = 2 found  Railway: web, deploy.multiRegionConfig (production)",
          "deploy.volumeMount = /data  Railway: web, volumes (production)",
          "deploy.variables = 2 found  Railway: web, variables (production)",
          "deploy.cronSchedule is not set  Railway: web, deploy.cronSchedule (production)",
        ]
      `);
  });

  it.each([['', 'build.rootDirectory is not set'], ['shop', 'build.rootDirectory = shop']])('holds a folder only where one is named: %j', async (rootDirectory, said) => {
    const service = await readLiveService(FLASK, liveState({ services: [{ source: { repo: 'ada/shop', rootDirectory } }] }));
    expect(printed(service, 'build.rootDirectory')).toEqual([`${said}  Railway: web, source.rootDirectory (production)`]);
  });

  it('counts behind a file that Railway reads, and before the Procfile', async () => {
    const live = liveState({ services: [{ settings: { 'deploy.startCommand': 'gunicorn shop:shop -w 7', 'deploy.healthcheckPath': '/up', 'deploy.numReplicas': 4 } }] });
    const files = { ...FLASK, Procfile: 'web: gunicorn shop:shop -w 2\n', 'railway.json': '{ "deploy": { "healthcheckPath": "/ready" } }' };
    expect(printed(await readLiveService(files, live), 'start.command', 'deploy.healthcheckPath', 'deploy.replicas', 'server.workers')).toMatchInlineSnapshot(`
      [
        "start.command = gunicorn shop:shop -w 7  Railway: web, deploy.startCommand (production)",
        "deploy.healthcheckPath = /ready  railway.json:1:34",
        "deploy.replicas = 4  Railway: web, deploy.numReplicas (production)",
        "server.workers = 7  Railway: web, deploy.startCommand (production)",
      ]
    `);
    expect(printed(await readLiveService(files, live, '2026-12-01'), 'deploy.healthcheckPath')).toMatchInlineSnapshot(`
      [
        "deploy.healthcheckPath = /up  Railway: web, deploy.healthcheckPath (production)",
      ]
    `);
    expect((await readLiveService(files, live)).overrides.map(({ name, because }) => `${name}: ${because}`)).toMatchInlineSnapshot(`
      [
        "deploy.healthcheckPath: railway.json comes before Railway's dashboard",
        "start.command: Railway's dashboard comes before the Procfile",
      ]
    `);
  });

  it('gives way to a railway.ts, whose variables stand beside those of the platform', async () => {
    const railway = 'import { defineRailway, preserve, project, service } from "railway/iac";\nexport default defineRailway(() => project("shop", { resources: [service("web", { start: "gunicorn shop:shop -w 6", env: { ONE: "1", THREE: preserve(), FOUR: preserve() } })] }));\n';
    const live = liveState({ services: [{ settings: { 'deploy.startCommand': 'gunicorn shop:shop' }, variables: { ONE: '5', TWO: '2', THREE: '3' } }] });
    const service = await readLiveService({ ...FLASK, '.railway/railway.ts': railway }, live);
    expect(printed(service, 'start.command', 'server.workers')).toMatchInlineSnapshot(`
      [
        "start.command = gunicorn shop:shop -w 6  .railway/railway.ts:2:90",
        "server.workers = 6  .railway/railway.ts:2:113",
      ]
    `);
    const variables = service.facts['deploy.variables'];
    expect(variables?.state === 'known' ? variables.value.map(({ variable, value }) => `${variable}=${value}`) : []).toEqual(['ONE=1', 'THREE=3', 'FOUR=undefined', 'TWO=2']);
    expect(service.facts['live.drift']).toMatchObject({ value: [{ setting: 'deploy.startCommand' }, { setting: 'variables.ONE' }] });
  });

  it('starts an image without a shell, as a railway.json does', async () => {
    const files = { ...FLASK, Dockerfile: 'FROM python:3.12-slim\nCOPY . .\nCMD gunicorn shop:shop\n' };
    const service = await readLiveService(files, liveState({ services: [{ settings: { 'deploy.startCommand': 'gunicorn shop:shop -w 2' } }] }));
    expect(printed(service, 'build.builder', 'start.command', 'start.form')).toMatchInlineSnapshot(`
      [
        "build.builder = dockerfile  Dockerfile:1:1",
        "start.command = gunicorn shop:shop -w 2  Railway: web, deploy.startCommand (production)",
        "start.form = exec",
      ]
    `);
    expect(printed(await readLiveService(files, liveState()), 'start.command', 'start.form')).toMatchInlineSnapshot(`
      [
        "start.command = gunicorn shop:shop  Dockerfile:3:5",
        "start.form = shell",
      ]
    `);
  });

  it('says of a setting that is not made that it is not made', async () => {
    const service = await readLiveService(FLASK, liveState());
    expect(printed(service, 'deploy.healthcheckPath', 'deploy.preDeployCommand', 'deploy.memoryLimit', 'deploy.volumeMount', 'deploy.replicas', 'build.command', 'start.command', 'build.builder', 'deploy.variables')).toMatchInlineSnapshot(`
      [
        "deploy.healthcheckPath is not set  Railway: web, deploy.healthcheckPath (production)",
        "deploy.preDeployCommand is not set  Railway: web, deploy.preDeployCommand (production)",
        "deploy.memoryLimit is not set  Railway: web, deploy.limitOverride.containers.memoryBytes (production)",
        "deploy.volumeMount is not set  Railway: web, deploy.requiredMountPath (production)",
        "deploy.replicas = 1  default of Railway",
        "build.command is not set  Railway: web, build.buildCommand (production)",
        "start.command is not set",
        "build.builder = railpack  default of Railway",
        "deploy.variables is not set  Railway: web, variables (production)",
      ]
    `);
    expect(printed(await readLiveService(FLASK, undefined), 'deploy.healthcheckPath', 'deploy.memoryLimit')).toEqual(['deploy.healthcheckPath: nobody says', 'deploy.memoryLimit: nobody says']);
  });

  it('decides which builder runs where an old configuration leaves it open', async () => {
    const files = { ...FLASK, 'nixpacks.toml': '[start]\ncmd = "gunicorn shop:shop"\n' };
    expect((await readLiveService(files, undefined)).facts['build.builder']?.state).toBe('unresolved');
    expect(printed(await readLiveService(files, liveState({ services: [{ settings: { 'build.builder': 'NIXPACKS' } }] })), 'build.builder')).toMatchInlineSnapshot(`
      [
        "build.builder = nixpacks  Railway: web, build.builder (production)",
      ]
    `);
    expect(printed(await readLiveService(files, liveState()), 'build.builder')).toMatchInlineSnapshot(`
      [
        "build.builder = railpack  default of Railway",
      ]
    `);
  });

  it('reads the configuration file that the service is set to read', async () => {
    const files = { ...FLASK, 'railway.json': '{ "deploy": { "numReplicas": 2 } }', 'railway.toml': '[deploy]\nnumReplicas = 5\n' };
    const service = await readLiveService(files, liveState({ services: [{ configFile: '/railway.json' }] }));
    expect(printed(service, 'deploy.replicas')).toMatchInlineSnapshot(`
      [
        "deploy.replicas = 2  railway.json:1:30",
      ]
    `);
    expect(service.overrides.map(({ name, because }) => `${name}: ${because}`)).toMatchInlineSnapshot(`
      [
        "deploy.replicas: the service is set to read railway.json",
        "build.unknownKeys: the service is set to read railway.json",
      ]
    `);
    expect(printed(await readLiveService(files, liveState()), 'deploy.replicas')).toMatchInlineSnapshot(`
      [
        "deploy.replicas = 5  railway.toml:2:15",
      ]
    `);
  });

  it('takes a block of the environment that was asked', async () => {
    const files = { ...FLASK, 'railway.json': '{ "deploy": { "numReplicas": 2 }, "environments": { "staging": { "deploy": { "numReplicas": 3 } }, "production": { "deploy": { "numReplicas": 4 } } } }' };
    expect(printed(await readLiveService(files, liveState({ environment: { id: 'e', name: 'staging' } })), 'deploy.replicas')).toMatchInlineSnapshot(`
      [
        "deploy.replicas = 3  railway.json:1:93",
      ]
    `);
    expect(printed(await readLiveService(files, liveState()), 'deploy.replicas')).toMatchInlineSnapshot(`
      [
        "deploy.replicas = 4  railway.json:1:143",
      ]
    `);
  });

  it('knows a value that a reference leads to, where it is shown', async () => {
    const live = liveState({
      services: [
        { name: 'app', variables: { A: '${{shared.LIMIT}}', B: '${{api.COUNT}}', C: '${{C}}', D: '${{RAILWAY_PUBLIC_DOMAIN}}', E: '${{api.SECRET}}', F: 'x${{shared.LIMIT}}', G: '${{LIMIT}}' } },
        { name: 'api', variables: { COUNT: '${{shared.LIMIT}}', SECRET: hiddenVariable('SECRET') } },
      ],
      sharedVariables: { LIMIT: '12' },
    });
    const variables = (await readLiveService(FLASK, live)).facts['deploy.variables'];
    expect(variables?.state === 'known' ? variables.value.map(({ variable, value }) => `${variable}=${value ?? '?'}`) : []).toEqual(['A=12', 'B=12', 'C=?', 'D=?', 'E=?', 'F=?', 'G=?']);
  });
});
