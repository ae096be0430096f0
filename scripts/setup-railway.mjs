// Builds the official railway CLI from its crate into .tools/railway, with the schema of Railway's GraphQL that it is built with. The build is one for
// debugging: only such a one can be pointed at another server than Railway's. Running it again changes nothing.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '5.71.0';
const folder = fileURLToPath(new URL('../.tools/railway', import.meta.url));
const marker = join(folder, 'version.txt');
const isThere = existsSync(marker) && readFileSync(marker, 'utf8') === VERSION;

if (isThere) process.exit(0);
if (!hasCargo()) {
  const isRequired = Boolean(process.env.CI);
  process.stderr.write(`cargo is not here, so the railway CLI is not built${isRequired ? '' : ' and its tests are skipped'}: https://rustup.rs\n`);
  process.exit(isRequired ? 1 : 0);
}
build();
copyFileSync(join(sourceFolder(), 'src/gql/schema.json'), join(folder, 'schema.json'));
writeFileSync(marker, VERSION);

function hasCargo() {
  try {
    execFileSync('cargo', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Without what only a debugger reads: a sixth of the size. What the build needs on the way lies outside of the repository, and goes. */
function build() {
  mkdirSync(folder, { recursive: true });
  const target = mkdtempSync(join(tmpdir(), 'optimize-railway-'));
  try {
    execFileSync('cargo', ['install', 'railwayapp', '--version', VERSION, '--locked', '--debug', '--force', '--quiet', '--root', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CARGO_TARGET_DIR: target, CARGO_INCREMENTAL: '0', CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_DEV_STRIP: 'symbols' },
    });
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

/** Where cargo keeps the source of the crate. */
function sourceFolder() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/src');
  const found = readdirSync(sources).map((registry) => join(sources, registry, `railwayapp-${VERSION}`)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`cargo built railwayapp ${VERSION} and has no source of it below ${sources}`);
  return found;
}
