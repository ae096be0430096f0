import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { openPair, type PairOptions, type TreePair } from '../../src/discover/tree-pair.ts';
import { UsageError } from '../../src/usage-error.ts';
import { GIT_USER } from '../support/git-repository.ts';
import { temporary } from '../support/repositories.ts';

const made = temporary();
const APP = { 'api/main.py': 'one\n', 'api/Procfile': 'web: python main.py\n', 'README.md': 'Read me.\n' };

const git = (folder: string, ...words: readonly string[]): string => execaSync('git', ['-C', folder, '-c', 'protocol.file.allow=always', ...words], { env: GIT_USER }).stdout;
const identity = (folder: string): void => {
  git(folder, 'config', 'user.name', 'Ada Example');
  git(folder, 'config', 'user.email', 'ada@example.com');
};
const commit = (folder: string, message: string): string => {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', message);
  return git(folder, 'rev-parse', 'HEAD');
};
const texts = ({ before, after }: TreePair, path: string): readonly (string | undefined)[] => [before.read(path)?.text, after.read(path)?.text];

/** What is wrong with a comparison and what to do, as a user reads it. */
async function mistake(folder: string, options: PairOptions): Promise<string> {
  try {
    await openPair(folder, options);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} | ${error.hint}`.replaceAll(folder, 'DIR');
    throw error;
  }
  return 'nothing';
}

describe('the later state', () => {
  test('is the work tree with what is staged, unstaged and untracked', async () => {
    const { root, write, git: run } = made.repository({ ...APP, 'gone.py': 'x\n', '.gitignore': 'ignored.py\n' });
    write('api/main.py', 'two\n');
    run('add', '--all');
    write('README.md', 'Read it.\n');
    write('new.py', 'new\n');
    write('ignored.py', 'ignored\n');
    rmSync(join(root, 'gone.py'));
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual(['README.md', 'api/main.py', 'gone.py', 'new.py']);
    expect(pair.head).toBe('the work tree');
    expect(texts(pair, 'api/main.py')).toEqual(['one\n', 'two\n']);
    expect(texts(pair, 'gone.py')).toEqual(['x\n', undefined]);
    expect(texts(pair, 'new.py')).toEqual([undefined, 'new\n']);
    expect(pair.before.read('api/Procfile')).toBe(pair.after.read('api/Procfile'));
    expect(pair.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('is seen to differ where a file changed in the second of its commit, and kept its size', async () => {
    const { root, write } = made.repository(APP);
    git(root, 'config', 'core.trustctime', 'false');
    const then = new Date('2026-01-02T03:04:05Z');
    const settle = (path: string): void => utimesSync(join(root, path), then, then);
    settle('api/main.py');
    git(root, 'update-index', '--refresh');
    settle('.git/index');
    write('api/main.py', 'two\n');
    settle('api/main.py');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual(['api/main.py']);
  });

  test('is the index with --staged', async () => {
    const { root, write, git: run } = made.repository(APP);
    write('api/main.py', 'staged\n');
    run('add', '--all');
    write('api/main.py', 'unstaged\n');
    write('new.py', 'untracked\n');
    const pair = await openPair(root, { base: 'HEAD', staged: true });
    expect([[...pair.changed], pair.head]).toEqual([['api/main.py'], 'the index']);
    expect(texts(pair, 'api/main.py')).toEqual(['one\n', 'staged\n']);
    expect(pair.before.read('README.md')).toBe(pair.after.read('README.md'));
  });

  test('is a commit with a head, whatever the work tree holds', async () => {
    const { root, write } = made.repository(APP);
    write('api/main.py', 'two\n');
    const second = commit(root, 'Second');
    git(root, 'tag', 'v2');
    write('api/main.py', 'three\n');
    commit(root, 'Third');
    rmSync(join(root, 'api'), { recursive: true });
    const pair = await openPair(root, { base: 'HEAD~2', head: 'v2' });
    expect(pair.head).toBe(second);
    expect(texts(pair, 'api/main.py')).toEqual(['one\n', 'two\n']);
    expect([...pair.commits]).toEqual([['api/main.py', [{ id: second, subject: 'Second' }]]]);
    expect(pair.before.read('README.md')).toBe(pair.after.read('README.md'));
  });

  test('is HEAD in a bare repository', async () => {
    const { root, write } = made.repository(APP);
    const first = git(root, 'rev-parse', 'HEAD');
    write('api/main.py', 'two\n');
    commit(root, 'Second');
    const bare = join(made.folder(), 'bare.git');
    git(root, 'clone', '--quiet', '--bare', root, bare);
    const pair = await openPair(bare, { base: 'HEAD~1' });
    expect(pair.commit).toBe(first);
    expect([...pair.changed]).toEqual(['api/main.py']);
    expect(await mistake(bare, { base: 'HEAD', staged: true })).toBe('a bare repository has no index | leave out --staged');
  });
});

describe('the earlier state', () => {
  test('is where the histories parted', async () => {
    const { root, write } = made.repository(APP);
    const first = git(root, 'rev-parse', 'HEAD');
    git(root, 'switch', '--quiet', '--create', 'feature');
    write('feature.py', 'f\n');
    commit(root, 'Feature');
    git(root, 'switch', '--quiet', 'main');
    write('main-only.py', 'm\n');
    commit(root, 'Main');
    git(root, 'switch', '--quiet', '--detach', 'feature');
    const pair = await openPair(root, { base: 'main' });
    expect([pair.commit, pair.isMergeBase, [...pair.changed]]).toEqual([first, true, ['feature.py']]);
    expect((await openPair(root, { base: 'HEAD~1' })).isMergeBase).toBe(false);
  });

  test('is the ref itself in a shallow clone, with a notice', async () => {
    const { root, write } = made.repository(APP);
    git(root, 'branch', 'old');
    write('api/main.py', 'two\n');
    commit(root, 'Second');
    const clone = join(made.folder(), 'clone');
    git(root, 'clone', '--quiet', '--depth', '1', '--no-single-branch', `file://${root}`, clone);
    const pair = await openPair(clone, { base: 'origin/old' });
    expect([pair.isMergeBase, [...pair.changed], pair.commits.size]).toEqual([false, ['api/main.py'], 0]);
    expect(pair.notices.map(({ message }) => message)).toEqual(['compared with origin/old itself, because this shallow clone does not hold where the two histories parted: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, finds it']);
    expect(await mistake(clone, { base: 'origin/none' })).toBe('git knows no commit origin/none | this clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout');
  });

  test('is empty where the folder was not there', async () => {
    const { root, write } = made.repository(APP);
    write('new service/Procfile', 'web: python app.py\n');
    const pair = await openPair(join(root, 'new service'), { base: 'HEAD' });
    expect([pair.before.paths, [...pair.changed], pair.prefix]).toEqual([[], ['Procfile'], 'new service']);
  });

  test('is that of the folder, with our configuration above it', async () => {
    const { root, write } = made.repository({ ...APP, 'optimize.yaml': 'edition: 2026.1\n' });
    write('optimize.yaml', 'edition: 2025.2\n');
    write('api/main.py', 'two\n');
    write('README.md', 'Other.\n');
    const pair = await openPair(join(root, 'api'), { base: 'HEAD' });
    expect([[...pair.changed], pair.prefix]).toEqual([['main.py'], 'api']);
    const above = (tree: TreePair['before']): unknown => tree.above(['optimize.yaml']);
    expect([above(pair.before), above(pair.after)]).toEqual([[{ path: '../optimize.yaml', text: 'edition: 2026.1\n' }], [{ path: '../optimize.yaml', text: 'edition: 2025.2\n' }]]);
    git(root, 'add', '--all');
    expect(above((await openPair(join(root, 'api'), { base: 'HEAD', staged: true })).after)).toEqual([{ path: '../optimize.yaml', text: 'edition: 2025.2\n' }]);
  });

  test('hides what its own .gitignore hides', async () => {
    const { root, write } = made.repository({ ...APP, 'data/a.py': 'a\n' });
    write('.gitignore', 'data/\n');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual(['.gitignore', 'data/a.py']);
    expect(texts(pair, 'data/a.py')).toEqual(['a\n', undefined]);
  });

  test("has the files that the user's own lists hide from git, and not those that are merely new", async () => {
    const { root, write } = made.repository(APP);
    write('.git/info/exclude', 'notes.py\n');
    write('notes.py', 'mine\n');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([[...pair.changed], pair.before.read('notes.py') === pair.after.read('notes.py')]).toEqual([[], true]);
  });

  test('has no changed file where only the mode or the time differs', async () => {
    const { root, git: run, write } = made.repository(APP);
    run('update-index', '--chmod=+x', 'api/main.py');
    write('README.md', 'Read me.\n');
    expect([...(await openPair(root, { base: 'HEAD' })).changed]).toEqual([]);
  });

  test('keeps a link that leads to another content now among what changed', async () => {
    const { root, git: run, write } = made.repository(APP);
    execaSync('ln', ['-s', 'api/main.py', join(root, 'link.py')]);
    run('add', '--all');
    run('commit', '--quiet', '-m', 'Link');
    write('api/main.py', 'two\n');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual(['api/main.py', 'link.py']);
    expect(texts(pair, 'link.py')).toEqual(['one\n', 'two\n']);
  });

  test('has no files that a sparse work tree leaves out', async () => {
    const { root, git: run } = made.repository({ ...APP, 'web/app.js': 'x\n' });
    run('sparse-checkout', 'set', 'api');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual([]);
    expect(pair.notices).toEqual([{ message: '1 file is not compared, because the work tree is sparse' }]);
  });
});

