import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optimize } from './support/cli.ts';

const page = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

describe('docs', () => {
  it('list the rules as the program does (npm run docs)', async () => {
    const { stdout } = await optimize(['rules', '--format', 'markdown']);
    expect(page('rules.md')).toBe(stdout);
  });

  for (const command of ['scan', 'explain', 'fix', 'undo', 'migrate railway', 'rules', 'config']) {
    it(`hold the help of ${command} (npm run docs)`, async () => {
      const { stdout } = await optimize([...command.split(' '), '--help'], { env: { NO_COLOR: '1', COLUMNS: '100' } });
      expect(page('cli.md')).toContain(stdout.trim());
    });
  }
});
