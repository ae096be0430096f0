import { describe, expect, it } from 'vitest';
import { parseIni } from '../../src/documents/ini.ts';
import { tokensOf } from '../support/data-tokens.ts';

describe('parseIni', () => {
  it.each(['\n', '\r\n'])('reads sections, both separators and continuation lines with line ends %j', async (newline) => {
    const text = ['# c', '[alembic]', 'script_location = %(here)s/alembic ', 'URL: postgres://u:p@h/d', '; c', '[options]', 'install_requires =', '  flask', '  gunicorn>=20', 'zip_safe=', ''].join(newline);
    const parsed = await parseIni(text);
    expect(parsed.ok && tokensOf(text, parsed.document.root)).toEqual([
      'alembic.script_location = %(here)s/alembic', 'alembic.URL = postgres://u:p@h/d',
      `options.install_requires = flask${newline}  gunicorn>=20`, 'options.zip_safe = ',
    ]);
  });

  it.each([
    ['a = 1\n', 'syntax at 0'],
    ['[a]\nno separator\n', 'syntax at 4'],
    ['[a]\n<<<<<<< x\nb=1\n>>>>>>> y\n', 'conflict-marker at 4'],
  ])('refuses %j', async (text, expected) => {
    const parsed = await parseIni(text);
    expect(parsed.ok ? undefined : `${parsed.problem.kind} at ${parsed.problem.range.start}`).toBe(expected);
  });

  it('lists repeated options', async () => {
    const parsed = await parseIni('[a]\nb = 1\nB = 2\n');
    expect(parsed.ok && parsed.document.repeated.map((each) => each.range.start)).toEqual([10]);
  });

  it.each(['', '[]', '[a', '[a]\n=', '[a]\n: :', '\0', '[a]\n x'])('never throws: %j', async (text) => {
    await expect(parseIni(text)).resolves.toBeDefined();
  });
});
