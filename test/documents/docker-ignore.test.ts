import { describe, expect, it } from 'vitest';
import { readDockerIgnore } from '../../src/documents/docker-ignore.ts';

describe('lines of a .dockerignore', () => {
  it.each([
    ['node_modules\n.git\n', ['node_modules', '.git']],
    ['# all of it\n*\n!src', ['*', '!src']],
    ['\uFEFF.env\r\n\r\n  dist/  \r\n', ['.env', 'dist']],
    [' # no comment', ['# no comment']],
    ['/build\n! /keep\n./a//b/../c', ['build', '!keep', 'a/c']],
    ['.\n/\n', ['.', '/']],
    ['', []],
  ])('%j', (text, expected) => expect(readDockerIgnore(text).map(({ pattern }) => pattern)).toEqual(expected));

  it('knows where each stands', () => {
    const text = '# top\r\n  /dist/ \r\n!dist/keep';
    expect(readDockerIgnore(text).map(({ range }) => text.slice(range.start, range.end))).toEqual(['/dist/', '!dist/keep']);
  });
});
