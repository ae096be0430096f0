import { execa } from 'execa';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BIN, makeProject, optimize } from '../support/cli.ts';
import { errorIn } from '../support/contract-documents.ts';
import { DAY, flawedProject } from '../support/contract-project.ts';
import { HANG_LIMIT } from '../support/hang-limit.ts';

const flawed = flawedProject();
const target = makeProject({});
afterAll(() => { flawed.remove(); target.remove(); });

/** Runs a line of bash in the folder of the project, where `optimize` is the program. */
const bash = (line: string) =>
  execa('bash', ['-c', `optimize() { "${process.execPath}" "${BIN}" "$@" --as-of ${DAY}; }; ${line}`], { cwd: flawed.root, reject: false, timeout: HANG_LIMIT, extendEnv: false, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' } });

const WITHOUT_FULL = !existsSync('/dev/full');

describe.concurrent('a full disk', () => {
  it.skipIf(WITHOUT_FULL).each(['scan', 'scan --json', 'scan --format html', 'check --base HEAD', 'check --base HEAD --format sarif', 'fix --dry-run --json', 'config --json'])('below stdout of %s', async (words) => {
    const run = await execa('sh', ['-c', `"${process.execPath}" "${BIN}" ${words} > /dev/full`], { cwd: flawed.root, reject: false });
    expect([run.exitCode, run.stderr]).toEqual([2, 'the result cannot be written to stdout: the disk is full\nmake room, or send it elsewhere']);
  });

  it.skipIf(WITHOUT_FULL).each(['scan', 'check --base HEAD'])('below a file of %s', async (words) => {
    const run = await bash(`optimize ${words} --json --format text:/dev/full --format html:'${target.root}/first.html'`);
    expect(run.exitCode).toBe(2);
    expect(errorIn(run.stdout).message).toBe('/dev/full cannot be written: the disk is full');
    expect(readdirSync(target.root).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it.skipIf(WITHOUT_FULL)('below stderr takes nothing away', async () => {
    const run = await bash(`optimize scan --json --format text:'${target.root}/notes.txt' 2> /dev/full`);
    expect([run.exitCode, JSON.parse(run.stdout)]).toEqual([0, expect.objectContaining({ schemaVersion: 1 })]);
    expect((await bash('optimize scan --nope 2> /dev/full')).exitCode).toBe(2);
  });
});

describe.concurrent('a reader that goes', () => {
  it.each([['scan', 0], ['scan --json', 0], ['scan --format html --fail-on low', 1], ['check --base HEAD --format sarif', 1], ['scan --format agent', 0]] as const)('leaves %s without a word', async (words, code) => {
    const { stdout, stderr, exitCode } = await bash(`optimize ${words} | head -c 3; exit \${PIPESTATUS[0]}`);
    expect([exitCode, stdout.length, stderr]).toEqual([code, 3, '']);
  });

  it('of stderr is no mistake', async () => {
    expect((await bash('optimize scan --nope 2> >(true)')).exitCode).toBe(2);
    expect((await bash('optimize scan --json >/dev/null 2>&-')).exitCode).toBe(0);
  });
});

describe.concurrent('the summary of a GitHub job', () => {
  it('that cannot be written leaves one document on stdout', async () => {
    const run = await optimize(['check', flawed.root, '--base', 'HEAD', '--json', '--as-of', DAY], { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(target.root, 'no/summary.md') } });
    expect([run.exitCode, errorIn(run.stdout).message]).toEqual([2, `${target.root}/no/summary.md cannot be written: its folder is not there`]);
  });
});

describe.concurrent('a pipe among the files', () => {
  it.skipIf(process.platform === 'win32').each(['.gitignore', 'requirements.txt', 'optimize.yaml', '../optimize.yaml'])('named %s is not read', async (name) => {
    const project = makeProject({ 'app/Procfile': 'web: gunicorn app:app\n', '.git/HEAD': 'ref: refs/heads/main\n' });
    await execa('mkfifo', [join(project.root, 'app', name)]);
    const run = await optimize(['scan', join(project.root, 'app'), '--format', 'score']);
    project.remove();
    expect([run.timedOut, run.exitCode, run.stdout]).toEqual([false, 0, expect.stringMatching(/^\d+\n$/)]);
  });
});
