import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { git } from './git-run.ts';

/**
 * The index that a commit under way is made of: `git commit --all` and `git commit FILE` write one of their own and tell the hook in
 * GIT_INDEX_FILE. Undefined where the repository's own index counts, as it does for a folder of another repository than the hook's.
 * https://git-scm.com/docs/githooks#_description
 */
export async function stagedIndex(folder: string, environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const named = environment['GIT_INDEX_FILE'] ?? '';
  if (named === '') return undefined;
  const { isDone, stdout } = await git(folder, ['rev-parse', '--absolute-git-dir']);
  const index = resolve(named); // a hook runs in the top of its work tree, which the name counts from
  try {
    return isDone && realpathSync(dirname(index)) === realpathSync(stdout.replace(/\n$/, '')) ? index : undefined;
  } catch {
    return undefined;
  }
}
