// Everything that CI needs, in order: build, types, lint, layers, dead code, tests. One command, one exit code.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inCI = Boolean(process.env.CI);
/** CI skips nothing: it installs the real tools that tests compare with. A laptop uses what it has. */
const tools = inCI ? [['tools', 'node', ['scripts/setup-tools.mjs', '--without-railway']]] : [];
/** The longest of the builds runs beside all that comes before the tests. What it says is printed where it counts, not among other steps. */
const railway = inCI ? spawn('node', ['scripts/setup-railway.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }) : undefined;
const railwayEnd = railway === undefined ? undefined : endOf(railway);
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
  if (name === 'tests' && railwayEnd !== undefined) await needRailway();
  const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail(name);
}

async function needRailway() {
  const { code, said } = await railwayEnd;
  process.stderr.write(said);
  if (code !== 0) fail('railway CLI');
}

function endOf(child) {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  return new Promise((resolve) => { child.on('error', ({ message }) => resolve({ code: 1, said: `${message}\n` })).on('close', (code) => resolve({ code, said })); });
}

/** A build that still runs is ended: it takes away what it has written so far. */
function fail(name) {
  railway?.kill();
  process.stdout.write(`\n${name} failed\n`);
  process.exit(1);
}
