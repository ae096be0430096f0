import { execaSync } from 'execa';
import fc from 'fast-check';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFiles } from '../../src/apply/apply-files.ts';
import { journalPlaces } from '../../src/apply/journal-place.ts';
import { findInterrupted, recover } from '../../src/apply/recover.ts';
import { listRuns, undo } from '../../src/apply/undo.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { scratchFolder } from '../support/scratch.ts';

let work: string;
let root: string;
beforeEach(() => {
  work = scratchFolder('undo');
  root = join(work, 'project');
  mkdirSync(root);
  vi.stubEnv('XDG_CACHE_HOME', join(work, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

const write = (path: string, content: string | Uint8Array, mode = 0o644): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const change = (path: string, before: string | undefined, after: string | undefined): ChangedFile => ({ path, before, after });
const apply = (folder: string, ...files: readonly ChangedFile[]) => applyFiles(folder, files, { title: `Fix ${files[0]?.path}`, version: '0.1.0' });
const takeBack = (folder: string, id?: string) => undo(folder, { version: '0.1.0', ...(id === undefined ? {} : { id }) });
const said = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'done', (error: Error & { hint?: string }) => `${error.message} | ${error.hint ?? error.stack}`);

/** Every entry below a folder with mode and bytes. */
function shown(folder: string, base = folder): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    const line = `${path.slice(base.length)} ${(statSync(path).mode & 0o7777).toString(8)}`;
    return entry.isDirectory() ? [line, ...shown(path, base)] : [`${line} ${readFileSync(path).toString('base64')}`];
  });
}

describe('an undo', () => {
  it('of any fix gives back every byte and mode', async () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.map((part, index) => (index < parts.length - 1 ? `${part}.d` : part)).join('/'));
    const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((value) => Buffer.from(value).toString() === value);
    const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o640);
    const file = fc.record({ path, before: fc.option(text, { nil: undefined }), after: fc.option(text, { nil: undefined }), mark: fc.boolean(), mode });
    const binary = fc.record({ path: path.map((each) => `${each}.bin`), bytes: fc.uint8Array({ maxLength: 40 }) });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(file, { selector: (each) => each.path, minLength: 1, maxLength: 8 }), fc.array(binary, { maxLength: 4 }), async (files, others) => {
      rmSync(root, { recursive: true, force: true });
      mkdirSync(root);
      for (const { path: at, bytes } of others) write(at, bytes);
      for (const { path: at, before, mark, mode: own } of files) if (before !== undefined) write(at, (mark ? '\uFEFF' : '') + before, own);
      // A mark of its own at the start of a text without one is a mark.
      const changes = files.filter(({ before, after, mark }) => before !== after && (mark || !(before ?? '').startsWith('\uFEFF')));
      if (changes.length === 0) return;
      const before = shown(root);
      await apply(root, ...changes.map(({ path: at, before: old, after }) => change(at, old, after)));
      for (const { path: at, before: old, after, mark } of changes) {
        const expected = after === undefined ? undefined : Buffer.from((mark && old !== undefined ? '\uFEFF' : '') + after);
        expect(existsSync(join(root, at)) ? readFileSync(join(root, at)) : undefined).toEqual(expected);
      }
      await takeBack(root);
      expect(shown(root)).toEqual(before);
    }), { numRuns: 100 });
  });

  it('takes back the last run first, and then the one before it', async () => {
    write('a', '1');
    await apply(root, change('a', '1', '2'));
    await apply(root, change('a', '2', '3'), change('b', undefined, 'x'));
    await takeBack(root);
    expect([read('a'), existsSync(join(root, 'b'))]).toEqual(['2', false]);
    await takeBack(root);
    expect(read('a')).toBe('1');
    expect(await said(takeBack(root))).toBe('there is nothing to undo | every fix in the journal is undone already');
  });

  it('takes a run by its id, when none after it touched the same files', async () => {
    write('a', '1');
    write('b', '1');
    const first = await apply(root, change('a', '1', '2'));
    const second = await apply(root, change('b', '1', '2'));
    const third = await apply(root, change('b', '2', '3'));
    await takeBack(root, first.id);
    expect([read('a'), read('b')]).toEqual(['1', '3']);
    expect(await said(takeBack(root, second.id))).toBe('b changed since the fix | nothing was undone, so that no edit is lost');
    expect(await said(takeBack(root, first.id))).toBe(`the run ${first.id} is undone already | \`optimize undo --list\` shows the runs`);
    expect(await said(takeBack(root, '20200101-000000-000'))).toBe('there is no run 20200101-000000-000 here | `optimize undo --list` shows the runs');
    expect((await listRuns(root)).map(({ id, title, isUndone, files }) => [id, title, isUndone, files])).toEqual([
      [third.id, 'Fix b', false, [{ path: 'b', change: 'changed' }]], [second.id, 'Fix b', false, [{ path: 'b', change: 'changed' }]], [first.id, 'Fix a', true, [{ path: 'a', change: 'changed' }]],
    ]);
  });

  it('refuses where somebody edited since, names all such files, and changes nothing', async () => {
    for (const path of ['a', 'b', 'c', 'd', 'e']) write(path, '1');
    await apply(root, change('a', '1', '2'), change('b', '1', '2'), change('c', '1', undefined), change('d', '1', '2'), change('e', '1', '2'), change('new', undefined, '2'));
    appendFileSync(join(root, 'a'), ' ');
    write('c', 'somebody made it again');
    rmSync(join(root, 'd'));
    rmSync(join(root, 'e'));
    write('e.real', '2');
    symlinkSync('e.real', join(root, 'e'));
    write('new', '2 and more');
    const before = shown(root);
    expect(await said(takeBack(root))).toBe('a, c, d, e and new changed since the fix | nothing was undone, so that no edit is lost');
    expect(shown(root)).toEqual(before);
  });

  it('refuses where a folder on the way became a link', async () => {
    write('api/a', '1');
    await apply(root, change('api/a', '1', '2'));
    renameSync(join(root, 'api'), join(root, 'moved'));
    symlinkSync('moved', join(root, 'api'));
    expect(await said(takeBack(root))).toBe('api/a changed since the fix | nothing was undone, so that no edit is lost');
  });

  it('keeps a mode that somebody gave the file since', async () => {
    write('start.sh', '1', 0o644);
    await apply(root, change('start.sh', '1', '2'));
    chmodSync(join(root, 'start.sh'), 0o755);
    await takeBack(root);
    expect([read('start.sh'), statSync(join(root, 'start.sh')).mode & 0o777]).toEqual(['1', 0o755]);
  });

  it('makes the folder of a deleted file again', async () => {
    write('old/deep/railway.json', '{}', 0o600);
    await apply(root, change('old/deep/railway.json', '{}', undefined));
    rmSync(join(root, 'old'), { recursive: true });
    await takeBack(root);
    expect([read('old/deep/railway.json'), statSync(join(root, 'old/deep/railway.json')).mode & 0o777]).toEqual(['{}', 0o600]);
  });

  it('restores the file behind a link', async () => {
    write('real', '1');
    symlinkSync('real', join(root, 'link'));
    await apply(root, change('link', '1', '2'));
    await takeBack(root);
    expect(read('real')).toBe('1');
    expect(read('link')).toBe('1');
  });

  it('refuses when the journal lost bytes', async () => {
    write('a', '1');
    const { id } = await apply(root, change('a', '1', '2'));
    const [{ folder }] = await journalPlaces(root);
    writeFileSync(join(folder, id, '0'), 'something else');
    expect(await said(takeBack(root))).toMatch(/^the journal is damaged: it does not hold a as it was \| /);
    expect(read('a')).toBe('2');
  });
});

