// Makes the program ready: from the checkout of the action, built here because dist/ is not committed, or a version from npm.
// Measured with a warm npm cache: 10 s for the checkout, whose second run in one job (a matrix of folders) builds nothing.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { VERSION = '', RUNNER_TEMP = '', GITHUB_OUTPUT = '' } = process.env;

appendFileSync(GITHUB_OUTPUT, `program=${VERSION === '' ? ownProgram() : publishedProgram(VERSION)}\n`);

/** Packages run no scripts of theirs: the build needs none of them. */
function ownProgram() {
  if (!existsSync(join(root, 'dist'))) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], root);
    run(process.execPath, [join(root, 'scripts/build.mjs')], root);
  }
  return join(root, 'bin/run.js');
}

function publishedProgram(version) {
  if (!/^[\w^~][\w.-]*$/.test(version)) fail('the input version is no version');
  const folder = join(RUNNER_TEMP, 'optimize-package');
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `optimize@${version}`], RUNNER_TEMP);
  return join(folder, 'node_modules/optimize/bin/run.js');
}

function run(program, words, cwd) {
  const { status } = spawnSync(program, words, { cwd, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) fail(`${words[0]} ended with ${status}`);
}

function fail(message) {
  process.stdout.write(`::error title=optimize::${message}\n`);
  process.exit(2);
}
