import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeProject, optimize, type Run } from '../support/cli.ts';
import { withDouble, type Double, type DoubleOptions } from '../support/railway-double.ts';

const OLD = '{\n  "deploy": { "startCommand": "node server.js" }\n}\n';
const NEW = '.railway/railway.ts';
const production = '4c1a9d27-6d3b-4b0e-8e0a-1f5e2b3c4d03';

let project: ReturnType<typeof makeProject>;
let doubles: Double[];
beforeEach(() => {
  project = makeProject({ 'railway.json': OLD });
  doubles = [];
});
afterEach(() => {
  project.remove();
  for (const double of doubles) double.remove();
});

/** A plan as Railway answers it. */
function planWith(parts: { readonly changes?: readonly object[]; readonly diagnostics?: readonly object[]; readonly ok?: boolean }): object {
  return { ok: parts.ok ?? true, command: 'plan', file: '', changeSet: { changes: parts.changes ?? [] }, diagnostics: parts.diagnostics ?? [] };
}

const SAFE = { summary: 'Update web start', severity: 'safe', kind: 'resource.update', details: ['deploy.startCommand ("node old.js" → "node server.js")'] };
const UNSET = { summary: 'Update web deploy.healthcheckPath', severity: 'safe', kind: 'resource.update', details: ['deploy.healthcheckPath ("/canary" → null)', 'deploy.limitOverride.containers.cpu (2 → null)'] };
const GONE = { summary: 'Delete service Postgres', severity: 'destructive', kind: 'resource.delete', details: null };
const STILL_READ = { severity: 'error', path: 'resources.service.web.configFile', message: 'web is already managed by /railway.json. Remove or migrate the repo config first.' };
const NO_VARIABLES = { severity: 'error', path: 'resources.service.web.variables', message: 'web declares no env but Railway has 2 variables (PORT, SECRET_KEY).' };

