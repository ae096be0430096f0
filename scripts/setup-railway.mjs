// Builds the official railway CLI from its crate into .tools/railway, with the schema of Railway's GraphQL that it is built with. The build is one for
// debugging: only such a one can be pointed at another server than Railway's. Running it again changes nothing.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '5.71.0';
/** What is said of a build that fails: the end of what cargo says, where its reason stands. */
const LINES_OF_A_FAILURE = 40;
const folder = fileURLToPath(new URL('../.tools/railway', import.meta.url));
const marker = join(folder, 'version.txt');
const isThere = existsSync(marker) && readFileSync(marker, 'utf8') === VERSION;

if (isThere) process.exit(0);
if (!hasCargo()) {
  const isRequired = Boolean(process.env.CI);
  process.stderr.write(`cargo is not here, so the railway CLI is not built${isRequired ? '' : ' and its tests are skipped'}: https://rustup.rs\n`);
  process.exit(isRequired ? 1 : 0);
}
try {
  await build();
  copyFileSync(join(sourceFolder(), 'src/gql/schema.json'), join(folder, 'schema.json'));
  writeFileSync(marker, VERSION);
} catch (error) {
  process.stderr.write(`the railway CLI ${VERSION} is not built: ${error.message}\n`);
  process.exitCode = 1;
}

function hasCargo() {
  try {
    execFileSync('cargo', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Without what only a debugger reads: a sixth of the size. What the build needs on the way lies outside of the repository, and goes, also where it is interrupted. */
async function build() {
  mkdirSync(folder, { recursive: true });
  const target = mkdtempSync(join(tmpdir(), 'optimize-railway-'));
  try {
    await cargo(['install', 'railwayapp', '--version', VERSION, '--locked', '--debug', '--force', '--quiet', '--root', folder], {
      CARGO_TARGET_DIR: target, TMPDIR: target, CARGO_INCREMENTAL: '0', CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_DEV_STRIP: 'symbols',
    });
  } finally {
    rmSync(target, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs cargo to its end; what it says is kept for a failure. A signal that would end this script ends cargo first, with the compilers that it started. */
async function cargo(words, variables) {
  const isGroup = process.platform !== 'win32';
  const stop = () => (isGroup ? process.kill(-child.pid, 'SIGTERM') : child.kill());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop); // before there is anything to end
  const child = spawn('cargo', words, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...variables }, detached: isGroup });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  const end = await new Promise((resolve, reject) => { child.on('error', reject).on('close', (code, signal) => resolve(code ?? signal)); });
  if (end !== 0) throw new Error([`cargo install ended with ${end}`, ...said.trimEnd().split('\n').slice(-LINES_OF_A_FAILURE)].join('\n'));
}

/** Where cargo keeps the source of the crate. */
function sourceFolder() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/src');
  const found = readdirSync(sources).map((registry) => join(sources, registry, `railwayapp-${VERSION}`)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`cargo has no source of it below ${sources}`);
  return found;
}