describe('in a repository', () => {
  beforeEach(() => { execaSync('git', ['init', '--quiet', root]); });

  it('the runs of a folder are those made in it and below it', async () => {
    write('api/a', '1');
    write('web/a', '1');
    const api = await apply(join(root, 'api'), change('a', '1', '2'));
    const web = await apply(join(root, 'web'), change('a', '1', '2'));
    const both = await apply(root, change('api/a', '2', '3'));
    const named = async (folder: string) => (await listRuns(join(root, folder))).map(({ id, folder: own }) => [id, own]);
    expect(await named('.')).toEqual([[both.id, ''], [web.id, 'web'], [api.id, 'api']]);
    expect(await named('api')).toEqual([[api.id, '']]);
    await takeBack(root);
    expect(read('api/a')).toBe('2');
    await takeBack(root);
    expect(read('web/a')).toBe('1');
    await takeBack(join(root, 'api'));
    expect(read('api/a')).toBe('1');
    expect((await listRuns(root)).every(({ isUndone }) => isUndone)).toBe(true);
  });

  it('a repository that moves takes its journal along', async () => {
    write('api/a', '1');
    await apply(join(root, 'api'), change('a', '1', '2'));
    const moved = join(work, 'moved');
    renameSync(root, moved);
    await takeBack(join(moved, 'api'));
    expect(readFileSync(join(moved, 'api/a'), 'utf8')).toBe('1');
  });

  it('a fix that was made before there was one can be undone', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    write('api/a', '1');
    await apply(join(root, 'api'), change('a', '1', '2'));
    execaSync('git', ['init', '--quiet', root]);
    await takeBack(join(root, 'api'));
    expect(read('api/a')).toBe('1');
    expect(await said(takeBack(join(root, 'api')))).toMatch(/^there is nothing to undo/);
  });
});

