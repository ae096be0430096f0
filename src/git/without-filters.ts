import { git } from './git-run.ts';

/**
 * Options that switch off filters, because git compares files after them, and they are programs. Those of the user's own configuration
 * are theirs; what stands in the repository's, or in a file that it includes, may have come with it in an archive, so a question does
 * not run it. https://git-scm.com/docs/gitattributes#_filter
 */
export async function withoutFilters(folder: string): Promise<readonly string[]> {
  const { stdout } = await git(folder, ['config', '-z', '--show-scope', '--name-only', '--get-regexp', String.raw`^filter\..*\.(clean|smudge|process|required)$`]);
  const parts = stdout.split('\0');
  const names = parts.filter((_, index) => index % 2 === 1 && !['system', 'global', 'command'].includes(parts[index - 1] ?? ''));
  return [...new Set(names)].flatMap((name) => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}
