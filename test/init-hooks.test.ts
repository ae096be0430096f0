import { execa } from 'execa';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { BIN, optimize } from './support/cli.ts';
import { GIT_USER, makeRepository, type Repository } from './support/git-repository.ts';
import { isToolMissing, nodeTool, pythonTool } from './support/real-tools.ts';

const GOOD = 'web: gunicorn app:app --bind 0.0.0.0:$PORT --workers 4\n';
const WORSE = 'web: gunicorn app:app --bind 127.0.0.1:8000 --workers 4\n';
const PROJECT = {
  Procfile: GOOD, 'railway.json': '{ "deploy": { "healthcheckPath": "/up" } }\n', 'requirements.txt': 'gunicorn==23.0.0\nflask==3.1.0\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n\n\n@app.get("/up")\ndef up():\n    return {}\n',
};

/** A PATH on which `optimize` is the built program. */
const tools = mkdtempSync(join(tmpdir(), 'optimize-tools-'));
writeFileSync(join(tools, 'optimize'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
chmodSync(join(tools, 'optimize'), 0o755);
afterAll(() => rmSync(tools, { recursive: true, force: true }));

let made: Repository[] = [];
afterEach(() => {
  for (const repo of made) repo.remove();
  made = [];
});

async function repository(hook: string, files: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const repo = makeRepository({ ...PROJECT, ...files });
  made.push(repo);
  const { exitCode, stderr } = await optimize(['init', repo.root, '--yes', '--no-config-file', '--hook', hook]);
  expect(exitCode, stderr).toBe(0);
  return repo;
}

/** Runs git as a person would whose PATH holds the program. */
async function git(repo: Repository, words: readonly string[], path = tools) {
  const env = { ...GIT_USER, HOME: tools, PRE_COMMIT_HOME: join(tools, 'pre-commit'), PATH: `${path}:${process.env['PATH'] ?? ''}` };
  return execa('git', ['-C', repo.root, ...words], { env, reject: false });
}

describe('a hook of git', () => {
  it('lets a commit pass that makes nothing worse, and says nothing', async () => {
    const repo = await repository('plain');
    repo.write('README.md', 'Ledger\n');
    repo.git('add', '--all');
    expect(await git(repo, ['commit', '--quiet', '-m', 'Second'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });

  const ways: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['what is staged', ['add', 'Procfile'], ['commit', '--quiet', '-m', 'Worse']],
    ['all changes', [], ['commit', '--quiet', '--all', '-m', 'Worse']],
    ['one file by name', [], ['commit', '--quiet', '-m', 'Worse', 'Procfile']],
  ];
  for (const [name, before, words] of ways) {
    it(`stops a commit of ${name} that makes something worse, says what and what to do`, async () => {
      const repo = await repository('plain');
      repo.write('Procfile', WORSE);
      if (before.length > 0) repo.git(...before);
      const run = await git(repo, words);
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain('network/bind-address');
      expect(run.stderr).toContain('git commit --no-verify');
      expect(repo.git('log', '--oneline').trim().split('\n')).toHaveLength(1);
      expect(await git(repo, [...words, '--no-verify'])).toMatchObject({ exitCode: 0 });
    });
  }

  it('judges what is staged, and not what else lies there', async () => {
    const repo = await repository('plain');
    repo.write('README.md', 'Ledger\n');
    repo.git('add', 'README.md');
    repo.write('Procfile', WORSE);
    expect(await git(repo, ['commit', '--quiet', '-m', 'Second'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('lets the first commit of a repository pass', async () => {
    const repo = await repository('plain');
    repo.git('checkout', '--quiet', '--orphan', 'fresh');
    repo.git('update-ref', '-d', 'refs/heads/fresh');
    expect(await git(repo, ['commit', '--quiet', '-m', 'First'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('stands in nobody\'s way where the program is missing or fails', async () => {
    const repo = await repository('plain');
    repo.write('Procfile', WORSE);
    const without = await git(repo, ['commit', '--quiet', '--all', '-m', 'Worse'], '/nonexistent');
    expect(without).toMatchObject({ exitCode: 0, stderr: 'optimize is not installed, so this commit is not checked' });
    repo.write('optimize.yaml', 'gatess: {}\n');
    repo.git('add', '--all');
    const broken = await git(repo, ['commit', '--quiet', '-m', 'Broken']);
    expect(broken.exitCode).toBe(0);
    expect(broken.stderr).toContain('this commit is not checked');
  });
});

describe.skipIf(isToolMissing(pythonTool('pre-commit')))('a hook of the pre-commit framework', () => {
  it('is taken by pre-commit itself, stops a worse commit and lets others pass', async () => {
    const repo = await repository('pre-commit');
    const env = { ...GIT_USER, HOME: tools, PRE_COMMIT_HOME: join(tools, 'pre-commit'), PATH: `${tools}:${process.env['PATH'] ?? ''}` };
    await execa(pythonTool('pre-commit'), ['validate-config'], { cwd: repo.root, env });
    await execa(pythonTool('pre-commit'), ['install'], { cwd: repo.root, env });
    repo.git('add', '--all');
    expect((await git(repo, ['commit', '-m', 'Hook'])).exitCode).toBe(0);
    repo.write('Procfile', WORSE);
    const worse = await git(repo, ['commit', '--all', '-m', 'Worse']);
    expect(worse.exitCode).toBe(1);
    expect(worse.stderr).toContain('network/bind-address');
    expect(repo.git('log', '--oneline').trim().split('\n')).toHaveLength(2);
  });
});

describe.skipIf(isToolMissing(nodeTool('husky')))('a hook of husky', () => {
  it('is run by husky, stops a worse commit and lets others pass', async () => {
    const repo = await repository('husky', { 'package.json': '{ "private": true }\n', '.husky/pre-commit': 'echo first\n' });
    mkdirSync(join(repo.root, 'node_modules'), { recursive: true });
    await execa(nodeTool('husky'), { cwd: repo.root });
    repo.write('.gitignore', 'node_modules\n');
    repo.git('add', '--all');
    expect(await git(repo, ['commit', '--quiet', '-m', 'Hook'])).toMatchObject({ exitCode: 0, stderr: 'first' });
    repo.write('Procfile', WORSE);
    const worse = await git(repo, ['commit', '--quiet', '--all', '-m', 'Worse']);
    expect(worse.exitCode).toBe(1);
    expect(worse.stderr).toContain('network/bind-address');
  });
});
