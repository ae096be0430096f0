import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { optimize } from './support/cli.ts';
import { documentOf, FLAWED, fixIn, textsIn } from './support/fix-run.ts';
import { makeRepository, type Repository } from './support/git-repository.ts';

const FILES: Readonly<Record<string, string>> = { ...FLAWED, 'README.md': 'as it was\n' };
const opened: Repository[] = [];
afterEach(() => { for (const { root, remove } of opened.splice(0)) { remove(); rmSync(`${root}.cache`, { recursive: true, force: true }); } });

function repositoryOf(files: Readonly<Record<string, string>> = FILES): Repository {
  const repository = makeRepository(files);
  opened.push(repository);
  return repository;
}

function hook({ root }: Repository, name: string, script: string): void {
  const file = join(root, '.git/hooks', name);
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const subjects = ({ git }: Repository): readonly string[] => git('log', '--format=%s').trim().split('\n');
const procfileOf = ({ root }: Repository): string => readFileSync(join(root, 'Procfile'), 'utf8');

describe('--commit', () => {
  it('makes one commit per rule, each with its files, and nothing else', async () => {
    const repository = repositoryOf();
    repository.write('notes.txt', 'not tracked\n');
    const run = await fixIn(repository.root, ['--commit']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toContain('2 files changed, in 2 commits; `git revert` takes a commit back, `optimize undo`\nthe files alone');
    expect(subjects(repository)).toEqual(['Fix async/blocking-call: Await asyncio.sleep instead of time.sleep in up', 'Fix network/bind-address: Listen on 0.0.0.0', 'First']);
    expect(repository.git('show', '--format=', '--name-only', 'HEAD').trim()).toBe('ledger.py');
    expect(repository.git('show', '--format=', '--name-only', 'HEAD~1').trim()).toBe('Procfile');
    expect(repository.git('status', '--porcelain')).toBe('?? notes.txt\n');
    expect(procfileOf(repository).endsWith('\r\n')).toBe(true);
  });

  it('leaves what is staged out, and staged', async () => {
    const repository = repositoryOf();
    repository.write('README.md', 'edited\n');
    repository.git('add', 'README.md');
    const run = await fixIn(repository.root, ['--commit', '--allow-dirty']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(repository.git('status', '--porcelain')).toBe('M  README.md\n');
    expect(repository.git('log', '--format=', '--name-only').split('\n').filter((name) => name === 'README.md')).toHaveLength(1);
  });

  it('refuses where a change of the user would slip into the commit', async () => {
    const repository = repositoryOf();
    const edited = `${FILES['ledger.py'] ?? ''}# mine\n`;
    repository.write('ledger.py', edited);
    const run = await fixIn(repository.root, ['--commit', '--allow-dirty']);
    expect([run.exitCode, run.stderr]).toEqual([2, 'ledger.py has changes of yours that would be in the commit\ncommit them first; nothing was changed\n']);
    expect(textsIn(repository.root)).toEqual({ ...FILES, 'ledger.py': edited });
    expect(subjects(repository)).toEqual(['First']);
  });

  it('runs hooks, and says which commit a hook refused', async () => {
    const repository = repositoryOf();
    hook(repository, 'commit-msg', 'grep -q bind-address "$1" || { echo "no such words" >&2; exit 1; }');
    const run = await fixIn(repository.root, ['--commit', '--json']);
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: 'git' } });
    expect(run.stderr).toBe('git did not commit "Fix async/blocking-call: Await asyncio.sleep instead of time.sleep in up": no such words; 1 commit before it was made\n'
      + 'the fix is in the work tree; commit it by hand, or `optimize undo`\n');
    expect(subjects(repository)).toEqual(['Fix network/bind-address: Listen on 0.0.0.0', 'First']);
    expect(repository.git('status', '--porcelain')).toBe(' M ledger.py\n');
  });

  it('goes onto a new branch with --branch, and leaves the old one', async () => {
    const repository = repositoryOf();
    const document = documentOf(await fixIn(repository.root, ['--branch', 'fix/ledger', '--json']));
    expect(document).toMatchObject({ written: true, branch: 'fix/ledger' });
    expect(document.commits).toHaveLength(2);
    expect(repository.git('branch', '--show-current').trim()).toBe('fix/ledger');
    expect(repository.git('log', '--format=%s', 'main').trim()).toBe('First');
  });

  it.each([['main', 'there is a branch main already\nname another one; nothing was changed\n'], ['a..b', '"a..b" is no name for a branch\ngit wants one like fix/workers\n']])('changes nothing with the branch %s', async (name, message) => {
    const repository = repositoryOf();
    const run = await fixIn(repository.root, ['--branch', name]);
    expect([run.exitCode, run.stderr]).toEqual([2, message]);
    expect(textsIn(repository.root)).toEqual(FILES);
  });

  it('works in a folder of the repository', async () => {
    const repository = repositoryOf(Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`services/ledger/${path}`, text])));
    const run = await fixIn(join(repository.root, 'services/ledger'), ['--commit']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(repository.git('show', '--format=', '--name-only', 'HEAD').trim()).toBe('services/ledger/ledger.py');
    expect(repository.git('status', '--porcelain')).toBe('');
    rmSync(`${join(repository.root, 'services/ledger')}.cache`, { recursive: true, force: true });
  });

  it('is taken back by undo in the files, with the commits where they are', async () => {
    const repository = repositoryOf();
    await fixIn(repository.root, ['--commit']);
    const undo = await optimize(['undo'], { cwd: repository.root });
    expect(undo.stdout).toMatch(/^Fix network\/bind-address, async\/blocking-call is undone\n {2}as it was {3}Procfile\n {2}as it was {3}ledger\.py\n/);
    expect(textsIn(repository.root)).toEqual(FILES);
    expect(subjects(repository)).toHaveLength(3);
  });
});

