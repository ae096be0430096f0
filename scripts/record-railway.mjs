// Runs the official railway CLI against the platform of test/railway/real and writes what it prints to test/railway/double/answers.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync('npx', ['vitest', 'run', 'test/railway/real/recorded.test.ts', '--testNamePattern', 'files of the double', '--update'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit', env: { ...process.env, OPTIMIZE_REQUIRE_TOOLS: '1' }, shell: process.platform === 'win32',
});
process.exit(status ?? 1);
