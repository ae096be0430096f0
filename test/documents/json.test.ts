import { describe, expect, it } from 'vitest';
import { findNode } from '../../src/documents/data.ts';
import { parseJson } from '../../src/documents/json.ts';
import { tokensOf } from '../support/data-tokens.ts';

async function problemOf(text: string, comments = false) {
  const parsed = await parseJson(text, { comments });
  if (parsed.ok) return undefined;
  return `${parsed.problem.kind}: ${parsed.problem.message} at "${text.slice(parsed.problem.range.start, parsed.problem.range.end)}"`;
}

describe('parseJson', () => {
  it.each(['\n', '\r\n'])('gives the exact place of every token with line ends %j', async (newline) => {
    const text = ['{', '  "a": "x\u{1F600}y",', '  "b": [1, -2.5e3, true, null],', '  "c": { "d\\u0065": "" }', '}'].join(newline);
    const parsed = await parseJson(text);
    expect(parsed.ok && tokensOf(text, parsed.document.root)).toEqual([
      '"a" = "x\u{1F600}y"', '"b"[0] = 1', '"b"[1] = -2.5e3', '"b"[2] = true', '"b"[3] = null', '"c"."d\\u0065" = ""',
    ]);
    expect(parsed.ok && findNode(parsed.document.root, ['c', 'de'])?.kind).toBe('string');
  });

  it('lists repeated keys and takes the last', async () => {
    const text = '{"a": 1, "b": {"c": 2, "c": 3}, "a": 4}';
    const parsed = await parseJson(text);
    expect(parsed.ok && parsed.document.repeated.map((key) => [key.key, key.range.start])).toEqual([['c', 23], ['a', 32]]);
    expect(parsed.ok && findNode(parsed.document.root, ['a'])).toMatchObject({ value: 4 });
  });

  it.each([
    ['', 'syntax: the file is empty at ""'],
    ['{"a": 1,}', 'syntax: a property name in double quotes is missing at "}"'],
    ['{"a": 1} x', 'syntax: the file goes on after its value at "x"'],
    ['{"a": 1 // why\n}', 'syntax: JSON has no comments at "// why"'],
    ['{"a": 01}', 'syntax: a comma is missing at "1"'],
    ['{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> b\n}', 'conflict-marker: a merge conflict is not resolved at "<<<<<<< HEAD"'],
  ])('refuses %j', async (text, expected) => {
    expect(await problemOf(text)).toBe(expected);
  });

  it.each(['{"a": 1,}', '// c\n{"a": [1, /* d */ 2,],}'])('takes comments and trailing commas when asked: %j', async (text) => {
    expect(await problemOf(text, true)).toBeUndefined();
  });

  it.each(['["a\tb"]', '[1.]', '[.5]', '[+1]', "['a']", '[NaN]', '[\u00a01]', '["\\x41"]', '[1,,2]', 'nul'])('is as strict as JSON.parse: %j', async (text) => {
    expect(await problemOf(text)).toBeDefined();
  });

  it.each([['['], ['{"a":'], ['[]['.slice(0, 1)]])('survives 100,000 levels of %j', async (opening) => {
    expect(await problemOf(opening.repeat(100_000))).toContain('nested deeper than 500 levels');
  });
});
