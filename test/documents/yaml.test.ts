import { describe, expect, it } from 'vitest';
import { findNode, stringOf } from '../../src/documents/data.ts';
import { parseYaml, parseYamlDocuments } from '../../src/documents/yaml.ts';
import { tokensOf } from '../support/data-tokens.ts';

async function problemOf(text: string) {
  const parsed = await parseYaml(text);
  return parsed.ok ? undefined : `${parsed.problem.kind}: ${parsed.problem.message} at ${parsed.problem.range.start}`;
}

describe('parseYaml', () => {
  it.each(['\n', '\r\n'])('gives the exact place of every token with line ends %j', async (newline) => {
    const text = ['# c', 'a: "x\u{1F600}y"   # note', 'b:', '  - 1', '  - plain text', "  - { c: 'd', e: true }", 'f: ~', 'g: >', '  folded', '  text', ''].join(newline);
    const parsed = await parseYaml(text);
    expect(parsed.ok && tokensOf(text, parsed.document.root)).toEqual([
      'a = "x\u{1F600}y"', 'b[0] = 1', 'b[1] = plain text', "b[2].c = 'd'", 'b[2].e = true', 'f = ~', `g = >${newline}  folded${newline}  text${newline}`,
    ]);
  });

  it('follows aliases and merges', async () => {
    const parsed = await parseYaml('base: &b { a: one, c: two }\nx:\n  <<: *b\n  c: three\ny: *b\n');
    const values = [['x', 'a'], ['x', 'c'], ['y', 'c']].map((path) => parsed.ok && stringOf(findNode(parsed.document.root, path)));
    expect(values).toEqual(['one', 'three', 'two']);
  });

  it('lets the first of several merged maps win', async () => {
    const parsed = await parseYaml('a: &a {k: one}\nb: &b {k: two}\nx: {<<: [*a, *b]}\n');
    expect(parsed.ok && stringOf(findNode(parsed.document.root, ['x', 'k']))).toBe('one');
  });

  it('lists repeated keys and takes the last', async () => {
    const parsed = await parseYaml('a: one\nb: two\na: three\n');
    expect(parsed.ok && parsed.document.repeated).toEqual([{ key: 'a', range: { start: 14, end: 15 } }]);
    expect(parsed.ok && stringOf(findNode(parsed.document.root, ['a']))).toBe('three');
  });

  it('does not let aliases grow without end', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 30; level += 1) lines.push(`a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(', ')}]`);
    expect(await problemOf(lines.join('\n'))).toBe('syntax: aliases make the file too large at 0');
  });

  it('reads several documents, and only the first when asked for one', async () => {
    const several = await parseYamlDocuments('a: 1\n---\nb: 2\n---\nc: 3\n');
    expect(several.ok && several.document.length).toBe(3);
    expect(await problemOf('a: 1\n---\nb: [\n')).toBeUndefined();
  });

  it.each([
    ['a: b: c', 'syntax: Nested mappings are not allowed in compact mappings at 3'],
    ['a: [1, 2', 'syntax: Flow sequence in block collection must be sufficiently indented and end with a ] at 8'],
    ['a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n', 'conflict-marker: a merge conflict is not resolved at 5'],
    ['['.repeat(100_000), 'syntax: nested deeper than 200 levels at 200'],
    ['- '.repeat(20_000), 'syntax: nested deeper than 200 levels at 400'],
    ['{a: '.repeat(20_000), 'syntax: nested deeper than 200 levels at 800'],
    ['? '.repeat(20_000), 'syntax: nested deeper than 200 levels at 400'],
    ['a: '.repeat(20_000), 'syntax: nested deeper than 200 levels at 600'],
    [Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'syntax: nested deeper than 200 levels at 20700'],
  ])('refuses %.60j', async (text, expected) => {
    expect(await problemOf(text)).toBe(expected);
  });

  it.each([`a: ${'['.repeat(150)}${']'.repeat(150)}`, '', '# only', '---\n', 'a: &x [*x]', '? [a, b]\n: c', '1: 2'])('takes %j', async (text) => {
    expect(await problemOf(text)).toBeUndefined();
  });
});
