// Runs the official railway CLI against the platform of test/railway/real and writes what it prints to test/railway/double/answers, one file per command.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(new URL('../test/railway/double/answers', import.meta.url), { recursive: true, force: true });
const { status } = spawnSync('npx', ['vitest', 'run', 'test/railway/real/recorded.test.ts', '--update'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, OPTIMIZE_REQUIRE_TOOLS: '1' }, shell: process.platform === 'win32',
});
process.exit(status ?? 1);
