import { describe, expect, it } from 'vitest';
import { readDockerIgnore } from '../../src/documents/docker-ignore.ts';
import { isIgnoredInContext } from '../../src/model/context-ignores.ts';

const ignored = (text: string, path: string) => isIgnoredInContext(path, readDockerIgnore(text).map(({ pattern }) => pattern));

describe('what a .dockerignore keeps out', () => {
  // The examples of https://docs.docker.com/build/concepts/context/#syntax, and what moby's own tests say of folders above a path.
  it.each([
    ['*/temp*', 'somedir/temporary.txt', true], ['*/temp*', 'somedir/temp', true], ['*/temp*', 'temp', false], ['*/temp*', 'a/b/temp', false],
    ['*/*/temp*', 'somedir/subdir/temporary.txt', true], ['*/*/temp*', 'somedir/temporary.txt', false],
    ['temp?', 'tempa', true], ['temp?', 'tempb', true], ['temp?', 'temp', false], ['temp?', 'tempab', false], ['temp?', 'a/tempa', false],
    ['**/*.go', 'main.go', true], ['**/*.go', 'a/b/main.go', true], ['**/*.go', 'main.gox', false],
    ['*.md\n!README.md', 'README.md', false], ['*.md\n!README.md', 'NEWS.md', true],
    ['*.md\n!README*.md\nREADME-secret.md', 'README-secret.md', true], ['*.md\n!README*.md\nREADME-secret.md', 'README-open.md', false],
    ['*.md\nREADME-secret.md\n!README*.md', 'README-secret.md', false],
    ['node_modules', 'node_modules/a/index.js', true], ['node_modules', 'api/node_modules/a.js', false], ['**/node_modules', 'api/node_modules/a.js', true],
    ['**/node_modules', 'node_modules', true], ['node_modules/', 'node_modules/a.js', true], ['/node_modules', 'node_modules/a.js', true],
    ['*', '.git/HEAD', true], ['*\n!src', 'src/a/b.ts', false], ['*\n!src', 'srcs', true], ['**', 'a/b', true], ['a/**', 'a/b/c', true], ['a/**/c', 'a/c', true], ['a/**/c', 'a/b/b/c', true],
    ['.env*', '.env.production', true], ['.env*', 'api/.env', false], ['**/.env.*\n!**/.env.example', 'api/.env.example', false],
    ['*.py[co]', 'a.pyc', true], ['*.py[co]', 'a.py', false], ['[^a]b', 'cb', true], ['[^a]b', 'ab', false], ['a.c', 'abc', false], [String.raw`\*.md`, 'a.md', false], [String.raw`\*.md`, '*.md', true],
    ['src/*\n!src/keep/*', 'src/keep/a', false], ['[', 'a', false], ['', 'a', false], ['# *', 'a', false],
  ])('%j keeps out %s: %s', (text, path, expected) => expect(ignored(text, path)).toBe(expected));

  it('takes no long time for patterns that nobody would write', () => {
    const pattern = `${'**/'.repeat(60)}x`;
    expect(ignored(pattern, `${'a/'.repeat(30)}y`)).toBe(false);
  });
});
