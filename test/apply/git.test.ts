import { execaSync } from 'execa';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFiles } from '../../src/apply/apply-files.ts';
import { checkCommits, commitFiles } from '../../src/apply/commit.ts';
import { createBranch, workTreeState } from '../../src/apply/git.ts';
import { journalPlaces } from '../../src/apply/journal-place.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { makeProject } from '../support/cli.ts';
import { GIT_USER, makeRepository, type Repository } from '../support/git-repository.ts';

const removals: (() => void)[] = [];
beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_USER)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const remove of removals.splice(0)) remove();
});

function repositoryOf(files: Readonly<Record<string, string | Uint8Array>>): Repository {
  const repository = makeRepository(files);
  removals.push(repository.remove);
  return repository;
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const project = makeProject(files);
  removals.push(project.remove);
  return project.root;
}

const DESCRIPTION = { title: 'Fix server/workers', version: '0.1.0' };
const message = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'done', (error: Error) => error.message);

describe('the state of a work tree', () => {
  it('is none without git', async () => {
    expect(await workTreeState(folderOf({ a: '' }), ['a'])).toEqual({ kind: 'none', because: 'the folder is in no git repository' });
  });

  it('is none in a bare repository', async () => {
    const { root } = repositoryOf({});
    execaSync('git', ['clone', '--quiet', '--bare', root, join(root, 'bare.git')]);
    expect(await workTreeState(join(root, 'bare.git'), [])).toEqual({ kind: 'none', because: 'this is the inside of a git repository and no work tree' });
  });

  it('is clean after a commit, also when a file was touched', async () => {
    const { root, write } = repositoryOf({ Procfile: 'a\n' });
    write('Procfile', 'a\n');
    expect(await workTreeState(root, ['Procfile', 'new.py'])).toEqual({ kind: 'repository', changed: [], untracked: [] });
  });

  it('names what is changed, staged, deleted, renamed and added below the folder, by paths from there', async () => {
    const repository = repositoryOf({ 'api/a.py': '1', 'api/b.py': '1', 'api/c.py': '1', 'api/d.py': 'long enough to be found again', 'web/a.js': '1', 'api/ü [x].py': '1' });
    const { root, write, git } = repository;
    write('api/a.py', '2');
    write('api/b.py', '2');
    git('add', 'api/b.py');
    rmSync(join(root, 'api/c.py'));
    git('mv', 'api/d.py', 'api/e.py');
    write('api/f.py', '1');
    git('add', 'api/f.py');
    write('api/ü [x].py', '2');
    write('web/a.js', '2');
    write('api/notes.txt', '');
    expect(await workTreeState(join(root, 'api'), ['a.py', 'none.py'])).toEqual({
      kind: 'repository', changed: ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py', 'ü [x].py'], untracked: [],
    });
  });

  it('names files that a fix would touch and git does not know, ignored ones too', async () => {
    const { root, write } = repositoryOf({ '.gitignore': '.*\n!.gitignore\n', 'a[b].py': '1' });
    write('.python-version', '3.11\n');
    write('a', '1');
    write('other', '1');
    expect(await workTreeState(root, ['.python-version', 'a', 'a[b].py', 'not-there'])).toMatchObject({ changed: [], untracked: ['.python-version', 'a'] });
  });

  it('asks a repository inside the folder about its own files', async () => {
    const outer = repositoryOf({ Procfile: '1' });
    const inner = repositoryOf({ 'app.py': '1', 'b.py': '1' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'libs/inner');
    outer.git('commit', '--quiet', '-m', 'Add inner');
    writeFileSync(join(outer.root, 'libs/inner/app.py'), '2');
    writeFileSync(join(outer.root, 'libs/inner/new.py'), '2');
    expect(await workTreeState(outer.root, ['Procfile'])).toMatchObject({ changed: [] });
    expect(await workTreeState(outer.root, ['libs/inner/b.py', 'libs/inner/new.py'])).toEqual({ kind: 'repository', changed: ['libs/inner/app.py'], untracked: ['libs/inner/new.py'] });
  });

  it('belongs to the folder, whatever a hook says in the environment', async () => {
    const here = repositoryOf({ a: '1' });
    const other = repositoryOf({ a: '1' });
    other.write('a', '2');
    vi.stubEnv('GIT_DIR', join(other.root, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other.root);
    vi.stubEnv('GIT_INDEX_FILE', join(other.root, '.git/index'));
    expect(await workTreeState(here.root, [])).toMatchObject({ changed: [] });
  });

  it('runs no program that the repository brings along, and does not write the index', async () => {
    const { root, write, git } = repositoryOf({ a: '1', '.gitattributes': '* filter=evil diff=evil\n' });
    const trap = join(root, '..', `ran-${Date.now()}`);
    writeFileSync(join(root, '.git/trap.sh'), `#!/bin/sh\ntouch ${trap}\ncat\n`);
    chmodSync(join(root, '.git/trap.sh'), 0o755);
    for (const name of ['core.fsmonitor', 'filter.evil.clean', 'filter.evil.process', 'diff.external', 'diff.evil.command', 'diff.evil.textconv', 'core.pager', 'core.editor']) {
      git('config', name, join(root, '.git/trap.sh'));
    }
    write('a', '1');
    const index = readFileSync(join(root, '.git/index'));
    await workTreeState(root, ['a']);
    await message(checkCommits(root, ['a']));
    expect(existsSync(trap)).toBe(false);
    expect(readFileSync(join(root, '.git/index')).equals(index)).toBe(true);
  });
});

describe('a branch', () => {
  it('is made where HEAD is, with the changes', async () => {
    const { root, git, write } = repositoryOf({ a: '1' });
    write('a', '2');
    await createBranch(root, 'fix/workers');
    expect(git('branch', '--show-current').trim()).toBe('fix/workers');
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('2');
  });

  it('is made before the first commit, and from a detached HEAD', async () => {
    const { root, git } = repositoryOf({ a: '1' });
    git('checkout', '--quiet', '--detach');
    await createBranch(root, 'one');
    expect(git('branch', '--show-current').trim()).toBe('one');
    const unborn = folderOf({ a: '1' });
    execaSync('git', ['init', '--quiet', unborn]);
    await createBranch(unborn, 'two');
    expect(execaSync('git', ['-C', unborn, 'symbolic-ref', 'HEAD']).stdout).toBe('refs/heads/two');
  });

  const refusals: readonly (readonly [string, string])[] = [['main', 'there is a branch main already'], ['a b', '"a b" is no name for a branch'], ['-f', '"-f" is no name for a branch'], ['', '"" is no name for a branch']];
  for (const [name, expected] of refusals) {
    it(`"${name}" is refused: ${expected}`, async () => {
      expect(await message(createBranch(repositoryOf({ a: '1' }).root, name))).toBe(expected);
    });
  }
});

describe('what commits need', () => {
  it('is there in a repository with a name and a branch', async () => {
    expect(await message(checkCommits(repositoryOf({ a: '1' }).root, ['a']))).toBe('done');
  });

  it('is no repository, outside of one', async () => {
    expect(await message(checkCommits(folderOf({ a: '1' }), ['a']))).toBe('the folder is in no git repository');
  });

  it('is a name', async () => {
    const { root, git } = repositoryOf({ a: '1' });
    git('config', '--unset', 'user.email');
    git('config', '--unset', 'user.name');
    git('config', 'user.useConfigOnly', 'true');
    expect(await message(checkCommits(root, ['a']))).toMatch(/^git does not know who you are: /);
  });

  it('is a branch', async () => {
    const { root, git } = repositoryOf({ a: '1' });
    git('checkout', '--quiet', '--detach');
    expect(await message(checkCommits(root, ['a']))).toBe('HEAD is on no branch, and a commit there is easily lost');
    expect(await message(checkCommits(root, ['a'], 'new'))).toBe('done');
    expect(await message(checkCommits(root, ['a'], 'main'))).toBe('there is a branch main already');
  });

  it('are files without changes that are not of the fix', async () => {
    const { root, git, write } = repositoryOf({ a: '1', b: '1', '.gitignore': '.*\n' });
    write('a', '2');
    write('new', '2');
    write('.nvmrc', '20');
    git('add', 'a');
    expect(await message(checkCommits(root, ['b', '.nvmrc', 'not-there']))).toBe('done');
    expect(await message(checkCommits(root, ['a', 'new']))).toBe('a and new have changes of yours that would be in the commit');
  });

  it('is no merge under way', async () => {
    const { root, git, write } = repositoryOf({ a: '1' });
    git('checkout', '--quiet', '-b', 'side');
    write('b', '1');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'side');
    git('checkout', '--quiet', 'main');
    git('merge', '--no-ff', '--no-commit', 'side');
    expect(await message(checkCommits(root, ['a']))).toBe('a merge is under way, and a commit now would be part of it');
  });

  it('are files of this repository and not of one inside', async () => {
    const { root } = repositoryOf({ a: '1' });
    mkdirSync(join(root, 'inner'));
    execaSync('git', ['init', '--quiet', join(root, 'inner')]);
    expect(await message(checkCommits(root, ['a', 'inner/Procfile']))).toBe('inner/Procfile is of the repository in inner');
  });
});

describe('commits', () => {
  /** Two fixes, the second on what the first left. */
  const FIRST: ChangedFile = { path: 'Procfile', before: 'web: a\r\n', after: 'web: b\r\n' };
  const SECOND: ChangedFile = { path: 'Procfile', before: 'web: b\r\n', after: 'web: c\r\n' };
  const NEW: ChangedFile = { path: 'deep/new.py', before: undefined, after: 'x\n' };
  const GONE: ChangedFile = { path: 'railway.json', before: '{}', after: undefined };
  const ALL: readonly ChangedFile[] = [{ path: 'Procfile', before: 'web: a\r\n', after: 'web: c\r\n' }, NEW, GONE];
  const TREE = { 'api/Procfile': '\uFEFFweb: a\r\n', 'api/railway.json': '{}', other: '1' };

  it('hold one rule each, with exactly its files, from a folder of the repository', async () => {
    const { root, git, write } = repositoryOf(TREE);
    chmodSync(join(root, 'api/Procfile'), 0o755);
    git('commit', '--quiet', '-am', 'mode');
    write('untracked', 'x');
    write('other', '2');
    await applyFiles(join(root, 'api'), ALL, DESCRIPTION);
    const { commits, ignored } = await commitFiles(join(root, 'api'), [
      { message: 'Fix server/workers: run 4 workers\n\nWhy.', files: [FIRST, GONE] }, { message: 'Fix web/health', files: [SECOND, NEW] },
    ]);
    expect(ignored).toEqual([]);
    expect(commits.map(({ hash }) => hash)).toEqual(git('log', '-2', '--reverse', '--format=%h').trim().split('\n'));
    expect(git('log', '-2', '--reverse', '--format=%an <%ae> %s', '--name-status')).toBe([
      'Ada Example <ada@example.com> Fix server/workers: run 4 workers', '', 'M\tapi/Procfile', 'D\tapi/railway.json',
      'Ada Example <ada@example.com> Fix web/health', '', 'M\tapi/Procfile', 'A\tapi/deep/new.py', '',
    ].join('\n'));
    expect(git('show', 'HEAD~1:api/Procfile')).toBe('\uFEFFweb: b\r\n');
    expect(git('show', 'HEAD:api/Procfile')).toBe('\uFEFFweb: c\r\n');
    expect(git('ls-tree', 'HEAD', 'api/Procfile')).toMatch(/^100755 /);
    expect(git('status', '--porcelain')).toBe(' M other\n?? untracked\n');
  });

  it('leave out what the user staged, and leave it staged', async () => {
    const { root, git, write } = repositoryOf({ Procfile: 'web: a\r\n', other: '1', gone: '1' });
    write('other', '2');
    write('new', 'nothing like it');
    git('add', 'other', 'new');
    git('rm', '--quiet', '--cached', 'gone');
    await checkCommits(root, ['Procfile']);
    await applyFiles(root, [FIRST], DESCRIPTION);
    await commitFiles(root, [{ message: 'Fix', files: [FIRST] }]);
    expect(git('show', '--format=', '--name-status', 'HEAD')).toBe('M\tProcfile\n');
    expect(git('status', '--porcelain')).toBe('D  gone\nA  new\nM  other\n?? gone\n');
    expect(readdirSync(join(root, '.git/optimize'))).toEqual(['journal']);
  });

  it('hold what a hook adds to them', async () => {
    const { root, git } = repositoryOf({ Procfile: 'web: a\r\n' });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\nprintf "formatted\\n" > Procfile\ngit add Procfile\n', { mode: 0o755 });
    await applyFiles(root, [FIRST], DESCRIPTION);
    await commitFiles(root, [{ message: 'Fix', files: [FIRST] }]);
    expect(git('show', 'HEAD:Procfile')).toBe('formatted\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('go through the filters of the path', async () => {
    const { root, git } = repositoryOf({ ...TREE, '.gitattributes': '*file text eol=crlf\n' });
    await applyFiles(join(root, 'api'), [{ ...FIRST, before: 'web: a\r\n' }], DESCRIPTION);
    await commitFiles(join(root, 'api'), [{ message: 'Fix', files: [FIRST] }]);
    expect(git('show', 'HEAD:api/Procfile')).toBe('\uFEFFweb: b\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('hold the file behind a link', async () => {
    const { root, git } = repositoryOf({ 'shared/Procfile': 'web: a\r\n' });
    symlinkSync('shared/Procfile', join(root, 'Procfile'));
    git('add', '--all');
    git('commit', '--quiet', '-m', 'link');
    await applyFiles(root, [FIRST], DESCRIPTION);
    await commitFiles(root, [{ message: 'Fix', files: [FIRST] }]);
    expect(git('show', '--format=', '--name-status', 'HEAD')).toBe('M\tshared/Procfile\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('leave out what git ignores, and say so', async () => {
    const { root, git } = repositoryOf({ Procfile: 'web: a\r\n', '.gitignore': '.*\n' });
    const version: ChangedFile = { path: '.python-version', before: undefined, after: '3.13\n' };
    await applyFiles(root, [FIRST, version], DESCRIPTION);
    const { commits, ignored } = await commitFiles(root, [{ message: 'Fix python', files: [version] }, { message: 'Fix', files: [FIRST, version] }]);
    expect([commits.length, ignored]).toEqual([1, ['.python-version']]);
    expect(git('show', '--format=', '--name-status', 'HEAD')).toBe('M\tProcfile\n');
  });

  it('run the hooks of the user, in the environment that these know', async () => {
    const { root, git } = repositoryOf({ Procfile: 'web: a\r\n' });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\ngit diff --cached --name-only -- "*file" > .git/seen\nenv | grep GIT_LITERAL >> .git/seen\nexit 0\n', { mode: 0o755 });
    await applyFiles(root, [FIRST], DESCRIPTION);
    await commitFiles(root, [{ message: 'Fix', files: [FIRST] }]);
    expect(readFileSync(join(root, '.git/seen'), 'utf8')).toBe('Procfile\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('that a hook refuses leave the index as it was, and the fix in the work tree', async () => {
    const { root, git } = repositoryOf({ Procfile: 'web: a\r\n', 'railway.json': '{}' });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/commit-msg'), '#!/bin/sh\ngrep -q JIRA "$1" || { echo "error: no ticket" >&2; exit 1; }\n', { mode: 0o755 });
    await applyFiles(root, ALL, DESCRIPTION);
    const made = commitFiles(root, [{ message: 'JIRA-1 one', files: [GONE] }, { message: 'Fix two', files: [FIRST] }, { message: 'JIRA-3', files: [SECOND, NEW] }]);
    expect(await message(made)).toBe('git did not commit "Fix two": no ticket; 1 commit before it was made');
    expect(git('log', '-1', '--format=%s')).toBe('JIRA-1 one\n');
    expect(git('status', '--porcelain', '--untracked-files=all')).toBe(' M Procfile\n?? deep/new.py\n');
  });

  it('can be the first of a repository', async () => {
    const root = folderOf({ Procfile: 'web: a\r\n' });
    const git = (...words: readonly string[]) => execaSync('git', ['-C', root, ...words]).stdout;
    git('init', '--quiet');
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    await checkCommits(root, ['deep/new.py']);
    await applyFiles(root, [NEW], DESCRIPTION);
    await commitFiles(root, [{ message: 'Fix', files: [NEW] }]);
    expect(git('show', '--format=%s', '--name-status', 'HEAD')).toBe('Fix\n\nA\tdeep/new.py');
  });

  it('work in a second work tree', async () => {
    const { root, git } = repositoryOf({ Procfile: 'web: a\r\n' });
    const second = `${root}-second`;
    removals.push(() => rmSync(second, { recursive: true, force: true }));
    git('worktree', 'add', '--quiet', '-b', 'side', second);
    await checkCommits(second, ['Procfile']);
    await applyFiles(second, [FIRST], DESCRIPTION);
    await commitFiles(second, [{ message: 'Fix', files: [FIRST] }]);
    expect(git('log', '-1', '--format=%s', 'side')).toBe('Fix\n');
    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('the journal', () => {
  it('is below the git directory of the work tree, of the submodule, and never among the files', async () => {
    const outer = repositoryOf({ 'api/Procfile': '1' });
    const inner = repositoryOf({ 'app.py': '1' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner');
    const second = `${outer.root}-second`;
    removals.push(() => rmSync(second, { recursive: true, force: true }));
    outer.git('worktree', 'add', '--quiet', second);
    const places = async (root: string) => (await journalPlaces(root)).map(({ folder, base, prefix }) => [folder.replace(outer.root, ''), base, prefix])[0];
    expect(await places(join(outer.root, 'api'))).toEqual(['/.git/optimize/journal', outer.root, 'api']);
    expect(await places(join(outer.root, 'inner'))).toEqual(['/.git/modules/inner/optimize/journal', join(outer.root, 'inner'), '']);
    const [folder, base] = (await places(second)) ?? [];
    expect(folder).toMatch(/^\/\.git\/worktrees\/[^/]+\/optimize\/journal$/);
    expect(base).toBe(second);
  });
});
