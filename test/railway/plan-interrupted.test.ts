import { execa } from 'execa';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN, makeProject, optimize } from '../support/cli.ts';
import { plannedShop, SECOND_STEP, SECRET, SHOP_FILES, type PlannedShop } from '../support/planned-shop.ts';

let shop: PlannedShop;
beforeEach(() => { shop = plannedShop(); });
afterEach(() => shop.remove());

/** Starts an apply whose second step takes until its gate is there, and waits until it runs; or until another call does, by the calls before it. */
async function running(after = SECOND_STEP) {
  const hash = await shop.hash();
  const earlier = shop.double.calls().length;
  const gate = join(shop.double.bin, '../gate');
  const env = shop.env({ mode: 'slow', after, gate });
  const child = execa(process.execPath, [BIN, 'railway', 'apply', hash, '--yes', '--confirm-destructive', 'web'], { cwd: shop.root, env, extendEnv: false, reject: false, stdin: 'ignore' });
  const ended = child.then(({ stdout, stderr }) => { throw new Error(`it ended before its second step:\n${stdout}${stderr}`); });
  const begun = (async () => { while (shop.double.calls().length <= earlier + after) await sleep(50); })();
  await Promise.race([begun, ended]);
  ended.catch(() => undefined);
  return { child, open: () => writeFileSync(gate, '') };
}

/** Ends the double that was left alone with its write. */
function endDouble(): void {
  const write = shop.double.calls().findLast(({ words }) => words[1] === 'set');
  if (write !== undefined) process.kill(write.pid, 'SIGKILL');
}

describe('an apply that is ended in the middle', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('lets the step that runs end after %s, makes no more, says so, and ends with 130', async (signal) => {
    const { child, open } = await running();
    child.kill(signal);
    open();
    const { stdout, exitCode } = await child;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/✔ 2 web\/variables\.SECRET_KEY: made/);
    expect(stdout).toContain('· 3 web/variables.GUNICORN_WORKERS: not tried');
    expect(stdout).toMatch(/interrupted\n2 of 3 steps made in production of shop/);
    expect(shop.writes()).toHaveLength(2);
    expect((await shop.railway(['diff'])).stdout).not.toContain('broken off'); // it was told already
  });

  it('ends the question that runs between two steps, and says of nothing that it failed', async () => {
    const { child } = await running(SECOND_STEP - 1);
    child.kill('SIGINT');
    const { stdout, stderr, exitCode } = await child;
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
    expect(stdout).toMatch(/· 2 web\/variables\.SECRET_KEY: not tried\n.*not tried\n/);
    expect(stdout).toMatch(/\n\ninterrupted\n1 of 3 steps made/);
  });

  it('ends with the step on a second signal, and the next diff tells', async () => {
    const { child } = await running();
    const ended = child.then(({ exitCode }) => exitCode);
    // Two signals that arrive before the process runs again are one to it, so it gets them until it ends.
    while (await Promise.race([ended.then(() => false), sleep(200, true)])) child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect((await shop.railway(['diff'])).stdout).toContain('was broken off');
    const status = await shop.railway(['status']);
    expect(status.stdout).toMatch(/^the apply of .* UTC on production of shop was broken off\n/);
    expect(status.stdout.replaceAll('\n', ' ')).toContain('step 2 of 3, web/variables.SECRET_KEY, was running when it ended: it was not made');
    expect(JSON.parse((await shop.railway(['status', '--json'])).stdout)).toMatchObject({ unfinished: [{ steps: [{ state: 'done' }, { state: 'running', untouched: true }, { state: 'waiting' }] }] });
  });

  it('is told by the next diff and the next apply after a kill, until one is carried out', async () => {
    const { child } = await running();
    child.kill('SIGKILL');
    await child;
    endDouble();
    const { stdout } = await shop.railway(['diff']);
    expect(stdout).toMatch(/^the apply of .* UTC on production of shop was broken off\n/);
    expect(stdout).toMatch(/step 1 of 3, web\/variables\.DATABASE_URL, was made\n +to take it back:\n +printf %s '\$\{\{Postgres\.DATABASE_PUBLIC_URL\}\}' \| railway variable set/);
    expect(stdout.replaceAll('\n', ' ')).toContain('step 2 of 3, web/variables.SECRET_KEY, was running when it ended: it was not made, Railway has there what it had before');
    expect(stdout).toContain('1 step was not tried');
    const again = await shop.railway(['apply', '--json', '--yes', '--review', '--confirm-destructive', 'web']);
    expect(JSON.parse(again.stdout)).toMatchObject({ unfinished: [{ steps: [{ state: 'done' }, { state: 'running', untouched: true }, { state: 'waiting' }] }], applied: { ok: true } });
    expect((await shop.railway(['diff'])).stdout).not.toContain('broken off');
  });

  it('is told as made where the step was made before the kill', async () => {
    const { child } = await running();
    child.kill('SIGKILL');
    await child;
    endDouble();
    shop.setVariable('SECRET_KEY', SECRET);
    expect((await shop.railway(['diff'])).stdout.replaceAll('\n', ' ')).toContain('Railway has something else there than before, so it seems to be made');
  });

  it('keeps another apply of the same environment out while it goes on, also one from another copy of the project', async () => {
    const { child } = await running();
    const copy = makeProject(SHOP_FILES);
    for (const cwd of [shop.root, copy.root]) {
      const { stdout, stderr, exitCode } = await optimize(['railway', 'apply', '--yes', '--review', '--confirm-destructive', 'web', '--json'], { cwd, env: shop.env() });
      expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({ exitCode: 2, first: `another apply is changing production of shop (process ${child.pid})` });
      expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'locked' } });
    }
    copy.remove();
    child.kill('SIGKILL');
    await child;
    endDouble();
  });
});
