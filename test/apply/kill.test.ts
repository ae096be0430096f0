import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyFiles } from '../../src/apply/apply-files.ts';
import { journalPlaces } from '../../src/apply/journal-place.ts';
import { findInterrupted, recover } from '../../src/apply/recover.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { bundleApply } from '../support/apply-bundle.ts';
import { prepareChild } from '../support/apply-child.ts';
import { scratchFolder } from '../support/scratch.ts';

const KILLS = 200;

/** 40 files: most are changed, some are made in new folders, some are deleted. */
const FILES: readonly ChangedFile[] = Array.from({ length: 40 }, (_, index) => {
  const text = (side: string) => `${side} of ${index}\n${`${side} ${'x'.repeat(60)}\n`.repeat(index * 3)}`;
  const path = `${['', 'api/', 'web/src/', `new-${index}/deep/`][index % 8 === 7 ? 3 : index % 3]}file-${index}.txt`;
  return { path, before: index % 8 === 7 ? undefined : text('old'), after: index % 8 === 5 ? undefined : text('new') };
});

const REPLACED = FILES.filter(({ before, after }) => before !== undefined && after !== undefined);

let work: string;
let template: string;
let bundle: Awaited<ReturnType<typeof bundleApply>>;

beforeAll(async () => {
  work = scratchFolder('kill');
  process.env['XDG_CACHE_HOME'] = join(work, 'cache');
  template = join(work, 'template');
  mkdirSync(template);
  for (const { path, before } of FILES) {
    if (before === undefined) continue;
    mkdirSync(dirname(join(template, path)), { recursive: true });
    writeFileSync(join(template, path), before, { mode: path.includes('1') ? 0o755 : 0o640 });
  }
  bundle = await bundleApply({ faulty: false });
  prepareChild(bundle.path, FILES);
});
afterAll(() => {
  delete process.env['XDG_CACHE_HOME'];
  rmSync(work, { recursive: true, force: true });
  bundle.remove();
});

function makeTree(): string {
  const root = mkdtempSync(join(work, 'tree-'));
  cpSync(template, root, { recursive: true });
  return root;
}

/** Every file by its path, with its mode; empty folders do not count. */
function contents(root: string): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(paths.map(({ parentPath, name }) => join(parentPath, name)).sort()
    .map((path) => [path.slice(root.length + 1), `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'utf8')}`]));
}

const isTemporary = (path: string) => /(^|\/)\.optimize-.*\.(tmp|old)$/.test(path);

/** A child that applies the files. \`ready\` comes when it is about to begin. */
function startChild(root: string) {
  const child = spawn(process.execPath, [join(dirname(bundle.path), 'child.mjs'), bundle.path, root, join(dirname(bundle.path), 'files.json')], {
    env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(work, 'cache') }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('ready')) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => { child.on('close', () => resolve(said)); });
  return { child, ready, ended };
}