describe('a work tree', () => {
  it('with changes is refused, with the way on, and taken with --allow-dirty', async () => {
    const repository = repositoryOf();
    repository.write('README.md', 'edited\n');
    const run = await fixIn(repository.root);
    expect([run.exitCode, run.stderr]).toEqual([2, 'README.md has changes that are not committed\ncommit or stash first, or say --allow-dirty; `optimize fix --dry-run` only shows\n']);
    expect(procfileOf(repository)).toBe(FILES['Procfile']);
    expect(JSON.parse((await fixIn(repository.root, ['--json'])).stdout)).toMatchObject({ ok: false, error: { code: 'dirty-tree' } });
    expect((await fixIn(repository.root, ['--dry-run'])).exitCode).toBe(1);
    expect((await fixIn(repository.root, ['--allow-dirty'])).exitCode).toBe(0);
    expect(textsIn(repository.root)['README.md']).toBe('edited\n');
    expect(procfileOf(repository)).toContain('0.0.0.0');
  });

  it('is asked in the same way by its variable', async () => {
    const repository = repositoryOf();
    repository.write('README.md', 'edited\n');
    expect((await fixIn(repository.root, [], { OPTIMIZE_ALLOW_DIRTY: 'true' })).exitCode).toBe(0);
  });

  it('with files that git does not know is fine, unless a fix would touch one', async () => {
    const repository = repositoryOf();
    repository.write('notes.txt', 'mine\n');
    expect((await fixIn(repository.root)).exitCode).toBe(0);
    const { 'ledger.py': code = '', ...rest } = FILES;
    const other = repositoryOf(rest);
    other.write('ledger.py', code);
    const run = await fixIn(other.root);
    expect([run.exitCode, run.stderr.split('\n')[0]]).toEqual([2, 'ledger.py has no commit yet']);
    expect(textsIn(other.root)).toEqual(FILES);
  });

  it('with changes elsewhere in the repository does not stop a fix of a folder', async () => {
    const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`api/${path}`, text]));
    const repository = repositoryOf({ ...files, 'docs/a.md': 'a\n' });
    repository.write('docs/a.md', 'b\n');
    const run = await fixIn(join(repository.root, 'api'));
    rmSync(`${join(repository.root, 'api')}.cache`, { recursive: true, force: true });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(repository.git('status', '--porcelain')).toBe(' M api/Procfile\n M api/ledger.py\n M docs/a.md\n');
  });
});