describe('renames', () => {
  test('of tracked files and whole folders, by git; of new files, by what they hold', async () => {
    const long = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');
    const { root, write, git: run } = made.repository({ 'old name/a.py': long, 'old name/b é.py': `${long}b\n`, 'moved.py': 'same\n' });
    run('mv', 'old name', 'new "name"');
    write('new "name"/a.py', `${long}more\n`);
    renameSync(join(root, 'moved.py'), join(root, 'elsewhere.py'));
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.renamed]).toEqual([['moved.py', 'elsewhere.py'], ['old name/a.py', 'new "name"/a.py'], ['old name/b é.py', 'new "name"/b é.py']]);
    expect(pair.changed.size).toBe(6);
    run('add', '--all');
    expect([...(await openPair(root, { base: 'HEAD', staged: true })).renamed.keys()]).toEqual(['moved.py', 'old name/a.py', 'old name/b é.py']);
  });

  test('carry the commits of the old path', async () => {
    const { root, write, git: run } = made.repository({ 'a b.py': 'text\nmore\n' });
    write('a b.py', 'text\nmore\nagain\n');
    const second = commit(root, 'Change "a"\twell');
    run('mv', 'a b.py', 'line\nbreak.py');
    const third = commit(root, 'Move');
    const pair = await openPair(root, { base: 'HEAD~2' });
    expect(pair.commits.get('line\nbreak.py')).toEqual([{ id: third, subject: 'Move' }, { id: second, subject: 'Change "a"\twell' }]);
  });
});

