import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyFiles } from '../../src/apply/apply-files.ts';
import { journalPlaces } from '../../src/apply/journal-place.ts';
import { findInterrupted, recover } from '../../src/apply/recover.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { bundleApply, type Faults } from '../support/apply-bundle.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch.ts';

const KILLS = 200;

/** Applies the files, with faults from then on; says when it is about to begin, and how many calls it made. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
const [, , bundle, root, files, faults] = process.argv;
const { applyFiles, recover } = await import(bundle);
const list = JSON.parse(readFileSync(files, 'utf8'));
await recover(root); // as a fix does; git and what runs it are warm then
Object.assign(globalThis.faults, { calls: 0 }, JSON.parse(faults));
process.stdout.write('ready\\n');
await applyFiles(root, list, { title: 'Fix of a child', version: '0.1.0' });
process.stdout.write(\`done after \${globalThis.faults.calls} calls\\n\`);
`;

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
  bundle = await bundleApply({ faulty: true });
  writeFileSync(join(work, 'child.mjs'), PROGRAM);
  writeFileSync(join(work, 'files.json'), JSON.stringify(FILES));
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

/** A child that applies the files; `said` waits until it has said something. */
function startChild(root: string, faults: Partial<Faults> = {}) {
  const child = spawn(process.execPath, [join(work, 'child.mjs'), bundle.path, root, join(work, 'files.json'), JSON.stringify(faults)], {
    env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(work, 'cache') }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => { text += data.toString(); });
  const said = (words: string): Promise<void> => eventually(() => text.includes(words), () => `it never said ${words}:\n${text}`);
  const ended = new Promise<string>((resolve) => { child.on('close', () => resolve(text)); });
  return { child, said, ended };
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

/** Any moment at all, one from when the first new bytes were written, and one from when some file was replaced; none is sure to be met. */
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

/** Kills a run: at a call of its own, so that all of them are met evenly, or from outside at a moment between two calls or within one. */
async function killed(root: string, { number, calls, duration }: { readonly number: number; readonly calls: number; readonly duration: number }): Promise<void> {
  if (number % 2 === 0) {
    await startChild(root, { from: 1 + Math.floor((number / KILLS) * calls), to: calls, code: 'KILL' }).ended;
    return;
  }
  const run = startChild(root);
  await run.said('ready');
  await MOMENTS[number % MOMENTS.length]?.(root, duration);
  run.child.kill('SIGKILL');
  await run.ended;
}

/** A whole run: how many calls it made, and how many milliseconds that took. */
async function wholeRun(root: string): Promise<{ readonly calls: number; readonly duration: number }> {
  const run = startChild(root);
  await run.said('ready');
  const begun = performance.now();
  const [, calls] = /^ready\ndone after (\d+) calls\n$/.exec(await run.ended) ?? [];
  return { calls: Number(calls), duration: performance.now() - begun };
}

describe('a fix of 40 files', () => {
  it(`that is killed at ${KILLS} moments is recovered as a whole, and no file is ever half-written`, async () => {
    const old = contents(template);
    const whole = makeTree();
    const { calls, duration } = await wholeRun(whole);
    expect(calls).toBeGreaterThan(KILLS / 2);
    const fixed = contents(whole);
    expect(Object.keys(fixed).some(isTemporary)).toBe(false);

    const seen = { before: 0, preparing: 0, renaming: 0, renamed: 0, after: 0 };
    for (let number = 0; number < KILLS; number += 1) {
      const root = makeTree();
      await killed(root, { number, calls, duration });

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
    const context = `${JSON.stringify(seen)} of runs with ${calls} calls`;
    if (process.env['OPTIMIZE_DEBUG'] !== undefined) process.stderr.write(`${context}\n`);
    expect(seen.before, context).toBeGreaterThan(0);
    expect(seen.preparing, context).toBeGreaterThan(5);
    expect(seen.renaming, context).toBeGreaterThan(5);
    expect(seen.renamed, context).toBeGreaterThan(0);
    expect(seen.after, context).toBeGreaterThan(0);
  });

  it('that is stopped in the middle keeps others out, and is not taken for dead', async () => {
    const root = makeTree();
    const { child, said, ended } = startChild(root, { only: 'renameSync', from: 15, to: 15, code: 'STOP' });
    await said('stopped');
    const other: ChangedFile = { path: 'other', before: undefined, after: 'x' };
    const message = (promise: Promise<unknown>) => promise.then((value) => value, (error: Error) => error.message);
    const isLocked = `another run of optimize is writing here (process ${child.pid})`;
    const [{ folder }] = await journalPlaces(root);
    expect(readdirSync(folder).filter((name) => name.endsWith('.open'))).toHaveLength(1);
    expect(await message(applyFiles(root, [other], { title: 'Other', version: '0.1.0' }))).toBe(isLocked);
    expect(await message(recover(root))).toBe(isLocked);
    expect(await findInterrupted(root)).toBeUndefined();
    child.kill('SIGCONT');
    expect(await ended).toMatch(/^ready\nstopped\ndone after \d+ calls\n$/);
    expect(await recover(root)).toBeUndefined();
    await applyFiles(root, [other], { title: 'Other', version: '0.1.0' });
  });
});
