// The double of `railway`: writes down each call, fails as RAILWAY_DOUBLE_MODE says, and answers from the files of answers/ and from a state that
// its writing commands change. Variables: RAILWAY_DOUBLE_CALLS (file of calls, JSON lines), RAILWAY_DOUBLE_STATE (file of the state),
// RAILWAY_DOUBLE_SAYS (text on stderr before all else), RAILWAY_DOUBLE_MODE (name of a failure), RAILWAY_DOUBLE_AFTER (calls that are answered before it begins), RAILWAY_DOUBLE_SLEEP (milliseconds),
// RAILWAY_DOUBLE_GATE (a file: the mode "slow" waits until it is there, and does not sleep), RAILWAY_DOUBLE_WAITS (a file that it makes before it waits).
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { commandOf } from './commands.mjs';
import { failureOf } from './failures.mjs';
import { answer } from './files.mjs';

const words = process.argv.slice(2);
const isVersion = words.includes('--version');
const earlier = countCalls();
const stdin = await readStdin();
record();
const mode = process.env.RAILWAY_DOUBLE_MODE ?? '';
const isFailing = mode !== '' && (isVersion || earlier >= Number(process.env.RAILWAY_DOUBLE_AFTER ?? 0));
await finish((isFailing ? failure() : undefined) ?? (isVersion ? answer('version.txt') : commandOf(words, stdin)));

/** How it fails; "killed-late" does what it was told first, and says nothing. */
function failure() {
  return mode === 'killed-late' && !isVersion ? { ...commandOf(words, stdin), stdout: '', signal: 'SIGKILL' } : failureOf(mode, words);
}

/** Prints what the command says, and ends: by itself, by a signal, or late. */
async function finish({ stdout = '', stderr = '', code = 0, signal, sleep = 0 }) {
  if (sleep > 0) await late(sleep);
  process.stderr.write(`${process.env.RAILWAY_DOUBLE_SAYS ?? ''}${stderr}`);
  process.stdout.write(stdout, () => {
    if (signal !== undefined) process.kill(process.pid, signal);
    else process.exitCode = code;
  });
}

/** Waits as long as it is told, or for its gate; not longer than its test goes on. */
async function late(sleep) {
  const { RAILWAY_DOUBLE_GATE: gate, RAILWAY_DOUBLE_WAITS: note } = process.env;
  if (note !== undefined) writeFileSync(note, '');
  if (gate === undefined) return pause(sleep);
  while (!existsSync(gate) && existsSync(process.env.RAILWAY_DOUBLE_STATE)) await pause(20);
}

/** Calls of before, those that ask for the version left out. */
function countCalls() {
  const file = process.env.RAILWAY_DOUBLE_CALLS;
  if (file === undefined || !existsSync(file)) return 0;
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '' && !JSON.parse(line).words.includes('--version')).length;
}

/** The whole of stdin, as the CLI reads it: where it is a terminal it reads nothing. Waits for what comes late, where readFileSync(0) throws EAGAIN. */
async function readStdin() {
  if (isVersion || process.stdin.isTTY) return '';
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function record() {
  const file = process.env.RAILWAY_DOUBLE_CALLS;
  if (file === undefined) return;
  const isShown = ([name]) => (name.startsWith('RAILWAY_') && !name.startsWith('RAILWAY_DOUBLE_')) || ['NO_COLOR', 'RUST_BACKTRACE', 'CI', 'HOME'].includes(name);
  const environment = Object.fromEntries(Object.entries(process.env).filter(isShown));
  appendFileSync(file, `${JSON.stringify({ words, cwd: process.cwd(), stdin, environment, pid: process.pid })}\n`);
}
