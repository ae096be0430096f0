// Records `optimize fix` in a real terminal (tmux, 80 columns) and writes docs/fix-session.md: the screens are what the program showed.
// usage: node scripts/record-fix.mjs [FILE]
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [output = join(root, 'docs/fix-session.md')] = process.argv.slice(2);
const PROJECT = 'fastapi-railway';
const folder = mkdtempSync(join(tmpdir(), 'optimize-session-'));
const socket = `optimize-session-${process.pid}`;

/** What is typed, the last that the screen shows when it is done, and what is said about it. */
const STEPS = [
  { say: 'The list: safe fixes are ticked, each line says what its fix gains.', command: 'optimize fix --as-of 2026-11-22', wait: /fixes chosen[^]*q leave/ },
  { say: '`p` shows the diff of a line.', keys: ['p'], wait: /p back/ },
  { say: 'Back, and everything chosen with `r`.', keys: ['p', 'r'], wait: /(\d+) of \1 fixes chosen[^]*q leave/ },
  { say: 'Enter: questions first, where a fix has one; then the sum of it all.', keys: ['Enter'], wait: /Write (this|these)|\?/, answer: true },
  { say: 'Written, with the score before and after.', keys: ['Enter'], wait: /optimize undo[^]*\n\$ $/ },
  { say: 'And taken back.', command: 'optimize undo', wait: /\n\$ $/ },
  { say: 'Nothing is left of it.', command: 'git status --short', wait: /status --short\n\$ $/ },
];

try {
  writeFileSync(output, page(record()));
} finally {
  spawnSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}

function record() {
  const project = join(folder, PROJECT);
  const bin = join(folder, 'bin');
  cpSync(join(root, 'test/projects', PROJECT), project, { recursive: true });
  mkdirSync(bin);
  symlinkSync(join(root, 'bin/run.js'), join(bin, 'optimize'));
  const git = (...words) => execFileSync('git', ['-c', 'user.name=Recorder', '-c', 'user.email=recorder@example.org', ...words], { cwd: project, stdio: 'ignore' });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The project as it is');
  const environment = { PATH: `${bin}:${process.env.PATH}`, HOME: folder, TERM: 'xterm-256color', LANG: 'C.UTF-8', PS1: '$ ' };
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '40', '-s', 'fix', '-c', project, 'env', '-i', ...variables, 'sh');
  waitFor(/\$ $/);
  const screens = [];
  for (const { say, command, keys = [], wait, answer } of STEPS) {
    if (command !== undefined) typeCommand(command);
    for (const key of keys) tmux('send-keys', '-t', 'fix', key);
    let screen = waitFor(wait, keys.length > 0 ? screens.at(-1)?.whole : undefined);
    while (answer && !/Write (this|these)/.test(screen)) { // a question: the proposed value is taken
      tmux('send-keys', '-t', 'fix', 'Enter');
      screen = waitFor(wait, screen);
    }
    screens.push({ say, whole: screen, screen: trimmed(screen) });
  }
  return screens;
}

/** Types a command on an empty screen; what is typed before the prompt is there would be shown twice. */
function typeCommand(command) {
  tmux('send-keys', '-t', 'fix', 'clear', 'Enter');
  waitFor(/^\$ $/);
  tmux('send-keys', '-t', 'fix', '-l', command);
  tmux('send-keys', '-t', 'fix', 'Enter');
}

function tmux(...words) {
  return execFileSync('tmux', ['-L', socket, ...words], { encoding: 'utf8' });
}

/** The screen once it shows something, another one than before, and shows it still a moment later. */
function waitFor(pattern, before) {
  let last = '';
  for (let tries = 0; tries < 800; tries += 1) {
    const screen = tmux('capture-pane', '-p', '-t', 'fix').replace(/\n+$/, '\n').replace(/\n$/, '');
    const shown = screen.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\$$/, '$ ');
    if (pattern.test(shown) && shown === last && shown !== before) return shown;
    last = shown;
    spawnSync('sleep', ['0.15']);
  }
  throw new Error(`the screen never showed ${pattern}:\n${last}`);
}

function trimmed(screen) {
  return screen.replace(/\n\$ $/, '').replace(/\n+$/, '').split('\n').map((line) => line.trimEnd()).join('\n');
}

function page(screens) {
  return [
    '# A session of `optimize fix`', '',
    `Recorded from a terminal of 80 columns on \`test/projects/${PROJECT}\` by \`node scripts/record-fix.mjs\`; a test runs it again.`, '',
    ...screens.flatMap(({ say, screen }) => [say, '', '```', screen, '```', '']),
  ].join('\n');
}
