// Fetches the examples of railpack and nixpacks into .tools/trees, at the commits of which the oracles of the tests tell, and nothing else of
// them. Where GitHub cannot be reached it says so, and the tests that compare with them are skipped. Running it again changes nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMITS = { railpack: 'b5e805800e6787a4744cd944a357e29b848d38f3', nixpacks: 'f51d7fd5872e6937a98870b5339ff3ce641499e3' };
/** Milliseconds that one step may take: a network that answers nothing is as good as none. */
const LONGEST = 120_000;
const trees = fileURLToPath(new URL('../.tools/trees', import.meta.url));

mkdirSync(trees, { recursive: true });
for (const [name, commit] of Object.entries(COMMITS)) {
  const target = join(trees, `${name}-examples`);
  if (!existsSync(target)) fetchExamples(name, commit, target);
}

function fetchExamples(name, commit, target) {
  const folder = mkdtempSync(join(trees, 'fetch-'));
  const git = (...words) => execFileSync('git', words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, GIT_TERMINAL_PROMPT: '0' }, timeout: LONGEST });
  try {
    git('init', '--quiet');
    git('fetch', '--quiet', '--depth', '1', `https://github.com/railwayapp/${name}`, commit);
    git('config', 'core.autocrlf', 'false');
    git('checkout', '--quiet', commit, '--', 'examples');
    renameSync(join(folder, 'examples'), target);
  } catch (error) {
    process.stderr.write(`the examples of ${name} are not here, and their tests are skipped: ${String(error.stderr ?? error.message).trim().split('\n').at(-1)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
