import { git } from '../git/git-run.ts';
import { baseName } from '../model/files.ts';
import type { RepositoryPlace } from '../model/service-join.ts';
import { remotesOf } from './surroundings.ts';

/** Where a folder lies in its repository, and what that is called where it is hosted. Nothing is fetched. */
export async function repositoryPlace(folder: string): Promise<RepositoryPlace> {
  const { isDone, stdout } = await git(folder, ['rev-parse', '--show-prefix']);
  if (!isDone) return { folder: '', names: [] };
  return { folder: stdout.replace(/\n$/, '').replace(/\/$/, ''), names: namesOf(await remotesOf(folder)) };
}

/** `owner/name` of addresses such as `https://github.com/ada/shop.git` and `git@github.com:ada/shop`. A path of the disk names nobody. */
function namesOf(remotes: readonly string[]): readonly string[] {
  const names = remotes.flatMap((remote) => /^(?:(?!file:)[\w+.-]+:\/\/[^/]+\/|[^/:]+:(?!\/))(?:.*\/)?([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(remote)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** False for a repository on the platform that is another one than this; a fork keeps the name. Without a remote nobody can tell. */
export function mayBeHere(repo: string | undefined, { names }: RepositoryPlace): boolean {
  if (repo === undefined || names.length === 0) return true;
  const [full, base] = [repo.toLowerCase(), baseName(repo).toLowerCase()];
  return names.some((name) => name.toLowerCase() === full || baseName(name).toLowerCase() === base);
}