describe('an interrupted run', () => {
  /** A run that got as far as its first file: what a kill leaves, made from a finished one. */
  async function interrupted(): Promise<string> {
    write('a', 'old a', 0o755);
    write('b', 'old b');
    write('c', 'old c');
    const { id } = await apply(root, change('a', 'old a', 'new a'), change('b', 'old b', 'new b'), change('c', 'old c', undefined), change('d/e', undefined, 'new e'));
    const [{ folder }] = await journalPlaces(root);
    renameSync(join(folder, id), join(folder, `${id}.open`));
    write('b', 'old b');
    return folder;
  }

  it('is rolled back, and said', async () => {
    await interrupted();
    expect(await findInterrupted(root)).toMatch(/^the fix of \d{4}-\d\d-\d\d \d\d:\d\d UTC \(Fix a\) was interrupted$/);
    expect(await said(apply(root, change('b', 'old b', 'x')))).toBe('an earlier run was interrupted and is not rolled back yet | run the same command again');
    expect(await recover(root)).toMatch(/^the fix of \d{4}-\d\d-\d\d \d\d:\d\d UTC \(Fix a\) was interrupted and is rolled back: a, c and d\/e as before it$/);
    expect([read('a'), read('b'), read('c'), statSync(join(root, 'a')).mode & 0o777]).toEqual(['old a', 'old b', 'old c', 0o755]);
    expect(existsSync(join(root, 'd'))).toBe(false);
    expect(await recover(root)).toBeUndefined();
  });

  it('leaves alone what somebody edited since, and says where the old bytes are', async () => {
    await interrupted();
    write('a', 'edited by hand');
    const text = await recover(root);
    expect(text).toMatch(/rolled back: c and d\/e as before it; edited since and left alone: a \(as before it: .*\.kept\)$/);
    expect([read('a'), read('c')]).toEqual(['edited by hand', 'old c']);
    const [, kept = ''] = /as before it: (.*\.kept)\)$/.exec(text ?? '') ?? [];
    expect(readFileSync(join(kept, '0'), 'utf8')).toBe('old a');
    expect(await recover(root)).toBeUndefined();
  });

  it('whose journal cannot be read is no reason to go on', async () => {
    const folder = await interrupted();
    const [open = ''] = readdirSync(folder).filter((name) => name.endsWith('.open'));
    writeFileSync(join(folder, open, 'entry.json'), '{');
    expect(await said(recover(root))).toMatch(/^the journal of an interrupted run cannot be read: /);
    expect(await said(apply(root, change('b', 'old b', 'x')))).toMatch(/^an earlier run was interrupted/);
  });
});

describe('the lock of a process', () => {
  const lock = async (content: string): Promise<string> => {
    const [{ folder }] = await journalPlaces(root);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lock-7'), content);
    return folder;
  };
  const place = async (): Promise<string> => {
    write('probe', '1');
    await apply(root, change('probe', '1', '2'));
    const [{ folder }] = await journalPlaces(root);
    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('lock-'));
    return /"place":"([^"]*)"/.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '';
  };

  it('that is dead does not count', async () => {
    const dead = Number(execaSync('sh', ['-c', 'echo $$']).stdout);
    const here = await place();
    const folder = await lock(JSON.stringify({ pid: dead, place: here, started: '1' }));
    write('a', '1');
    await apply(root, change('a', '1', '2'));
    expect(readdirSync(folder).filter((name) => name.startsWith('lock-'))).toEqual(['lock-8']);
  });

  it('that is alive under this number but began at another time does not count', async () => {
    const here = await place();
    await lock(JSON.stringify({ pid: process.pid, place: here, started: '1' }));
    write('a', '1');
    expect(await said(apply(root, change('a', '1', '2')))).toBe(process.platform === 'linux' ? 'done' : expect.stringContaining('another run'));
  });

  it('of another machine counts as long as it is young', async () => {
    await lock(JSON.stringify({ pid: 4711, place: 'another machine', started: '1' }));
    write('a', '1');
    expect(await said(apply(root, change('a', '1', '2')))).toMatch(/^another run of optimize is writing here \(process 4711\)/);
    const [{ folder }] = await journalPlaces(root);
    execaSync('touch', ['-d', '11 minutes ago', join(folder, 'lock-7')]);
    expect(await said(apply(root, change('a', '1', '2')))).toBe('done');
  });

  it('that has no content yet counts for a moment', async () => {
    await lock('');
    write('a', '1');
    expect(await said(apply(root, change('a', '1', '2')))).toMatch(/^another run of optimize is writing here \|/);
    const [{ folder }] = await journalPlaces(root);
    execaSync('touch', ['-d', '1 minute ago', join(folder, 'lock-7')]);
    expect(await said(apply(root, change('a', '1', '2')))).toBe('done');
  });
});
