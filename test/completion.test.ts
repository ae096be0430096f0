import { execa } from 'execa';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../src/rules/catalogue.ts';
import { BIN, makeProject, optimize } from './support/cli.ts';
import { isMissing } from './support/real-tools.ts';
import { openTerminal, WITHOUT_TMUX } from './support/terminal.ts';

const folder = makeProject({ 'services/api/Procfile': 'web: gunicorn app:app\n', 'notes.txt': '' });
afterAll(() => folder.remove());

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, exitCode } = await optimize(['completion', shell]);
    expect(exitCode).toBe(0);
    writeFileSync(join(folder.root, `optimize.${shell}`), stdout);
  }
  writeFileSync(join(folder.root, 'optimize'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  chmodSync(join(folder.root, 'optimize'), 0o755);
});

const POOL_RULES = (await loadCatalogue()).rules.map(({ id }) => id).filter((id) => id.startsWith('database/pool-'));

/** What is offered behind some words; the last one is being typed. Lists of which only a part matters are matched by it. */
const CASES: readonly (readonly [words: readonly string[], offered: readonly string[], isWhole: boolean])[] = [
  [[''], ['check', 'init', 'migrate', 'scan'], false],
  [['mi'], ['migrate'], true],
  [['migrate', ''], ['railway'], true],
  [['baseline', ''], ['create', 'prune'], true],
  [['railway', ''], ['pull', 'status'], false],
  [['scan', '--live'], ['--live', '--live-from'], true],
  [['fix', '--live'], ['--live', '--live-from'], true],
  [['baseline', 'create', '--live'], ['--live', '--live-from'], true],
  [['fix', '--live-from', 'no'], ['notes.txt'], true],
  [['railway', 'pull', '--output', 'no'], ['notes.txt'], true],
  [['migrate', 'railway', '--rem'], ['--remove-old'], true],
  [['scan', '--fail-on', ''], ['critical', 'high', 'medium', 'low'], false],
  [['scan', '--format', 'js'], ['json'], true],
  [['scan', '--rule', 'database/pool-'], POOL_RULES, true],
  [['explain', 'server.w'], ['server.workerClass', 'server.workers'], true],
  [['explain', 'live'], ['live', 'live.absentPaths', 'live.drift', 'live.variables'], false],
  [['completion', ''], ['bash', 'fish', 'zsh'], true],
  [['help', 'mi'], ['migrate'], true],
  [['scan', 'ser'], ['services'], true],
  [['undo', '--li'], ['--list'], true],
];

function expectOffered(offered: readonly string[], [, expected, isWhole]: (typeof CASES)[number]): void {
  const names = offered.map((each) => each.replace(/[/ ]$/, ''));
  if (isWhole) expect([...names].sort()).toEqual([...expected].sort());
  else expect(names).toEqual(expect.arrayContaining([...expected]));
}

describe.skipIf(isMissing('bash'))('in bash', () => {
  for (const each of CASES) {
    it(each[0].join(' ') || 'nothing', async () => {
      const script = 'source ./optimize.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _optimize; printf "%s\\n" "${COMPREPLY[@]}"';
      const { stdout } = await execa('bash', ['--norc', '-c', script, 'bash', 'optimize', ...each[0]], { cwd: folder.root });
      expectOffered(stdout.split('\n'), each);
    });
  }

  it('takes --flag=value for the three words that bash makes of it', async () => {
    const script = 'source ./optimize.bash; COMP_WORDS=(optimize scan --fail-on = h); COMP_CWORD=4; _optimize; echo "${COMPREPLY[@]}"; COMP_WORDS=(optimize scan --fail-on =); COMP_CWORD=3; _optimize; echo "${COMPREPLY[@]}"';
    const { stdout } = await execa('bash', ['--norc', '-c', script], { cwd: folder.root });
    const [high, all] = stdout.split('\n');
    expect(high).toBe('high');
    expect(all).toMatch(/critical high medium low/);
  });
});

describe.skipIf(isMissing('fish'))('in fish', () => {
  for (const each of CASES) {
    it(each[0].join(' ') || 'nothing', async () => {
      const { stdout, stderr } = await execa('fish', ['--no-config', '-c', `source ./optimize.fish; complete -C 'optimize ${each[0].join(' ')}'`], { cwd: folder.root, env: { HOME: folder.root } });
      expect(stderr).toBe('');
      expectOffered(stdout.split('\n').map((line) => line.split('\t', 1)[0] ?? ''), each);
    });
  }
});

describe.skipIf(isMissing('zsh') || WITHOUT_TMUX)('in zsh', () => {
  it('completes a command, its flags and their values', () => {
    const terminal = openTerminal({ columns: 100, rows: 24, command: `cd ${folder.root} && PATH="$PWD:$PATH" exec zsh -f` });
    try {
      terminal.waitFor(/[%#>]\s*$/); // it reads keys from here on
      terminal.keys('PS1="> "; autoload -Uz compinit && compinit -u -d ./dump && eval "$(optimize completion zsh)" && clear && echo ready', 'Enter');
      terminal.waitFor(/^ready\n>/m);
      for (const [typed, seen] of [
        ['optimize migr\trai\t--rem\t', /> optimize migrate railway --remove-old/], ['optimize scan --rule network/po\t', /> optimize scan --rule network\/port/],
        ['optimize scan ser\t', /> optimize scan services\//], ['optimize explain server.workerC\t', /> optimize explain server\.workerClass/],
      ] as const) {
        terminal.keys('C-u', 'C-l', ...typed.split(/(\t)/).filter((part) => part !== '').map((part) => (part === '\t' ? 'Tab' : part)));
        expect(terminal.waitFor(seen)).toMatch(seen);
      }
    } finally {
      terminal.close();
    }
  });

  it('is sound also when it lies in a folder of functions', async () => {
    const { stdout } = await execa('zsh', ['-n', './optimize.zsh'], { cwd: folder.root });
    expect(stdout).toBe('');
  });
});

it('refuses a shell that it does not know', async () => {
  expect(await optimize(['completion', 'tcsh'])).toMatchObject({ exitCode: 2, stdout: '' });
});
