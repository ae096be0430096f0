import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/discover/file-tree.ts';
import { openFolder } from '../../src/discover/open-folder.ts';
import { openPair } from '../../src/discover/tree-pair.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { scanFiles } from '../../src/scan.ts';
import type { Repository } from '../support/git-repository.ts';
import { filesBelow, temporary } from '../support/repositories.ts';

const PROJECTS = fileURLToPath(new URL('../projects', import.meta.url));
const made = temporary();

/** What a scan prints of a tree. */
async function printed(files: FileTree, root: string): Promise<string> {
  const { report } = await scanFiles(files, root, { asOf: '2026-11-22' });
  const problems = report.services.flatMap(({ service }) => service.problems.map(({ kind, path, message }) => ({ kind, path, message })));
  return `${jsonReport(report)}${JSON.stringify(problems, undefined, 1)}`;
}

/** A scan of the work tree, and of the same commit as both sides of a pair. */
async function expectSameScan({ root, git }: Repository, folder = root): Promise<void> {
  const disk = await openFolder(folder);
  const expected = await printed(disk, folder);
  const head = git('rev-parse', 'HEAD').trim();
  const commits = await openPair(folder, { base: head, head });
  expect(commits.after.paths).toEqual(disk.paths);
  expect(await printed(commits.after, folder)).toBe(expected);
  expect(await printed((await openPair(folder, { base: 'HEAD', staged: true })).after, folder)).toBe(expected);
  const view = await openPair(folder, { base: 'HEAD' });
  expect(view.before.paths).toEqual(disk.paths);
  expect([...view.changed]).toEqual([]);
  expect(await printed(view.before, folder)).toBe(expected);
  for (const path of view.before.paths) expect(view.before.read(path)).toBe(view.after.read(path));
}

const PYTHON = { Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n', 'requirements.txt': 'fastapi==0.118.3\nuvicorn==0.37.0\n', 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n' };
const utf16 = Buffer.from('\uFEFFweb: gunicorn app:app\n', 'utf16le');

describe('a commit gives the scan that its checkout gives', () => {
  test.each(['concordbroker-before', 'django-procfile', 'express-railway-ts', 'fastapi-railway', 'monorepo'])('%s', async (name) => {
    await expectSameScan(made.repository(filesBelow(join(PROJECTS, name))));
  });

  test('a folder of a repository', async () => {
    const files = filesBelow(join(PROJECTS, 'fastapi-railway'));
    const repository = made.repository({ ...Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`some place/api/${path}`, bytes])), 'README.md': 'Read me.\n' });
    await expectSameScan(repository, join(repository.root, 'some place/api'));
  });

  test('links, byte order marks, UTF-16, large files and ignored ones', async () => {
    const repository = made.repository({
      ...PYTHON,
      'railway.json': '\uFEFF{"deploy":{"healthcheckPath":"/up"}}',
      'worker/Procfile': utf16, 'worker/requirements.txt': 'celery\n',
      'api/Procfile': 'web: python -m api\n', 'api/__main__.py': `TEXT = "${'x'.repeat(1_100_000)}"\n`,
      'lines/Procfile': `web: ${'y'.repeat(600_000)}\n`,
      'zero/Procfile': Buffer.from('web: python\0 app.py\n'),
      '.gitignore': 'hidden/\n*.secret\n.*\n!.env.example\n', '.env.example': 'WEB_CONCURRENCY=4\n', '.python-version': '3.12\n',
      'venv/pyvenv.cfg': 'home = /usr\n', 'venv/Procfile': 'web: no\n',
      'node_modules/left/package.json': '{}', 'real/app.py': 'import os\n',
      'deep/.gitignore': '\uFEFFkept.py\n', 'deep/kept.py': 'x = 1\n', 'deep/other.py': 'y = 2\n',
      'web site/"quoted" ünï\tname.py': 'x = 1\n', 'web site/line\nbreak.py': 'x = 2\n',
    });
    const { root, git, write } = repository;
    write('hidden/Procfile', 'web: no\n');
    write('key.secret', 'x\n');
    for (const [target, path] of [
      ['main.py', 'linked.py'], ['linked.py', 'twice.py'], ['real', 'folder'], ['folder/app.py', 'through.py'], ['nothing.py', 'dangling.py'],
      ['round.py', 'round.py'], ['/etc/hostname', 'outside.py'], ['/no/such/file', 'nowhere.py'], ['../../../../../../etc/hostname', 'real/up.py'],
      ['../main.py', 'real/back.py'], ['key.secret', 'to-ignored.py'], ['api/__main__.py', 'large.py'], ['../outside.py', 'real/chain.py'],
    ] as const) symlinkSync(target, join(root, path));
    git('add', '--all');
    git('add', '--force', 'hidden', 'key.secret', '.env.example', '.python-version', 'node_modules', '.gitignore', 'deep/.gitignore');
    git('commit', '--quiet', '-m', 'Links');
    expect((await openFolder(root)).paths).toContain('twice.py');
    await expectSameScan(repository);
  });

  test('line ends that git converts', async () => {
    const repository = made.repository(PYTHON);
    const { root, git } = repository;
    git('config', 'core.autocrlf', 'true');
    git('rm', '--quiet', '-r', '--cached', '.');
    git('reset', '--quiet', '--hard');
    expect((await openFolder(root)).read('main.py')?.text).toContain('\r\n');
    await expectSameScan(repository);
  });
});
