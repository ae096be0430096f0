import { describe, expect, it } from 'vitest';
import { readIgnoreWords } from '../../src/ignores/ignore-words.ts';

interface Said {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly problem?: RegExp;
}

/** A comment, and what it says. */
const COMMENTS: readonly (readonly [string, readonly Said[]])[] = [
  ['# optimize-ignore[server/workers] one replica is enough', [{ rules: ['server/workers'], reason: 'one replica is enough' }]],
  ['#optimize-ignore[a/b,c/d , e/f]x', [{ rules: ['a/b', 'c/d', 'e/f'], reason: 'x' }]],
  ['//  optimize-ignore [a/b]: because', [{ rules: ['a/b'], reason: 'because' }]],
  ['-- optimize-ignore[a/b] - x', [{ rules: ['a/b'], reason: 'x' }]],
  ['; optimize-ignore[a/b] x', [{ rules: ['a/b'], reason: 'x' }]],
  ['/* optimize-ignore[a/b] x */', [{ rules: ['a/b'], reason: 'x' }]],
  ['/** optimize-ignore[a/b] x\n * optimize-ignore[c/d] y\r\n * more */', [{ rules: ['a/b'], reason: 'x' }, { rules: ['c/d'], reason: 'y' }]],
  ['# noqa: E501  # optimize-ignore[a/b] x', [{ rules: ['a/b'], reason: 'x' }]],
  ['# optimize-ignore[a/b] see #12  # noqa', [{ rules: ['a/b'], reason: 'see #12' }]],
  ['# optimize-ignore[a/b] x, until 2027-01-31', [{ rules: ['a/b'], reason: 'x', until: '2027-01-31' }]],
  ['# optimize-ignore[a/b] x until: 2027-01-31.', [{ rules: ['a/b'], reason: 'x', until: '2027-01-31' }]],
  ['# optimize-ignore[a/b] x (until 2028-02-29)', [{ rules: ['a/b'], reason: 'x', until: '2028-02-29' }]],
  ['# optimize-ignore[a/b] until 2027-01-31: x', [{ rules: ['a/b'], reason: 'x', until: '2027-01-31' }]],
  ['# optimize-ignore[a/b] until we grow', [{ rules: ['a/b'], reason: 'until we grow' }]],
  ['# optimize-ignore[a/b]', [{ rules: ['a/b'], reason: '' }]],
  ['# optimize-ignore[a/b] until 2027-01-31', [{ rules: ['a/b'], reason: '', until: '2027-01-31' }]],
  ['# optimize-ignore[a/b] -- ', [{ rules: ['a/b'], reason: '' }]],
  ['# optimize-ignore a/b x', [{ rules: [], reason: '', problem: /no rule in brackets/ }]],
  ['# optimize-ignore-next-line[a/b] x', [{ rules: [], reason: '', problem: /no rule in brackets/ }]],
  ['# optimize-ignore[] x', [{ rules: [], reason: 'x', problem: /brackets name no rule/ }]],
  ['# optimize-ignore[a/b x', [{ rules: [], reason: '', problem: /no rule in brackets/ }]],
  ['# optimize-ignore[a/b] x until 2027-02-29', [{ rules: ['a/b'], reason: 'x', problem: /2027-02-29 is no date/ }]],
  ['# optimize-ignore[a/b] x until 31.1.2027', [{ rules: ['a/b'], reason: 'x', problem: /31\.1\.2027 is no date/ }]],
  ['# how to write optimize-ignore[a/b] is written in the manual', []],
  ['# optimize-ignored[a/b] x', []],
  ['/** One may follow another: `# noqa  # optimize-ignore[...]`. */', []],
  ['# optimize-ignore[<rule>] <reason>', []],
];

describe('a comment', () => {
  it.each(COMMENTS)('%j says what it ignores', (text, expected) => {
    const said = readIgnoreWords(text, { start: 0, end: text.length });
    expect(said.map(({ rules, reason, until }) => ({ rules: rules.map(({ id }) => id), reason, until })))
      .toEqual(expected.map(({ rules, reason, until }) => ({ rules, reason, until })));
    for (const [index, { problem }] of expected.entries()) {
      if (problem === undefined) expect(said[index]?.problem).toBeUndefined();
      else expect(said[index]?.problem).toMatch(problem);
    }
  });

  it('knows where its rules stand in the file', () => {
    const text = 'x = 1  # optimize-ignore[a/b, c/d] y';
    const [words] = readIgnoreWords(text, { start: 7, end: text.length });
    expect(words?.rules.map(({ range }) => text.slice(range.start, range.end))).toEqual(['a/b', 'c/d']);
    expect(text.slice(words?.range.start, words?.range.end)).toBe('# optimize-ignore[a/b, c/d] y');
  });
});