/** Waits for a while shorter than a timer can: the renames are over in a millisecond or two. */
function spin(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

/** Waits for a moment of a run, or for its end where the moment was missed: the deletions come last. */
function waitUntil(root: string, isTrue: () => boolean): void {
  const last = join(root, FILES.findLast(({ after }) => after === undefined)?.path ?? '');
  for (const end = performance.now() + 20_000; !isTrue() && existsSync(last) && performance.now() < end;);
}

const wasReplaced = (full: string, inode: number): boolean => {
  try {
    return statSync(full).ino !== inode;
  } catch {
    return true;
  }
};

/** Any moment at all, one from when the first new bytes were written, and one from when some file was replaced. */
const MOMENTS: readonly ((root: string, duration: number) => Promise<void> | void)[] = [
  (_, duration) => sleep(Math.random() * duration),
  (root) => {
    waitUntil(root, () => readdirSync(root).some(isTemporary));
    spin(Math.random() * 4);
  },
  (root) => {
    const { path } = REPLACED[Math.floor(Math.random() * REPLACED.length)] ?? { path: '' };
    const inode = statSync(join(root, path)).ino;
    waitUntil(root, () => wasReplaced(join(root, path), inode));
    spin(Math.random() * 0.4);
  },
];

describe('a fix of 40 files', () => {
  it(`that is killed at ${KILLS} moments is recovered as a whole, and no file is ever half-written`, async () => {
    const old = contents(template);
    const whole = makeTree();
    const started = performance.now();
    const first = startChild(whole);
    await first.ready;
    const begun = performance.now();
    expect(await first.ended).toBe('ready\ndone\n');
    const duration = performance.now() - begun;
    const fixed = contents(whole);
    expect(Object.keys(fixed).some(isTemporary)).toBe(false);

    const seen = { before: 0, preparing: 0, renaming: 0, renamed: 0, after: 0 };
    for (let number = 0; number < KILLS; number += 1) {
      const root = makeTree();
      const run = startChild(root);
      await run.ready;
      await MOMENTS[number % MOMENTS.length]?.(root, duration);
      run.child.kill('SIGKILL');
      await run.ended;

      const left = contents(root);
      const states = Object.keys({ ...old, ...fixed }).map((path) => {
        const now = left[path];
        if (now === old[path]) return now === fixed[path] ? 'same' : 'old';
        expect(now, `${path} is as before or as after`).toBe(fixed[path]);
        return 'new';
      });
      for (const path of Object.keys(left)) if (!(path in old) && !(path in fixed)) expect(path).toMatch(/(^|\/)\.optimize-.*\.tmp$/);

      const said = await recover(root);
      const recovered = contents(root);
      const changed = states.filter((state) => state === 'new').length;
      if (said !== undefined) {
        expect(recovered).toEqual(old);
        seen[changed === 0 ? 'preparing' : changed === FILES.length ? 'renamed' : 'renaming'] += 1;
      } else {
        expect(recovered).toEqual(changed === 0 ? old : fixed);
        seen[changed === 0 ? 'before' : 'after'] += 1;
      }
      expect(readdirSync(root).some((name) => name.startsWith('new-'))).toBe(recovered['new-7/deep/file-7.txt'] !== undefined);
      rmSync(root, { recursive: true, force: true });
    }
    const context = `${JSON.stringify(seen)}, ${Math.round(duration)} ms a run, ${Math.round((performance.now() - started) / 1000)} s in all`;
    if (process.env['OPTIMIZE_DEBUG'] !== undefined) process.stderr.write(`${context}\n`);
    expect(seen.before, context).toBeGreaterThan(0);
    expect(seen.preparing, context).toBeGreaterThan(5);
    expect(seen.renaming, context).toBeGreaterThan(5);
    expect(seen.after, context).toBeGreaterThan(0);
  });

  it('that is stopped in the middle keeps others out, and is not taken for dead', async () => {
    // The signal may come too late: then the run is over, and the next try is another one.
    let caught = 0;
    for (let tries = 0; tries < 60 && caught === 0; tries += 1) if (await stoppedMidway()) caught += 1;
    expect(caught).toBe(1);
  });

  /** Stops a run while it writes, and asks what others may do then; false when it was over before the signal came. */
  async function stoppedMidway(): Promise<boolean> {
    const root = makeTree();
    const { child, ready, ended } = startChild(root);
    await ready;
    const { path } = FILES[0] ?? { path: '' };
    const inode = statSync(join(root, path)).ino;
    waitUntil(root, () => wasReplaced(join(root, path), inode));
    child.kill('SIGSTOP');
    const other: ChangedFile = { path: 'other', before: undefined, after: 'x' };
    const message = (promise: Promise<unknown>) => promise.then((value) => value, (error: Error) => error.message);
    const isLocked = `another run of optimize is writing here (process ${child.pid})`;
    const [{ folder }] = await journalPlaces(root);
    const isMidway = readdirSync(folder).some((name) => name.endsWith('.open'));
    if (isMidway) {
      expect(await message(applyFiles(root, [other], { title: 'Other', version: '0.1.0' }))).toBe(isLocked);
      expect(await message(recover(root))).toBe(isLocked);
      expect(await findInterrupted(root)).toBeUndefined();
    }
    child.kill('SIGCONT');
    expect(await ended).toBe('ready\ndone\n');
    expect(await recover(root)).toBeUndefined();
    await applyFiles(root, [other], { title: 'Other', version: '0.1.0' });
    return isMidway;
  }
});
