import { execaSync } from 'execa';
import { chmodSync, chownSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFiles } from '../../src/apply/apply-files.ts';
import { journalPlaces } from '../../src/apply/journal-place.ts';
import { undo } from '../../src/apply/undo.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { bundleApply } from '../support/apply-bundle.ts';
import { prepareChild, startApply } from '../support/apply-child.ts';
import { treeHash } from '../support/tree-hash.ts';

let work: string;
let root: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'optimize-apply-'));
  root = join(work, 'project');
  mkdirSync(root);
  vi.stubEnv('XDG_CACHE_HOME', join(work, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

const DESCRIPTION = { title: 'Fix server/workers', version: '0.1.0' };
const write = (path: string, content: string | Uint8Array, mode = 0o644): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const modeOf = (path: string): number => statSync(join(root, path)).mode & 0o7777;
const change = (path: string, before: string | undefined, after: string | undefined): ChangedFile => ({ path, before, after });
const apply = (...files: readonly ChangedFile[]) => applyFiles(root, files, DESCRIPTION);

/** What is said about a refusal; the tree must be as it was. */
async function refusal(...files: readonly ChangedFile[]): Promise<string> {
  const before = treeHash(root);
  const said = await apply(...files).then(() => 'written', (error: Error & { hint?: string }) => `${error.message} | ${error.hint ?? error.stack}`);
  expect(treeHash(root)).toBe(before);
  return said;
}

describe('a written file keeps', () => {
  it('its byte order mark, its line ends and its missing last newline', async () => {
    write('app.json', '\uFEFF{\r\n  "a": 1\r\n}');
    await apply(change('app.json', '{\r\n  "a": 1\r\n}', '{\r\n  "a": 2\r\n}'));
    expect(read('app.json')).toBe('\uFEFF{\r\n  "a": 2\r\n}');
  });

  it('a second mark that is part of its text', async () => {
    write('a', '\uFEFF\uFEFFx');
    await apply(change('a', '\uFEFFx', '\uFEFFy'));
    expect(read('a')).toBe('\uFEFF\uFEFFy');
  });

  for (const mode of [0o755, 0o600, 0o664, 0o2755, 0o4711]) {
    it(`the mode ${mode.toString(8)}`, async () => {
      write('start.sh', 'a', mode);
      await apply(change('start.sh', 'a', 'b'));
      expect([read('start.sh'), modeOf('start.sh')]).toEqual(['b', mode]);
    });
  }

  it.skipIf(process.getuid?.() !== 0)('its owner, where root writes (skipped for others)', async () => {
    write('Procfile', 'a', 0o640);
    chownSync(join(root, 'Procfile'), 12_345, 54_321);
    await apply(change('Procfile', 'a', 'b'));
    const { uid, gid } = statSync(join(root, 'Procfile'));
    expect([read('Procfile'), uid, gid, modeOf('Procfile')]).toEqual(['b', 12_345, 54_321, 0o640]);
  });

  it('the link that leads to it, and so does the link', async () => {
    write('shared/base.toml', 'a = 1', 0o640);
    mkdirSync(join(root, 'api'));
    symlinkSync('../shared/base.toml', join(root, 'api/railway.toml'));
    const { paths } = await apply(change('api/railway.toml', 'a = 1', 'a = 2'));
    expect(paths).toEqual(['shared/base.toml']);
    expect(readlinkSync(join(root, 'api/railway.toml'))).toBe('../shared/base.toml');
    expect([read('shared/base.toml'), modeOf('shared/base.toml')]).toEqual(['a = 2', 0o640]);
    expect(lstatSync(join(root, 'shared/base.toml')).isFile()).toBe(true);
  });

  it('its place behind a folder that is a link within the project', async () => {
    write('packages/api/Procfile', 'a');
    symlinkSync('packages/api', join(root, 'api'));
    await apply(change('api/Procfile', 'a', 'b'), change('api/deep/new.py', undefined, 'x'));
    expect([read('packages/api/Procfile'), read('packages/api/deep/new.py')]).toEqual(['b', 'x']);
  });
});

describe('a new file', () => {
  it('gets the mode that the system gives, in new folders', async () => {
    write('other', '');
    writeFileSync(join(root, 'reference'), '');
    await apply(change('a/b/c.py', undefined, 'x'), change('a/d.py', undefined, ''));
    expect([read('a/b/c.py'), read('a/d.py'), modeOf('a/b/c.py')]).toEqual(['x', '', modeOf('reference')]);
  });

  it('goes with its folders when it is undone, unless something is in them', async () => {
    write('other', '');
    await apply(change('a/b/c.py', undefined, 'x'), change('z/y.py', undefined, 'y'));
    write('z/own', '');
    await undo(root, { version: '0.1.0' });
    expect(readdirSync(root).sort()).toEqual(['other', 'z']);
    expect(readdirSync(join(root, 'z'))).toEqual(['own']);
  });
});

describe('nothing is written', () => {
  it('when a file changed since it was read', async () => {
    write('a', 'one');
    write('b', 'other');
    expect(await refusal(change('a', 'one', 'two'), change('b', 'one', 'two'))).toBe('b changed since it was read | nothing was changed; run the same command again');
  });

  it('when only its line ends changed since', async () => {
    write('a', 'x\r\n');
    expect(await refusal(change('a', 'x\n', 'y\n'))).toMatch(/^a changed since it was read/);
  });

  it('when a file is gone', async () => {
    expect(await refusal(change('a', 'one', 'two'))).toMatch(/^a was deleted since it was read/);
    expect(await refusal(change('a', 'one', undefined))).toMatch(/^a was deleted since it was read/);
  });

  it('when a new file is there already', async () => {
    write('a', 'one');
    expect(await refusal(change('a', undefined, 'two'))).toMatch(/^a is there already/);
  });

  it('when a file is not UTF-8, so that its bytes would not survive', async () => {
    write('latin1.py', Buffer.from([0x61, 0xe4, 0x0a]));
    expect(await refusal(change('latin1.py', 'a\uFFFD\n', 'b\uFFFD\n'))).toBe('latin1.py is not UTF-8, so its bytes would not survive a change | nothing was changed; save it as UTF-8 first');
  });

  it('when a file is read-only, also for root', async () => {
    write('ok', 'one');
    write('locked', 'one', 0o444);
    expect(await refusal(change('ok', 'one', 'two'), change('locked', 'one', 'two'))).toBe('locked cannot be written: it is read-only | nothing was changed');
  });

  it('when a folder has the name of a file', async () => {
    mkdirSync(join(root, 'Procfile'));
    expect(await refusal(change('Procfile', undefined, 'x'))).toBe('Procfile cannot be written: it is a folder | nothing was changed');
  });

  it('when a file stands where a folder is needed', async () => {
    write('app', 'x');
    expect(await refusal(change('app/deep/health.py', undefined, 'x'))).toBe('app/deep/health.py cannot be written: app is no folder | nothing was changed');
  });

  it('when a link leads out of the project, or to nothing, or round in a circle', async () => {
    writeFileSync(join(work, 'outside'), 'one');
    mkdirSync(join(work, 'elsewhere'));
    symlinkSync('../outside', join(root, 'a'));
    symlinkSync('nowhere', join(root, 'b'));
    symlinkSync('c', join(root, 'c'));
    symlinkSync('../elsewhere', join(root, 'd'));
    expect(await refusal(change('a', 'one', 'two'))).toBe('a cannot be written: a link leads out of the project | nothing was changed');
    expect(await refusal(change('b', undefined, 'two'))).toBe('b cannot be written: it is a link to nothing | nothing was changed');
    expect(await refusal(change('c', undefined, 'two'))).toBe('c cannot be written: its links go round in a circle | nothing was changed');
    expect(await refusal(change('d/new', undefined, 'two'))).toBe('d/new cannot be written: a link leads out of the project | nothing was changed');
    expect(readFileSync(join(work, 'outside'), 'utf8')).toBe('one');
  });

  it('when a link leads into the git directory', async () => {
    write('.git/hooks/pre-commit', 'one');
    symlinkSync('.git/hooks/pre-commit', join(root, 'Procfile'));
    expect(await refusal(change('Procfile', 'one', 'two'))).toMatch(/^Procfile cannot be written: it is in a git directory/);
  });

  it('when a link would be deleted', async () => {
    write('a', 'one');
    symlinkSync('a', join(root, 'b'));
    expect(await refusal(change('b', 'one', undefined))).toMatch(/^b cannot be written: it is a link, and those are not deleted/);
  });

  it('when two paths are one file', async () => {
    write('a', 'one');
    symlinkSync('a', join(root, 'b'));
    expect(await refusal(change('a', 'one', 'two'), change('b', 'one', 'three'))).toMatch(/^a and b are the same file, and both would change/);
  });

  it('when a file has several names, of which one may be elsewhere', async () => {
    write('a', 'one');
    linkSync(join(root, 'a'), join(work, 'other-name'));
    expect(await refusal(change('a', 'one', 'two'))).toBe('a cannot be written: it has 2 names (hard links), and all of them would change | nothing was changed');
  });

  it('when it is no file at all', async () => {
    execaSync('mkfifo', [join(root, 'pipe')]);
    expect(await refusal(change('pipe', undefined, 'two'))).toMatch(/^pipe cannot be written: it is no regular file/);
  });

  it('when its new name would be too long', async () => {
    write('ok', 'one');
    expect(await refusal(change('ok', 'one', 'two'), change(`${'x'.repeat(300)}`, undefined, ''))).toMatch(/cannot be written: its name is too long/);
  });
});

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && mounted(() => undefined);

/** Does work on a disk of 128 kB; false where none can be mounted. */
function mounted(use: (folder: string) => void): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-small-'));
  try {
    if (execaSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { reject: false }).exitCode !== 0) return false;
    try {
      use(folder);
    } finally {
      execaSync('umount', ['--lazy', folder]);
    }
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!canMount)('on a small disk (skipped where none can be mounted)', () => {
  let small: string;
  beforeEach(() => {
    small = mkdtempSync(join(tmpdir(), 'optimize-small-'));
    execaSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', small]);
  });
  afterEach(() => {
    execaSync('umount', ['--lazy', small]);
    rmSync(small, { recursive: true, force: true });
  });

  it('a fix that does not fit changes nothing, leaves nothing, and says which file', async () => {
    root = join(small, 'project');
    write('a', 'one');
    write('b', 'one');
    const files = [change('a', 'one', 'two'), change('b', 'one', 'x'.repeat(200_000))];
    expect(await refusal(...files)).toBe('b cannot be written: the disk is full | nothing was changed');
    expect(readdirSync(root)).toEqual(['a', 'b']);
    await apply(change('a', 'one', 'two'));
    expect(read('a')).toBe('two');
  });

  it('a journal that does not fit changes nothing, and leaves the room free', async () => {
    vi.stubEnv('XDG_CACHE_HOME', small);
    write('a', 'x'.repeat(200_000));
    write('b', 'x'.repeat(1000));
    expect(await refusal(change('a', 'x'.repeat(200_000), 'y'))).toMatch(/^the journal for undo cannot be written in .*: the disk is full \| nothing was changed/);
    await apply(change('b', 'x'.repeat(1000), 'y'));
    expect(read('b')).toBe('y');
  });
});

describe.skipIf(!isRoot)('for a user who may not write (skipped unless root can become one)', () => {
  const NOBODY = { uid: 65_534, gid: 65_534 };
  let bundle: Awaited<ReturnType<typeof bundleApply>>;
  beforeAll(async () => {
    bundle = await bundleApply({ faulty: false });
    chmodSync(join(bundle.path, '..'), 0o755);
  });
  afterAll(() => bundle.remove());

  /** What a child that is nobody says about a fix. */
  async function saidToNobody(...files: readonly ChangedFile[]): Promise<string> {
    for (const path of [work, root]) chmodSync(path, 0o755);
    prepareChild(bundle.path, files);
    const cache = join(work, 'nobody');
    mkdirSync(cache);
    chownSync(cache, NOBODY.uid, NOBODY.gid);
    const before = treeHash(root);
    const { stdout } = await startApply(bundle.path, root, { XDG_CACHE_HOME: cache, HOME: work }, NOBODY);
    const said = stdout.split('\n').slice(1).join(' | ');
    if (said !== 'done') expect(treeHash(root)).toBe(before);
    return said;
  }

  it('in a folder, says so', async () => {
    write('a', 'one', 0o666);
    expect(await saidToNobody(change('a', 'one', 'two'))).toBe('a cannot be written: permission denied for its folder | nothing was changed');
  });

  it('a file, says so and leaves the others', async () => {
    write('mine', 'one', 0o666);
    write('theirs', 'one', 0o644);
    chownSync(root, NOBODY.uid, NOBODY.gid);
    expect(await saidToNobody(change('mine', 'one', 'two'), change('theirs', 'one', 'two'))).toBe('theirs cannot be written: permission denied | nothing was changed');
  });

  it('or read a file, says so', async () => {
    write('secret', 'one', 0o222);
    chownSync(root, NOBODY.uid, NOBODY.gid);
    expect(await saidToNobody(change('secret', 'one', 'two'))).toBe('secret cannot be written: permission denied | nothing was changed');
  });

  it('a new folder, says so', async () => {
    write('a', 'one', 0o666);
    expect(await saidToNobody(change('deep/er/new', undefined, 'x'))).toBe('deep/er/new cannot be written: permission denied for its folder | nothing was changed');
  });

  it('but owns the folder, is done, and the file becomes theirs', async () => {
    write('a', 'one', 0o666);
    chownSync(root, NOBODY.uid, NOBODY.gid);
    expect(await saidToNobody(change('a', 'one', 'two'))).toBe('done');
    const { uid } = statSync(join(root, 'a'));
    expect([read('a'), uid, modeOf('a')]).toEqual(['two', NOBODY.uid, 0o666]);
  });

  it('the git directory, keeps the journal in the cache', async () => {
    write('a', 'one', 0o666);
    execaSync('git', ['init', '--quiet', root]);
    chownSync(root, NOBODY.uid, NOBODY.gid);
    chownSync(join(root, 'a'), NOBODY.uid, NOBODY.gid);
    expect(await saidToNobody(change('a', 'one', 'two'))).toBe('done');
    expect(existsSync(join(root, '.git/optimize'))).toBe(false);
    expect(readdirSync(join(work, 'nobody/optimize/journal'))).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('is for nobody else to read, and holds what was run', async () => {
    write('a', 'secret', 0o644);
    const { id } = await apply(change('a', 'secret', 'two'));
    const [{ folder }] = await journalPlaces(root);
    expect(folder.startsWith(join(work, 'cache/optimize/journal/project-'))).toBe(true);
    const entry = join(folder, id);
    expect(statSync(entry).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder)).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(entry)) expect(statSync(join(entry, name)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(entry, 'entry.json'), 'utf8'))).toMatchObject({ id, title: 'Fix server/workers', version: '0.1.0', kind: 'fix', command: expect.any(Array) });
  });

  it('keeps the last 50 runs', async () => {
    write('a', '0');
    for (let number = 0; number < 53; number += 1) await apply(change('a', String(number), String(number + 1)));
    const [{ folder }] = await journalPlaces(root);
    expect(readdirSync(folder).filter((name) => name.startsWith('20')).length).toBe(50);
  });

  it('that cannot be written anywhere refuses the fix', async () => {
    vi.stubEnv('XDG_CACHE_HOME', join(work, 'file/below'));
    writeFileSync(join(work, 'file'), '');
    write('a', 'one');
    expect(await refusal(change('a', 'one', 'two'))).toMatch(/^the journal for undo cannot be written in .*: a file stands where a folder is needed \| nothing was changed; XDG_CACHE_HOME/);
  });
});
