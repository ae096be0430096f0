import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optimize } from './support/cli.ts';

const page = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

describe('docs', () => {
  it('list the rules as the program does (npm run docs)', async () => {
    const { stdout } = await optimize(['rules', '--format', 'markdown']);
    expect(page('rules.md')).toBe(stdout);
  });

  it('list the commands as the program does (npm run docs)', async () => {
    const { stdout } = await optimize(['help', '--format', 'markdown']);
    expect(page('cli.md')).toBe(stdout);
  });
});
