import { describe, expect, it } from 'vitest';
import { findNode, numberOf } from '../../src/documents/data.ts';
import { parseToml } from '../../src/documents/toml.ts';
import { tokensOf } from '../support/data-tokens.ts';

async function problemOf(text: string) {
  const parsed = await parseToml(text);
  if (parsed.ok) return undefined;
  return `${parsed.problem.kind}: ${parsed.problem.message} at ${parsed.problem.range.start}`;
}

describe('parseToml', () => {
  it.each(['\n', '\r\n'])('gives the exact place of every token with line ends %j', async (newline) => {
    const text = [
      'top = "x\u{1F600}y" # note', '[build]', "builder = 'nixpacks'", 'list = [1, 2.5, true, 1979-05-27]', '[environments."pr 1".deploy]',
      'a.b = 3', 'inline = { c = """', 'd""" }', '[[service]]', 'name = "one"', '[[service]]', 'name = "two"', '[service.deploy]', 'x = 1',
    ].join(newline);
    const parsed = await parseToml(text);
    expect(parsed.ok && tokensOf(text, parsed.document.root)).toEqual([
      'top = "x\u{1F600}y"', "build.builder = 'nixpacks'", 'build.list[0] = 1', 'build.list[1] = 2.5', 'build.list[2] = true',
      'build.list[3] = 1979-05-27', 'environments."pr 1".deploy.a.b = 3', `environments."pr 1".deploy.inline.c = """${newline}d"""`,
      'service[0].name = "one"', 'service[1].name = "two"', 'service[1].deploy.x = 1',
    ]);
  });

  it('gives a nought at the end of the text its place', async () => {
    const parsed = await parseToml('a = 1\nb = 0');
    expect(parsed.ok && tokensOf('a = 1\nb = 0', parsed.document.root)).toEqual(['a = 1', 'b = 0']);
  });

  it('joins tables that are opened in any order', async () => {
    const parsed = await parseToml('[a.b]\nc = 1\n[a]\nd = 2\n[a.e]\nf = 3\n');
    const numbers = [['a', 'b', 'c'], ['a', 'd'], ['a', 'e', 'f']].map((path) => parsed.ok && numberOf(findNode(parsed.document.root, path)));
    expect(numbers).toEqual([1, 2, 3]);
  });

  it.each([
    ['a = 1\na = 2\n', 'syntax: a is set twice at 6'],
    ['a = \n', 'syntax: the line ends too early at 4'],
    ['a = 1\r\nb = 2\r\n = 3', 'syntax: "=" cannot stand here at 15'],
    ['a = [1, 2', 'syntax: the file ends too early at 9'],
    ['a = 1\n<<<<<<< HEAD\nb = 1\n=======\n>>>>>>> x\n', 'conflict-marker: a merge conflict is not resolved at 6'],
    [`a = ${'['.repeat(100_000)}`, 'syntax: Maximum nesting depth of 500 exceeded at 504'],
  ])('refuses %.60j', async (text, expected) => {
    expect(await problemOf(text)).toBe(expected);
  });

  it.each(['', '# only\n', 'a = 1_000\n', 'a = 99999999999999999\n', 'a = { b = 1,\n c = 2 }\n', '"" = 1\n', 'a.b = 1\na.c = 2\n'])('takes %j', async (text) => {
    expect(await problemOf(text)).toBeUndefined();
  });
});