async function migrate(options: DoubleOptions, ...words: readonly string[]): Promise<Run & { readonly double: Double }> {
  const double = withDouble(options);
  doubles.push(double);
  const run = await optimize(['migrate', 'railway', project.root, '--yes', '--plan', ...words], { env: { ...double.env, XDG_CACHE_HOME: join(project.root, '.cache') } });
  return { ...run, double };
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const isThere = (path: string): boolean => existsSync(join(project.root, path));
const undo = (): Promise<Run> => optimize(['undo', project.root], { env: { XDG_CACHE_HOME: join(project.root, '.cache') } });

describe('optimize migrate railway --plan', () => {
  test('writes the file where nothing would be destroyed, and says what would change', async () => {
    const run = await migrate({ state: { plan: planWith({ changes: [SAFE] }) } });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toContain('plan for production\n  changed\n    Update web start\n');
    expect(run.stdout).toContain(`${NEW} written`);
    expect(isThere(NEW)).toBe(true);
    expect(run.double.calls().at(-1)).toMatchObject({
      words: ['config', 'plan', '--json', '--file', join(project.root, NEW), '--environment', production], cwd: join(project.root, '.railway'), environment: { RAILWAY_ENVIRONMENT_ID: production },
    });
  });

  test('takes the file back where something would be destroyed, lists it, and exits 1', async () => {
    const run = await migrate({ state: { plan: planWith({ changes: [SAFE, GONE] }) } }, '--remove-old');
    expect(run.exitCode, run.stderr).toBe(1);
    expect(run.stdout).toContain('  destroyed\n    Delete service Postgres\n');
    expect(onOneLine(run.stdout)).toContain(`${NEW} is taken back: it would destroy what runs there; nothing is changed`);
    expect(run.stdout).toContain('railway config pull');
    expect([isThere('.railway'), isThere('railway.json')]).toEqual([false, true]);
  });

  test('brings the file back that was there before', async () => {
    const before = 'import { defineRailway, project, service } from "railway/iac";\n\nexport default defineRailway(() => project("p", { resources: [service("web", {})] }));\n';
    mkdirSync(join(project.root, '.railway'));
    writeFileSync(join(project.root, NEW), before);
    const run = await migrate({ state: { plan: planWith({ changes: [GONE] }) } }, '--service-name', 'web');
    expect(run.exitCode, run.stdout + run.stderr).toBe(1);
    expect(readFileSync(join(project.root, NEW), 'utf8')).toBe(before);
  });

  test('takes back a file that Railway does not take, also where the plan destroys nothing', async () => {
    const run = await migrate({ state: { plan: planWith({ ok: false, diagnostics: [NO_VARIABLES] }) } });
    expect(run.exitCode, run.stderr).toBe(1);
    expect(run.stdout).toMatch(/not taken\n {4}resources\.service\.web\.variables: web declares no env but Railway has 2/);
    expect(isThere(NEW)).toBe(false);
  });

  test('what would be destroyed counts also where Railway does not take the file', async () => {
    const run = await migrate({ state: { plan: planWith({ ok: false, changes: [GONE], diagnostics: [STILL_READ] }) } });
    expect(run.exitCode, run.stderr).toBe(1);
    expect(run.stdout).toContain('    Delete service Postgres\n');
    expect(isThere(NEW)).toBe(false);
  });

  test('a service whose old file is still read is said, and keeps the old files from being deleted', async () => {
    const plan = planWith({ ok: false, diagnostics: [STILL_READ] });
    const refused = await migrate({ state: { plan } }, '--remove-old');
    expect(refused.exitCode, refused.stderr).toBe(1);
    expect(onOneLine(refused.stdout)).toContain('Railway still reads a file that was to be deleted');
    expect([isThere(NEW), isThere('railway.json')]).toEqual([false, true]);
    const run = await migrate({ state: { plan } });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/still read from the old file, and so not planned\n {4}resources\.service\.web\.configFile: web is already/);
    expect(isThere(NEW)).toBe(true);
  });

  test('settings that only Railway has are named without their values', async () => {
    const run = await migrate({ state: { plan: planWith({ changes: [UNSET] }) } });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/settings that are on Railway alone, and would go\n {4}Update web deploy\.healthcheckPath: deploy\.healthcheckPath,\n? +deploy\.limitOverride\.containers\.cpu/);
    expect(run.stdout).not.toContain('canary');
  });

  test('old files are deleted after the plan, and one undo brings all back', async () => {
    const run = await migrate({ state: { plan: planWith({ changes: [SAFE] }) } }, '--remove-old');
    expect(run.exitCode, run.stderr).toBe(0);
    expect([isThere(NEW), isThere('railway.json')]).toEqual([true, false]);
    expect((await undo()).exitCode).toBe(0);
    expect([isThere(NEW), isThere('railway.json')]).toEqual([false, true]);
  });

  test('--json says the same', async () => {
    const refused = await migrate({ state: { plan: planWith({ changes: [GONE, UNSET] }) } }, '--json');
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      written: false, run: null,
      plan: { refused: 'destroys', environment: 'production', errors: [], stillRead: [], changes: [{ summary: 'Delete service Postgres', isDestructive: true, unset: [] }, { isDestructive: false, unset: ['deploy.healthcheckPath', 'deploy.limitOverride.containers.cpu'] }] },
    });
    const run = await migrate({ state: { plan: planWith({}) } }, '--json');
    expect(JSON.parse(run.stdout)).toMatchObject({ written: true, plan: { refused: null, changes: [] } });
  });

  test.each([['not-logged-in', 'railway-login'], ['not-linked', 'railway-unlinked'], ['old-version', 'railway-too-old'], ['offline', 'railway-offline']] as const)('asks before anything is written, and writes nothing: %s', async (mode, code) => {
    const run = await migrate({ mode }, '--json');
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code, hint: expect.stringContaining('Nothing is written; without --plan the file is written unchecked') as unknown } });
    expect(isThere(NEW)).toBe(false);
  });

  test.each([['killed', 'was ended by SIGKILL'], ['malformed', 'is no JSON'], ['plan-old-node', '22.6 or newer'], ['empty', 'printed nothing']] as const)('takes the file back where the plan fails: %s', async (mode, message) => {
    const run = await migrate({ mode, after: 2 });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
    expect([isThere('.railway'), isThere('railway.json')]).toEqual([false, true]);
  });

  test('without the CLI it says how to install it', async () => {
    const run = await optimize(['migrate', 'railway', project.root, '--yes', '--plan'], { env: { PATH: '', XDG_CACHE_HOME: join(project.root, '.cache') } });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('npm i -g @railway/cli');
    expect(isThere(NEW)).toBe(false);
  });

  test('without --plan nobody is asked, also where node_modules holds a railway', async () => {
    const double = withDouble();
    doubles.push(double);
    mkdirSync(join(project.root, 'node_modules/.bin'), { recursive: true });
    symlinkSync(double.path, join(project.root, 'node_modules/.bin/railway'));
    const run = await optimize(['migrate', 'railway', project.root, '--yes'], { env: { ...double.env, XDG_CACHE_HOME: join(project.root, '.cache') } });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(double.allCalls()).toEqual([]);
  });

  test('--plan and --dry-run exclude each other', async () => {
    const run = await migrate({}, '--dry-run');
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--plan and --dry-run exclude each other');
  });
});
