import { git, partsOf } from './git-run.ts';

/**
 * Those of some paths that git ignores, whatever says so: .gitignore, the repository's or the user's own list. None where git does not
 * say so for one of them, as for files of a submodule.
 */
export async function ignoredPaths(folder: string, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  // check-ignore does not know literal patterns; "./" keeps a name that begins with ":" from being one.
  const input = Buffer.from(paths.map((path) => `./${path}\0`).join(''));
  const { stdout, isDone } = await git(folder, ['--no-literal-pathspecs', 'check-ignore', '-z', '--stdin'], { input });
  return isDone ? partsOf(stdout).map((path) => path.slice('./'.length)) : [];
}
