import { execaSync } from 'execa';
import fc from 'fast-check';
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patchText, unifiedDiff } from '../../src/apply/unified-diff.ts';
import type { ChangedFile } from '../../src/model/changed-file.ts';
import { makeProject } from '../support/cli.ts';
import { GIT_USER, makeRepository, type Repository } from '../support/git-repository.ts';

const MARK = '\uFEFF';

function applied(repository: Pick<Repository, 'root'>, patch: string, ...words: readonly string[]): void {
  const run = execaSync('git', ['-C', repository.root, 'apply', '--whitespace=nowarn', ...words], { input: patch, env: GIT_USER, reject: false });
  expect(run.stderr, patch).toBe('');
  expect(run.exitCode, patch).toBe(0);
}

function textAt(repository: Pick<Repository, 'root'>, path: string): string | undefined {
  const full = join(repository.root, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

describe('a patch', () => {
  const cases: readonly (readonly [string, string, string | undefined, string | undefined, string])[] = [
    ['of a line', 'Procfile', 'web: a\n', 'web: b\n', ''],
    ['of a file with CRLF', 'Procfile', 'web: a\r\nworker: c\r\n', 'web: b\r\nworker: c\r\n', ''],
    ['that changes a newline only', 'Procfile', 'web: a\r\n', 'web: a\n', ''],
    ['of a file with a byte order mark', 'app.json', '{\n}\n', '{ "a": 1\n}\n', MARK],
    ['of a file without a last newline', 'Procfile', 'web: a\nx: y', 'web: b\nx: y', ''],
    ['that adds a last newline', 'Procfile', 'web: a', 'web: a\n', ''],
    ['that takes the last newline', 'Procfile', 'web: a\n', 'web: a', ''],
    ['of a file with a lone carriage return', 'Procfile', 'web: a\rb\nc\n', 'web: a\rb\nd\n', ''],
    ['of a name with blanks', 'my app/Proc file', 'a\n', 'b\n', ''],
    ['of a name in other letters', 'über/Прок файл', 'a\n', 'b\n', ''],
    ['of a name with quotes, a backslash and a tab', 'a"b\\c\td', 'a\n', 'b\n', ''],
    ['that makes a file', 'deep/new/health.py', undefined, 'import os\r\nx', ''],
    ['that makes an empty file', '__init__.py', undefined, '', ''],
    ['that deletes a file', 'railway.json', '{ "a": 1 }', undefined, ''],
    ['that deletes an empty file', 'empty', '', undefined, ''],
    ['that empties a file', 'Procfile', 'a\nb\n', '', ''],
    ['that fills an empty file', 'Procfile', '', 'a\nb', ''],
    ['of lines that look like a diff', 'notes', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n', '--- a/y\n+++ b/x\n@@ -1 +1 @@\n-- \n', ''],
    ['of line separators that are none', 'notes', 'a\u2028b\u0085c\fd\nx\n', 'a\u2028b\u0085c\fe\nx\n', ''],
  ];
  for (const [name, path, before, after, mark] of cases) {
    it(`${name} is taken by git apply, forwards and backwards`, async () => {
      const repository = makeRepository(before === undefined ? {} : { [path]: mark + before });
      try {
        const patch = await patchText([{ path, before, after }], repository.root);
        applied(repository, patch);
        expect(textAt(repository, path)).toBe(after === undefined ? undefined : mark + after);
        applied(repository, patch, '--reverse');
        expect(textAt(repository, path)).toBe(before === undefined ? undefined : mark + before);
      } finally {
        repository.remove();
      }
    });
  }

  it('reads as git writes it', async () => {
    const repository = makeRepository({ Procfile: 'web: a\r\n', 'run me.sh': '#!/bin/sh\none\ntwo\nthree\nfour\nfive', 'old.toml': 'a = 1\n', 'ü.md': `${MARK}x\n` });
    try {
      chmodSync(join(repository.root, 'run me.sh'), 0o755);
      repository.git('add', '--all');
      repository.git('commit', '--quiet', '-m', 'mode');
      const files: ChangedFile[] = [
        { path: 'Procfile', before: 'web: a\r\n', after: 'web: b\r\n' },
        { path: 'new.py', before: undefined, after: 'x = 1\n' },
        { path: 'old.toml', before: 'a = 1\n', after: undefined },
        { path: 'run me.sh', before: '#!/bin/sh\none\ntwo\nthree\nfour\nfive', after: '#!/bin/sh\none\ntwo\nthree\nfour\nfive\n' },
        { path: 'ü.md', before: 'x\n', after: 'x\ny\n' },
      ];
      const patch = await unifiedDiff(files, repository.root);
      applied(repository, patch, '--index');
      const own = repository.git('-c', 'core.quotePath=false', 'diff', '--cached', '--no-color');
      const comparable = (text: string) => text.split('\n').filter((line) => !line.startsWith('index ')).join('\n').replaceAll(/^(@@ .* @@).*$/gm, '$1');
      expect(comparable(patch)).toBe(comparable(own));
    } finally {
      repository.remove();
    }
  });

  it('counts its paths from the top of the repository, wherever it is applied', async () => {
    const repository = makeRepository({ 'apps/api/Procfile': 'web: a\n', Procfile: 'web: a\n' });
    try {
      const root = join(repository.root, 'apps/api');
      const files = [{ path: 'Procfile', before: 'web: a\n', after: 'web: b\n' }];
      expect(await unifiedDiff(files, root)).toContain('--- a/Procfile\n');
      execaSync('git', ['-C', root, 'apply'], { input: await patchText(files, root), env: GIT_USER });
      expect(textAt(repository, 'apps/api/Procfile')).toBe('web: b\n');
      expect(textAt(repository, 'Procfile')).toBe('web: a\n');
    } finally {
      repository.remove();
    }
  });

  it('changes the file behind a link', async () => {
    const repository = makeRepository({ 'shared/Procfile': 'web: a\n' });
    try {
      symlinkSync('shared/Procfile', join(repository.root, 'Procfile'));
      repository.git('add', '--all');
      applied(repository, await patchText([{ path: 'Procfile', before: 'web: a\n', after: 'web: b\n' }], repository.root));
      expect(textAt(repository, 'shared/Procfile')).toBe('web: b\n');
    } finally {
      repository.remove();
    }
  });

  it('of any texts gives exactly the new ones, and backwards the old ones', async () => {
    const line = fc.constantFrom('a', 'b', '', ' ', '\t', '-x', '+y', '\\ No newline at end of file', 'é', '𝄞', 'a\r', '@@ -1 +1 @@');
    const newline = fc.constantFrom('\n', '\n', '\r\n', '\r');
    const text = fc.array(fc.tuple(line, newline), { maxLength: 14 }).chain((lines) => fc.boolean().map((isCut) => {
      const whole = lines.map(([content, end]) => content + end).join('');
      return isCut ? whole.replace(/[\r\n]+$/, '') : whole;
    }));
    const side = fc.option(text, { nil: undefined, freq: 8 });
    const pair = fc.tuple(side, side, fc.boolean()).filter(([before, after]) => before !== after);
    await fc.assert(fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 12 }), async (pairs) => {
      const files = pairs.map(([before, after, isMarked], index) => ({ path: `f ${index}`, before, after, mark: isMarked && before !== undefined ? MARK : '' }));
      const repository = makeProject(Object.fromEntries(files.flatMap(({ path, before, mark }) => (before === undefined ? [] : [[path, mark + before]]))));
      try {
        const patch = await patchText(files, repository.root);
        applied(repository, patch);
        for (const { path, after, mark } of files) expect(textAt(repository, path)).toBe(after === undefined ? undefined : mark + after);
        applied(repository, patch, '--reverse');
        for (const { path, before, mark } of files) expect(textAt(repository, path)).toBe(before === undefined ? undefined : mark + before);
      } finally {
        repository.remove();
      }
    }), { numRuns: 100 });
  });
});
