import { execa } from 'execa';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN } from '../support/cli.ts';
import { plannedShop, type PlannedShop } from '../support/planned-shop.ts';

let shop: PlannedShop;
beforeEach(() => { shop = plannedShop(); });
afterEach(() => shop.remove());

const WORDS = ['railway', 'apply', '--step', 'web/variables.SECRET_KEY', '--yes', '--review'];
const options = () => ({ cwd: shop.root, env: shop.env(), extendEnv: false, reject: false, stdin: 'ignore' } as const);

describe('an apply that cannot write its journal', () => {
  it('changes nothing where a file stands in the place of its folder', async () => {
    writeFileSync(join(shop.root, '.cache'), '');
    const { stdout, stderr, exitCode } = await shop.railway(WORDS.slice(1));
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/^the lock that keeps other runs out cannot be written in .*: a file stands where a folder is needed\nnothing was changed; XDG_CACHE_HOME names another folder for it\n$/) as string });
    expect(stdout).toMatch(/making the plan [0-9a-f]{12}\n\n$/);
    expect(shop.writes()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('says so where no file may hold anything', async () => {
    const { RAILWAY_DOUBLE_CALLS: _calls, ...env } = shop.env(); // the double could not write down its calls either
    const { stderr, exitCode } = await execa('sh', ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, BIN, ...WORDS], { ...options(), env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/^the lock that keeps other runs out cannot be written in .*: it is larger than files may be\nnothing was changed; /) as string });
    const again = await shop.railway(WORDS.slice(1)); // what the first one left keeps nobody out
    expect({ exitCode: again.exitCode, stderr: again.stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('an apply whose plan nobody can read', () => {
  it.skipIf(process.platform !== 'linux')('changes nothing where stdout is full', async () => {
    const { stderr, exitCode } = await execa('sh', ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, BIN, ...WORDS], options());
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: 'the result cannot be written to stdout: the disk is full\nmake room, or send it elsewhere' });
    expect(shop.writes()).toEqual([]);
  });

  it('changes nothing, and does not say that all is well, where the reader of stdout has gone', async () => {
    const child = execa(process.execPath, [BIN, ...WORDS], { ...options(), buffer: false });
    child.stdout.destroy();
    expect((await child).exitCode).toBe(2);
    expect(shop.writes()).toEqual([]);
  });

  it('is carried out where stdout is to hold one document and only stderr has gone', async () => {
    const child = execa(process.execPath, [BIN, ...WORDS, '--json'], options());
    child.stderr.destroy();
    const { stdout, exitCode } = await child;
    expect({ exitCode, applied: (JSON.parse(stdout) as { readonly applied: unknown }).applied }).toMatchObject({ exitCode: 0, applied: { ok: true } });
  });
});