describe('submodules', () => {
  function withSubmodule(): { readonly root: string; readonly library: string } {
    const library = made.repository({ 'lib.py': 'one\n' });
    const { root } = made.repository(APP);
    git(root, 'submodule', '--quiet', 'add', library.root, 'vendored lib');
    identity(join(root, 'vendored lib'));
    commit(root, 'Submodule');
    return { root, library: library.root };
  }

  test('at the same commit have the files of the work tree', async () => {
    const { root } = withSubmodule();
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual([]);
    expect(pair.before.read('vendored lib/lib.py')).toBe(pair.after.read('vendored lib/lib.py'));
    expect(pair.after.has('vendored lib/.git')).toBe(false);
  });

  test('at another commit are read at the old one', async () => {
    const { root } = withSubmodule();
    const inside = join(root, 'vendored lib');
    execaSync('sh', ['-c', 'echo two > lib.py; echo new > new.py'], { cwd: inside });
    commit(inside, 'Two');
    git(root, 'add', '--all');
    for (const options of [{ base: 'HEAD' }, { base: 'HEAD', staged: true }]) {
      const pair = await openPair(root, options);
      expect([...pair.changed]).toEqual(['vendored lib/lib.py', 'vendored lib/new.py']);
      expect(texts(pair, 'vendored lib/lib.py')).toEqual(['one\n', 'two\n']);
    }
    expect([...(await openPair(inside, { base: 'HEAD~1' })).changed]).toEqual(['lib.py', 'new.py']);
  });

  test('that are not checked out are the same on both sides', async () => {
    const { root } = withSubmodule();
    const clone = join(made.folder(), 'clone');
    git(root, 'clone', '--quiet', root, clone);
    const pair = await openPair(clone, { base: 'HEAD' });
    expect([[...pair.changed], pair.notices]).toEqual([[], []]);
    const commits = await openPair(clone, { base: 'HEAD', head: 'HEAD' });
    expect(commits.notices.map(({ message }) => message)).toEqual(['the submodule vendored lib is left out: its commit is not here']);
  });

  test('whose old commit is not here are compared as they are', async () => {
    const { root } = withSubmodule();
    git(root, 'update-index', '--cacheinfo', `160000,${'1'.repeat(40)},vendored lib`);
    git(root, 'commit', '--quiet', '-m', 'Elsewhere');
    git(root, 'add', '--all');
    const pair = await openPair(root, { base: 'HEAD' });
    expect([...pair.changed]).toEqual([]);
    expect(pair.notices).toEqual([{ message: 'the submodule vendored lib is compared as it is now: its earlier commit is not here', path: 'vendored lib' }]);
  });
});

