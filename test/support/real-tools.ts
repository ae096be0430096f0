import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HANG_LIMIT } from './hang-limit.ts';

export { freePort } from './free-port.ts';

/** What scripts/setup-tools.mjs makes: a Python with the servers, and a folder of npm packages. */
export const PYTHON = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const NODE_MODULES = fileURLToPath(new URL('../../.tools/node_modules', import.meta.url));

/** On a machine that must have the tools, their absence fails; elsewhere their tests are skipped. */
const REQUIRED = Boolean(process.env['CI']) || process.env['OPTIMIZE_REQUIRE_TOOLS'] === '1';

/** For `test.skipIf`: without the tools, on a machine that need not have them. */
export const WITHOUT_PYTHON = !existsSync(PYTHON) && !REQUIRED;
export const WITHOUT_NODE = !existsSync(NODE_MODULES) && !REQUIRED;

export const WITHOUT_XMLLINT = !isOnPath('xmllint') && !REQUIRED;
export const WITHOUT_CMARK = !isOnPath('cmark-gfm') && !REQUIRED;

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** Where a file of an npm package of the tools lies. */
export const nodeFile = (path: string): string => join(NODE_MODULES, path);

/** Lets the programs of a folder import what the tools hold. */
export function linkModules(root: string): void {
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
}

/** Where a tool of the virtual environment lies: `gunicorn`, `alembic`. */
export const pythonTool = (name: string): string => fileURLToPath(new URL(`../../.venv/bin/${name}`, import.meta.url));

/** Where a tool of npm lies: `tsc`, `knex`. */
export const nodeTool = (name: string): string => join(NODE_MODULES, '.bin', name);

/** Where Debian or the PATH keeps a program of PostgreSQL's server; undefined where there is none. */
export function postgresProgram(name: string): string | undefined {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
  const paths = [...versions.map((version) => `${folder}/${version}/bin/${name}`), ...(process.env['PATH'] ?? '').split(':').map((each) => join(each, name))];
  return paths.find((path) => existsSync(path));
}

export const WITHOUT_POSTGRES = postgresProgram('initdb') === undefined && !REQUIRED;

/** Where Debian or the PATH keeps a browser that runs without a screen; undefined where there is none. */
export const CHROMIUM = ['/usr/bin/chromium', ...(process.env['PATH'] ?? '').split(':').flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))]
  .find((path) => existsSync(path));
export const WITHOUT_CHROMIUM = CHROMIUM === undefined && !REQUIRED;

/** A program that was started, with what it printed. */
export interface Running {
  readonly process: ChildProcess;
  readonly printed: () => string;
  /** How it ended: the exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts a program. */
export function start(program: string, words: readonly string[], options: SpawnOptions = {}): Running {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  child.stderr?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
  ended.catch(() => undefined); // whoever awaits it meets the error
  return { process: child, printed: () => text, ended };
}

/** Runs a program to its end and gives what it printed; another exit code than 0 throws. */
export async function run(program: string, words: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const running = start(program, words, options);
  const code = await running.ended;
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code}:\n${running.printed()}`);
  return running.printed();
}

/** Waits until somebody listens on a port; throws what the program printed when it ends before, or takes too long. */
export async function listening(running: Running, port: number): Promise<void> {
  let isOver = false;
  running.ended.then(() => { isOver = true; }, () => { isOver = true; });
  for (const end = performance.now() + HANG_LIMIT; !isOver && performance.now() < end;) {
    if (await accepts(port)) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  running.process.kill('SIGKILL');
  throw new Error(`nothing listens on ${port}:\n${running.printed()}`);
}

/** Whether somebody who connects to a port of this machine is let in. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}

/** Ends a program, politely first. */
export async function stop(running: Running): Promise<void> {
  if (running.process.exitCode !== null || running.process.signalCode !== null) return;
  running.process.kill('SIGTERM');
  const timer = setTimeout(() => running.process.kill('SIGKILL'), 60_000);
  await running.ended;
  clearTimeout(timer);
}

/** True where a program of the PATH is missing and need not be there. */
export function isMissing(name: string): boolean {
  return !REQUIRED && !(process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

/** True where a tool that setup-tools installs is missing and need not be there: `zizmor` of Python, `husky` of npm. */
export function isToolMissing(path: string): boolean {
  return !REQUIRED && !existsSync(path);
}

/** Where the checker of GitHub workflows lies. */
export const ACTIONLINT = fileURLToPath(new URL('../../.tools/bin/actionlint', import.meta.url));
