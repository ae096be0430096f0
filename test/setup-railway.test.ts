import { execa } from 'execa';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeProject, writeFiles } from './support/cli.ts';

const SCRIPTS = fileURLToPath(new URL('../scripts', import.meta.url));

/** The script with a `cargo` of the test's: it builds nothing, and notes that it was started. */
describe.skipIf(process.platform === 'win32')('scripts/setup-railway.mjs', () => {
  let machine: ReturnType<typeof makeProject>;
  beforeEach(() => {
    machine = makeProject({ 'home/registry/src/crates/railwayapp-5.71.0/src/gql/schema.json': '{}' });
    cpSync(join(SCRIPTS, 'setup-railway.mjs'), join(machine.root, 'scripts/setup-railway.mjs'));
    for (const folder of ['bin', 'temporary']) mkdirSync(join(machine.root, folder));
  });
  afterEach(() => machine.remove());

  const at = (path: string): string => join(machine.root, path);
  const left = (): readonly string[] => readdirSync(at('temporary'));
  const starts = (): number => (existsSync(at('started')) ? readFileSync(at('started'), 'utf8').split('\n').length - 1 : 0);

  function withCargo(script: string): void {
    writeFiles(machine.root, { 'bin/cargo': `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$*" >> '${at('started')}'\n: > "$CARGO_TARGET_DIR/object"; : > "$TMPDIR/try"\n${script}\n` });
    chmodSync(at('bin/cargo'), 0o755);
  }

  /** `mkdir`, `sleep` and the shell are of the system; a cargo of the machine is not found. */
  const run = (environment: Readonly<Record<string, string>> = {}) => execa(process.execPath, [at('scripts/setup-railway.mjs')], {
    reject: false, extendEnv: false, env: { PATH: `${at('bin')}:/usr/bin:/bin`, CARGO_HOME: at('home'), TMPDIR: at('temporary'), ...environment },
  });

  test('builds once, says nothing, and leaves nothing beside what it built', async () => {
    withCargo('exit 0');
    for (const round of [1, 2]) expect(await run({ CI: 'true' }), `run ${round}`).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(readFileSync(at('started'), 'utf8')).toBe(`install railwayapp --version 5.71.0 --locked --debug --force --quiet --root ${at('.tools/railway')}\n`);
    expect(readFileSync(at('.tools/railway/version.txt'), 'utf8')).toBe('5.71.0');
    expect(left()).toEqual([]);
  });

  test('says why a build failed, in its last lines, and tries again the next time', async () => {
    withCargo('seq -f "line %g" 1 500 >&2; echo "error: linking with cc failed" >&2; exit 101');
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^the railway CLI 5\.71\.0 is not built: cargo install ended with 101\nline 462\n(?:line \d+\n)+error: linking with cc failed$/);
    expect(left()).toEqual([]);
    await run();
    expect(starts()).toBe(2);
  });

  test('ends cargo and takes all away where it is ended itself', async () => {
    withCargo('sleep 60');
    const running = run();
    while (starts() === 0) await sleep(20);
    running.kill('SIGTERM');
    expect(await running).toMatchObject({ exitCode: 1 });
    expect([left(), existsSync(at('.tools/railway/version.txt'))]).toEqual([[], false]);
  });

  test('fails without cargo where the tests need it, and says that they are skipped elsewhere', async () => {
    const alone = { PATH: at('bin') };
    expect(await run({ ...alone, CI: 'true' })).toMatchObject({ exitCode: 1, stderr: 'cargo is not here, so the railway CLI is not built: https://rustup.rs' });
    expect(await run(alone)).toMatchObject({ exitCode: 0, stderr: 'cargo is not here, so the railway CLI is not built and its tests are skipped: https://rustup.rs' });
  });
});
