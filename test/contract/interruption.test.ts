import { execa } from 'execa';
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/reporters/formats.ts';
import { BIN } from '../support/cli.ts';
import { DAY, flawedProject } from '../support/contract-project.ts';
import { eventually } from '../support/eventually.ts';
import { HANG_LIMIT } from '../support/hang-limit.ts';
import { inTerminal } from '../support/in-terminal.ts';
import { isAlive } from '../support/is-alive.ts';
import { WITHOUT_PYTHON } from '../support/real-tools.ts';
import { stateOf } from '../support/repositories.ts';
import { slowGit } from '../support/slow-git.ts';

const flawed = flawedProject();
const untouched = stateOf(flawed.root);
afterAll(() => {
  expect(stateOf(flawed.root)).toEqual(untouched);
  flawed.remove();
});

/** Sends a signal to a run while git works for it. */
async function interrupted(words: readonly string[], { command, signal }: { readonly command: string; readonly signal: NodeJS.Signals }) {
  const git = slowGit(command);
  try {
    const running = execa(process.execPath, [BIN, ...words, '--as-of', DAY], {
      cwd: git.folder, reject: false, stdin: 'ignore', extendEnv: false, timeout: HANG_LIMIT, env: { HOME: process.env['HOME'] ?? '', ...git.env },
    });
    const waiting = await git.waiting();
    running.kill(signal);
    const { exitCode, signal: ended, stdout, stderr } = await running;
    const code = exitCode ?? 128 + constants.signals[ended ?? 'SIGKILL']; // what a shell says
    return { code, stdout, stderr, written: readdirSync(git.folder), left: git.left(), isGitGone: await isGone(waiting) };
  } finally {
    git.remove();
  }
}

async function isGone(id: number): Promise<boolean> {
  await eventually(() => !isAlive(id), () => `git still runs as process ${id}`);
  return true;
}

/** Nothing is said, and nothing stays behind. */
const nothing = { stdout: '', stderr: '', written: [], left: [], isGitGone: true };

describe.concurrent('Ctrl-C in a pipe', () => {
  for (const { name } of FORMATS) {
    const other = name === 'markdown' ? 'summary:out' : 'markdown:out'; // names files from the top of the repository, of which git is asked

    it(`ends a scan as ${name} with 130`, async () => {
      expect(await interrupted(['scan', flawed.root, '--format', name, '--format', other], { command: 'rev-parse', signal: 'SIGINT' })).toEqual({ code: 130, ...nothing });
    });

    it(`ends a check as ${name} with 130`, async () => {
      expect(await interrupted(['check', flawed.root, '--base', 'HEAD', '--format', name, '--format', other], { command: 'diff', signal: 'SIGINT' })).toEqual({ code: 130, ...nothing });
    });
  }

  it.each([['fix', '--dry-run', '--json'], ['baseline', 'create', '--json']])('ends %s %s with 130', async (...words) => {
    expect(await interrupted([...words, flawed.root], { command: 'rev-parse', signal: 'SIGINT' })).toEqual({ code: 130, ...nothing });
  });
});

describe.concurrent('another signal', () => {
  it.each([['SIGTERM', 143], ['SIGHUP', 129]] as const)('%s ends with %i and leaves nothing either', async (signal, code) => {
    expect(await interrupted(['check', flawed.root, '--base', 'HEAD', '--json'], { command: 'diff', signal })).toEqual({ code, ...nothing });
  });
});

describe.concurrent('Ctrl-C in a terminal', () => {
  for (const format of ['text', 'json', 'sarif', 'score']) {
    it.skipIf(WITHOUT_PYTHON)(`leaves a check as ${format} with a clean line`, async () => {
      const git = slowGit('diff');
      const run = await inTerminal(['check', flawed.root, '--base', 'HEAD', '--as-of', DAY, '--format', format, '--format', 'html:out'], { cwd: git.folder, env: git.env, pressWhen: 'comparing' });
      const seen = { written: readdirSync(git.folder), left: git.left() };
      git.remove();
      expect(seen).toEqual({ written: [], left: [] });
      expect(run).toMatchObject({ exitCode: 130, isSane: true });
      expect(run.stdout.replace('^C', '')).toBe(''); // what the terminal itself echoes
      expect(run.stderr).toMatch(/comparing\r {11}\r$/);
      expect(run.stderr).not.toContain('\u001b[?25l'); // a cursor that is hidden
    });
  }
});
