import { describe, expect, it } from 'vitest';
import type { GivenService } from '../support/live-state.ts';
import { liveState } from '../support/live-state.ts';
import { readLiveService } from './read-live.ts';

const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };

/** The drift in lines: `deploy.numReplicas: 2 in the file, 3 on the platform, the file wins`. */
async function driftOf(files: Readonly<Record<string, string>>, service: GivenService, asOf?: string): Promise<readonly string[]> {
  const { facts } = await readLiveService({ ...FLASK, ...files }, liveState({ services: [service] }), asOf);
  const drift = facts['live.drift'];
  if (drift?.state !== 'known') throw new Error('nothing says what drifted');
  return drift.value.map(({ setting, file, live, fileWins }) => `${setting}: "${file.value}" in the file, "${live.value}" on the platform, the ${fileWins ? 'file' : 'platform'} wins`);
}

const json = (build: object, deploy: object) => ({ 'railway.json': JSON.stringify({ build, deploy }) });

describe('drift', () => {
  it('is what a file says otherwise than the platform', async () => {
    const files = json({ builder: 'RAILPACK', buildCommand: 'make' }, { numReplicas: 2, startCommand: 'gunicorn shop:shop', healthcheckPath: '/up', cronSchedule: '5 * * * *' });
    expect(await driftOf(files, { settings: { 'build.builder': 'NIXPACKS', 'build.buildCommand': 'make', 'deploy.numReplicas': 3, 'deploy.startCommand': 'gunicorn shop:shop -w 4', 'deploy.sleepApplication': true } })).toMatchInlineSnapshot(`
      [
        "build.builder: "railpack" in the file, "nixpacks" on the platform, the file wins",
        "deploy.startCommand: "gunicorn shop:shop" in the file, "gunicorn shop:shop -w 4" on the platform, the file wins",
        "deploy.numReplicas: "2" in the file, "3" on the platform, the file wins",
        "deploy.healthcheckPath: "/up" in the file, "" on the platform, the file wins",
        "deploy.cronSchedule: "5 * * * *" in the file, "" on the platform, the file wins",
      ]
    `);
  });

  it('is none where both say the same in other words, or leave it to the default', async () => {
    const files = json({ builder: 'railpack' }, { numReplicas: '1', restartPolicyType: 'ON_FAILURE', restartPolicyMaxRetries: 10, preDeployCommand: ['./a', './b'], healthcheckTimeout: '300', sleepApplication: false });
    expect(await driftOf(files, { settings: { 'deploy.preDeployCommand': './a && ./b' } })).toEqual([]);
    expect(await driftOf(files, { settings: { 'deploy.preDeployCommand': ['./a', './b'], 'deploy.restartPolicyType': 'NEVER' } })).toMatchInlineSnapshot(`
      [
        "deploy.restartPolicyType: "on_failure" in the file, "never" on the platform, the file wins",
      ]
    `);
    expect(await driftOf(json({}, { multiRegionConfig: { 'us-west2': { numReplicas: 2 }, 'europe-west4-drams3a': { numReplicas: 1 } } }),
      { regions: [{ region: 'europe-west4-drams3a', replicas: 1 }, { region: 'us-west2', replicas: 2 }] })).toEqual([]);
  });

  it('says that the platform wins once Railway reads the file no more', async () => {
    expect(await driftOf(json({}, { numReplicas: 2 }), { settings: { 'deploy.numReplicas': 3 } }, '2026-12-01')).toMatchInlineSnapshot(`
      [
        "deploy.numReplicas: "2" in the file, "3" on the platform, the platform wins",
      ]
    `);
  });

  it('leaves out what cannot be told', async () => {
    expect(await driftOf(json({ builder: 'SOMETHING' }, { startCommand: 'TOKEN=abc gunicorn shop:shop', numReplicas: true }), { settings: { 'deploy.startCommand': 'TOKEN=… gunicorn shop:shop' } })).toEqual([]);
  });

  it('leaves out a file that another one beside it keeps from being read', async () => {
    expect(await driftOf({ ...json({}, { numReplicas: 2 }), 'railway.toml': '[deploy]\nnumReplicas = 3\n' }, { settings: { 'deploy.numReplicas': 3 } })).toEqual([]);
  });

  it('compares the variables of a railway.ts', async () => {
    const railway = 'import { defineRailway, project, service, preserve } from "railway/iac";\nexport default defineRailway(() => project("shop", { resources: [service("web", { replicas: 2, env: { ONE: "1", TWO: "2", THREE: "3", FOUR: preserve(), FIVE: "5" } })] }));\n';
    expect(await driftOf({ '.railway/railway.ts': railway }, { variables: { ONE: '1', TWO: '7', THREE: {}, FOUR: '4' } })).toMatchInlineSnapshot(`
      [
        "deploy.numReplicas: "2" in the file, "" on the platform, the file wins",
        "variables.TWO: "2" in the file, "7" on the platform, the file wins",
        "variables.FIVE: "5" in the file, "" on the platform, the file wins",
      ]
    `);
  });
});