test('a linked worktree is a project like another', async () => {
  const { root } = made.repository(APP);
  const place = join(made.folder(), 'linked');
  git(root, 'worktree', 'add', '--quiet', '-b', 'other', place);
  execaSync('sh', ['-c', 'echo two > api/main.py'], { cwd: place });
  const pair = await openPair(place, { base: 'main' });
  expect([[...pair.changed], pair.after.has('.git')]).toEqual([['api/main.py'], false]);
});

test('a partial clone fetches nothing, and says what it lacks', async () => {
  const { root, write } = made.repository(APP);
  write('api/main.py', 'two\n');
  commit(root, 'Second');
  git(root, 'config', 'uploadpack.allowFilter', 'true');
  const clone = join(made.folder(), 'clone');
  git(root, 'clone', '--quiet', '--filter=blob:none', `file://${root}`, clone);
  expect(await mistake(clone, { base: 'HEAD~1' })).toMatch(/^the repository lacks files of a commit: .* \| a partial clone leaves them out: clone without --filter, or get them with `git fetch --refetch --no-filter`$/);
  expect([...(await openPair(clone, { base: 'HEAD' })).changed]).toEqual([]);
});

describe('mistakes', () => {
  test.each([
    ['origin/develop', 'git knows no commit origin/develop | get it with `git fetch origin develop`, and name it origin/develop'],
    ['develop', 'git knows no commit develop | get it with `git fetch origin develop`, and name it origin/develop'],
    ['HEAD~9', 'git knows no commit HEAD~9 | `git log --all` lists the commits that are here, `git fetch` gets others'],
    ['0123456789012345678901234567890123456789', 'git knows no commit 0123456789012345678901234567890123456789 | `git log --all` lists the commits that are here, `git fetch` gets others'],
    ['--output=x', 'git knows no commit --output=x | `git log --all` lists the commits that are here, `git fetch` gets others'],
    ['HEAD:README.md', 'git knows no commit HEAD:README.md | `git log --all` lists the commits that are here, `git fetch` gets others'],
  ])('an unknown ref: %s', async (base, expected) => {
    expect(await mistake(made.repository(APP).root, { base })).toBe(expected);
  });

  test('no repository, no commit, no git', async () => {
    const folder = made.folder();
    expect(await mistake(folder, { base: 'main' })).toBe('DIR is in no git repository | a check compares with a commit; `optimize scan` needs none');
    git(folder, 'init', '--quiet');
    expect(await mistake(folder, { base: 'main' })).toBe('the repository has no commit yet | commit once; a check compares with a commit');
    expect(await mistake(join(folder, '.git'), { base: 'main' })).toBe('DIR is the inside of a git repository and no work tree | name the folder of the project');
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      expect(await mistake(folder, { base: 'main' })).toBe('git is not installed | a check reads the earlier state of the project from git');
    } finally {
      process.env['PATH'] = path;
    }
  });
});
