// Writes docs/rules.md, the pages of docs/rules and docs/cli.md from the program itself, so that they cannot say anything else. Run after a build.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));


writeFileSync(join(root, 'docs/rules.md'), run(['rules', '--format', 'markdown']));
rmSync(join(root, 'docs/rules'), { recursive: true, force: true });
mkdirSync(join(root, 'docs/rules'));
const pages = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/rule-pages.test.ts', '-u'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (pages.status !== 0) throw new Error('the pages of the rules could not be written: npx vitest run test/rule-pages.test.ts');
writeFileSync(join(root, 'docs/cli.md'), run(['help', '--format', 'markdown']));

function run(words) {
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '100' };
  delete environment.FORCE_COLOR;
  const { stdout, status, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words], { encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(`optimize ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
