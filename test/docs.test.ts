import { cpSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../src/reporters/formats.ts';
import { optimize } from './support/cli.ts';
import { makeRepository } from './support/git-repository.ts';

const page = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

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

describe('the README', () => {
  it('counts the rules as the program does', async () => {
    const { rules } = JSON.parse((await optimize(['rules', '--json'])).stdout) as { rules: readonly { points: number; fixes: { safe?: string; review?: string } }[] };
    const fixing = rules.filter(({ fixes }) => fixes.safe !== undefined || fixes.review !== undefined);
    const counts = `${rules.length} rules of edition 2026.1, of which ${rules.filter(({ points }) => points > 0).length} cost points and ${fixing.length} can change files or what Railway has`;
    expect(readme).toContain(`\n${counts} (`);
    const changes = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
    expect(changes).toContain(`judges them by ${rules.length} rules`);
    expect(changes).toContain(`${fixing.length} can change files or what Railway has, ${rules.filter(({ fixes }) => fixes.safe !== undefined).length} of them safely`);
  });

  it('shows what a scan prints', async () => {
    const project = fileURLToPath(new URL('projects/connection-budget', import.meta.url));
    const { stdout } = await optimize(['scan', project, '--as-of', '2026-11-22']);
    const [, shown = ''] = /scan test\/projects\/connection-budget`:\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(shown).toContain('connections = ');
    expect(stdout).toContain(shown);
  });

  it('shows what a check prints', async () => {
    const repo = makeRepository({});
    try {
      cpSync(fileURLToPath(new URL('projects/connection-budget', import.meta.url)), repo.root, { recursive: true });
      repo.git('add', '--all');
      repo.git('commit', '--quiet', '-m', 'Start');
      repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      repo.write('Procfile', readFileSync(`${repo.root}/Procfile`, 'utf8').replace('0.0.0.0', '127.0.0.1'));
      repo.git('commit', '--quiet', '--all', '-m', 'Listen on the machine itself');
      const { stdout, exitCode } = await optimize(['check', '--base', 'origin/main', '--as-of', '2026-11-22'], { cwd: repo.root });
      expect(exitCode).toBe(1);
      const alike = (text: string) => text.replaceAll(/\b[0-9a-f]{7}\b/g, 'COMMIT').split('\n').map((line) => line.trimEnd()).join('\n');
      const [, shown = ''] = /```\n(compared with[\s\S]*?)```/.exec(readme) ?? [];
      expect(alike(shown)).toBe(alike(stdout));
    } finally {
      repo.remove();
    }
  });

  it('has a line for every format and every command', async () => {
    for (const { name } of FORMATS) expect(readme).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'));
    const words = [...page('cli.md').matchAll(/^## optimize (\S+)/gm)].map(([, word]) => word).filter((word) => word !== 'help');
    expect(words.length).toBeGreaterThan(10);
    for (const word of words) expect(readme).toContain(`\n| \`optimize ${word} `.replace(/ $/, ''));
  });
});
