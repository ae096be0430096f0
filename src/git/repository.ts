import { resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { git } from './git-run.ts';
import { withoutFilters } from './without-filters.ts';

/** The repository that a folder belongs to. */
export interface Repository {
  /** The project's folder: where git is run. */
  readonly folder: string;
  /** Of the project's folder from the top of the repository: '' or `services/api/`. */
  readonly prefix: string;
  readonly isBare: boolean;
  /** True where history is cut off: a clone with a depth. */
  readonly isShallow: boolean;
  /** The file of the index; undefined in a bare repository. */
  readonly index: string | undefined;
  /** Options of git for a question that compares files of the work tree. */
  readonly careful: readonly string[];
}

/** Finds the repository of a folder; a UsageError where there is none, or none that git reads. */
export async function openRepository(folder: string): Promise<Repository> {
  const [asked, careful] = await Promise.all([
    git(folder, ['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--is-inside-work-tree', '--show-prefix', '--git-path', 'index'], { locale: 'C' }),
    withoutFilters(folder),
  ]);
  if (!asked.isInstalled) throw new UsageError('git is not installed', 'a check reads the earlier state of the project from git', 'git');
  if (!asked.isDone) throw noRepository(folder, asked.complaint);
  // A name of a folder may hold line ends, that of the index is the last line.
  const [bare, shallow, inside, ...rest] = asked.stdout.split('\n').slice(0, -1);
  const index = resolve(folder, rest.at(-1) ?? '');
  if (bare !== 'true' && inside !== 'true') throw new UsageError(`${folder} is the inside of a git repository and no work tree`, 'name the folder of the project', 'git');
  return { folder, prefix: rest.slice(0, -1).join('\n'), isBare: bare === 'true', index: bare === 'true' ? undefined : index, isShallow: shallow === 'true', careful };
}

function noRepository(folder: string, complaint: string): UsageError {
  if (complaint.startsWith('not a git repository')) return new UsageError(`${folder} is in no git repository`, 'a check compares with a commit; `optimize scan` needs none', 'git');
  return new UsageError(`git does not read the repository: ${complaint}`, '`git status` there shows the same', 'git');
}
