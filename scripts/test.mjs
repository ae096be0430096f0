// Everything that CI needs, in order: build, types, lint, layers, dead code, tests. One command, one exit code.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inCI = Boolean(process.env.CI);
/** CI skips nothing: it installs the real tools that tests compare with. A laptop uses what it has. */
const tools = inCI ? [['tools', 'node', ['scripts/setup-tools.mjs', '--without-railway']]] : [];
/** The longest of the builds runs beside all that comes before the tests. */
const railway = inCI ? ended(spawn('node', ['scripts/setup-railway.mjs'], { cwd: root, stdio: 'inherit' })) : undefined;
const steps = [
  ...tools,
  ['build', 'node', ['scripts/build.mjs']],
  ['types', 'npx', ['tsc', '--noEmit']],
  ['lint', 'npx', ['oxlint', '--quiet']],
  ['layers', 'node', ['test/architecture/check-layers.mjs']],
  ['dead code', 'npx', ['knip', '--include', 'files,dependencies,exports,unlisted']],
  ['tests', 'npx', ['vitest', 'run', ...process.argv.slice(2)]],
];

for (const [name, command, words] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  if (name === 'tests' && (await railway ?? 0) !== 0) fail('railway CLI');
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail(name);
}

function ended(child) {
  return new Promise((resolve) => { child.on('error', () => resolve(1)).on('close', resolve); });
}

function fail(name) {
  process.stdout.write(`\n${name} failed\n`);
  process.exit(1);
}
