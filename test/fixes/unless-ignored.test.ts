import { expect, test } from 'vitest';
import { created, edited } from '../../src/fixes/planned.ts';
import { unlessIgnored } from '../../src/fixes/unless-ignored.ts';
import { filesOf } from '../support/files.ts';

const made = created('api/.python-version', '3.13\n');
const refusal = { ok: false, because: '.gitignore keeps api/.python-version out of the repository' };

test.each([
  ['the name', { '.gitignore': '# pyenv\r\n.python-version\r\n' }],
  ['a pattern of all hidden files', { '.gitignore': '.*\n' }],
  ['the folder', { '.gitignore': '/api/\n' }],
  ['a file of its own folder', { 'api/.gitignore': '/.python-version' }],
])('a file that %s ignores is not made', async (_, files) => {
  expect(await unlessIgnored(made, filesOf(files))).toEqual(refusal);
});

test.each([
  ['no .gitignore is there', {}],
  ['the pattern is a comment', { '.gitignore': '# .python-version\n' }],
  ['the pattern is taken back', { '.gitignore': '.*\n!.python-version\n' }],
  ['a nearer file takes it back', { '.gitignore': '.python-version\n', 'api/.gitignore': '!.python-version\n' }],
  ['the pattern is of another folder', { 'web/.gitignore': '.python-version\n', '.gitignore': '/.python-version\n' }],
])('a file is made where %s', async (_, files) => {
  expect(await unlessIgnored(made, filesOf(files))).toBe(made);
});

test('a file that is there is changed whatever .gitignore says', async () => {
  const change = edited('api/.python-version', [{ range: { start: 0, end: 4 }, text: '3.13' }]);
  expect(await unlessIgnored(change, filesOf({ '.gitignore': '.python-version\n' }))).toBe(change);
});
