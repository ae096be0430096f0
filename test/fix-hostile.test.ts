import { execa, execaSync } from 'execa';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFixes } from '../src/fix.ts';
import { writeFixes } from '../src/write-fixes.ts';
import { BIN, optimize } from './support/cli.ts';
import { documentOf, fixIn, fixProjects, FLAWED, textsIn } from './support/fix-run.ts';
import { GIT_USER } from './support/git-repository.ts';
import { interruptedAt } from './support/interrupts-itself.ts';
import { AS_ORDINARY_USER } from './support/ordinary-user.ts';

const project = fixProjects();

const environment = (root: string) => ({ ...GIT_USER, PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: `${root}.cache`, OPTIMIZE_AS_OF: '2026-11-22' });
const FIXED = /0\.0\.0\.0/;
const procfileOf = (root: string): string => readFileSync(join(root, 'Procfile'), 'utf8');

describe('files that are broken', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['Python', 'ledger.py', 'import time\n\nfrom fastapi import FastAPI\n\napi = FastAPI(\n\n\n@api.get("/up")\nasync def up():\n    time.sleep(2)\n'],
    ['JSON', 'railway.json', '{ "deploy": { "healthcheckPath": "/up", \n'],
    ['TOML', 'pyproject.toml', '[project\nname = "ledger"\n'],
    ['a text of another encoding', 'settings.py', 'x = "\u0000"\n'],
  ];
  it.each(cases)('%s: stay as they are', async (_, path, text) => {
    const root = project({ ...FLAWED, [path]: text });
    const run = await fixIn(root, ['--review']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(textsIn(root)[path]).toBe(text);
    expect(procfileOf(root), 'the others are fixed').toMatch(FIXED);
  });

  it('are named as the reason', async () => {
    const root = project({ ...FLAWED, 'ledger.py': (FLAWED['ledger.py'] ?? '').replace('return {}', 'return {') });
    expect((await fixIn(root)).stdout).toContain('ledger.py is broken and cannot be read as a whole: a line is no Python');
  });
});

describe('files that may not be written', () => {
  it('stop the whole run when they are read-only', async () => {
    const root = project();
    chmodSync(join(root, 'ledger.py'), 0o444);
    const run = await fixIn(root);
    expect([run.exitCode, run.stderr]).toEqual([2, 'ledger.py cannot be written: it is read-only\nnothing was changed\n']);
    expect(textsIn(root)).toEqual(FLAWED);
    expect(JSON.parse((await fixIn(root, ['--json'])).stdout)).toMatchObject({ ok: false, error: { code: 'not-writable' } });
    expect((await fixIn(root, ['--rule', 'network/bind-address'])).exitCode, 'the other file alone').toBe(0);
  });

  it.skipIf(AS_ORDINARY_USER === undefined)('are no reason to fail when they cannot be read (skipped where root cannot give up reading all)', async () => {
    const root = project({ ...FLAWED, 'secret.py': 'x = 1\n' });
    chmodSync(join(root, 'secret.py'), 0);
    const [program = 'cat', ...words] = [...(AS_ORDINARY_USER ?? []), 'cat', join(root, 'secret.py')];
    expect(execaSync(program, words, { reject: false, env: { LC_ALL: 'C' } }).stderr).toContain('Permission denied');
    const run = await optimize(['fix', root, '--json'], { cwd: root, env: environment(root), before: AS_ORDINARY_USER ?? [] });
    expect(run.exitCode, run.stdout).toBe(0);
    expect(procfileOf(root)).toMatch(FIXED);
    chmodSync(join(root, 'secret.py'), 0o600);
  });

  it('are left alone where they are links out of the project', async () => {
    const [outside, root] = [project(), project()];
    rmSync(join(root, 'ledger.py'));
    symlinkSync(join(outside, 'ledger.py'), join(root, 'ledger.py'));
    const run = await fixIn(root);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(textsIn(outside)).toEqual(FLAWED);
    expect(procfileOf(root)).toMatch(FIXED);
  });

  it('are as somebody else left them, when they changed between plan and write', async () => {
    const root = project();
    const run = await planFixes(root, { asOf: '2026-11-22', applicabilities: ['safe'] });
    expect(run.files.map(({ path }) => path)).toEqual(['Procfile', 'ledger.py']);
    writeFileSync(join(root, 'ledger.py'), 'mine = 1\n');
    const writing = { version: '0.0.0', allowDirty: false, commit: false, branch: undefined };
    await expect(writeFixes(root, run, writing)).rejects.toMatchObject({ message: 'ledger.py changed since it was read', hint: 'nothing was changed; run the same command again', code: 'changed-since' });
    expect(textsIn(root)).toEqual({ ...FLAWED, 'ledger.py': 'mine = 1\n' });
  });
});

describe('a tree', () => {
  it('with a named pipe, a huge file and a folder named like a file is fixed all the same', async () => {
    const root = project({ ...FLAWED, 'data.py': `x = [${'1, '.repeat(500_000)}]\n` });
    execaSync('mkfifo', [join(root, 'settings.py'), join(root, 'runtime.txt')]);
    mkdirSync(join(root, 'gunicorn.conf.py'));
    const document = documentOf(await fixIn(root, ['--json', '--review']));
    expect(document.files.map(({ path }) => path)).toEqual(expect.arrayContaining(['Procfile', 'ledger.py']));
    execaSync('rm', [join(root, 'settings.py'), join(root, 'runtime.txt')]);
  });

  it('is fixed once by two runs at the same time, and the later one says why it did not', async () => {
    const [root, alone] = [project(), project()];
    await fixIn(alone);
    const runs = await Promise.all([fixIn(root), fixIn(root), fixIn(root)]);
    expect(textsIn(root)).toEqual(textsIn(alone));
    expect(runs.some(({ exitCode }) => exitCode === 0)).toBe(true);
    for (const { exitCode, stderr } of runs.filter((run) => run.exitCode !== 0)) {
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/another run of optimize is writing here|changed since it was read/)]);
    }
  });
});

describe('an end before the end', () => {
  it('of the reader leaves the files written and says nothing', async () => {
    const root = project();
    const run = await execa('sh', ['-c', `"${process.execPath}" "${BIN}" fix "${root}" | head -1`], { env: environment(root), extendEnv: false, reject: false });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('Listen on 0.0.0.0');
    expect(procfileOf(root)).toMatch(FIXED);
  });

  it('of the program by Ctrl-C while it plans is 130, with nothing written', async () => {
    const root = project();
    const { exitCode, stdout } = await fixIn(root, [], interruptedAt('ledger.py'));
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(textsIn(root)).toEqual(FLAWED);
    expect((await fixIn(root, ['--dry-run'])).stderr, 'nothing was left to put right').not.toContain('interrupted');
  });
});
