import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { git } from '../git/git-run.ts';

/** What lies around a project: its repository, where that is hosted, who runs its hooks. */
export interface Surroundings {
  /** The top of the work tree, or the project itself where it is in no repository. */
  readonly top: string;
  /** The project from there, with forward slashes; '' for the top. */
  readonly folder: string;
  readonly isRepository: boolean;
  /** Addresses of its remotes as git holds them. */
  readonly remotes: readonly string[];
  /** The hook that git runs before a commit, from the top; undefined where it lies outside of the top, as it does for a linked work tree. */
  readonly hook: { readonly path: string; readonly isExecutable: boolean } | undefined;
  /** The text of a file from the top without its byte order mark; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Whether there is a file or a folder at a path from the top. */
  readonly has: (path: string) => boolean;
}

/** Looks around a folder. Nothing is written. */
export async function surroundingsOf(root: string): Promise<Surroundings> {
  const project = realpathSync(root);
  const { isDone, stdout } = await git(project, ['rev-parse', '--show-toplevel']);
  const top = isDone ? realpathSync(stdout.replace(/\n$/, '')) : project;
  return {
    top, folder: relative(top, project).split(sep).join('/'), isRepository: isDone,
    remotes: isDone ? await remotesOf(top) : [],
    hook: isDone ? await hookOf(top) : undefined,
    read: (path) => textAt(join(top, path)),
    has: (path) => existsSync(join(top, path)),
  };
}

/** Addresses of the remotes of a repository. */
export async function remotesOf(top: string): Promise<readonly string[]> {
  const { stdout } = await git(top, ['config', '--get-regexp', String.raw`^remote\..*\.url$`]);
  return stdout.split('\n').filter((line) => line !== '').map((line) => line.slice(line.indexOf(' ') + 1));
}

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-corehooksPath is followed by `--git-path`. */
async function hookOf(top: string): Promise<Surroundings['hook']> {
  const { isDone, stdout } = await git(top, ['rev-parse', '--git-path', 'hooks/pre-commit']);
  const full = resolve(top, stdout.replace(/\n$/, ''));
  const path = relative(top, full).split(sep).join('/');
  if (!isDone || path.startsWith('../') || isAbsolute(path)) return undefined;
  return { path, isExecutable: canRun(full) };
}

function canRun(full: string): boolean {
  try {
    if (process.platform !== 'win32') accessSync(full, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function textAt(full: string): string | undefined {
  return existsSync(full) && statSync(full).isFile() ? readFileSync(full, 'utf8').replace(/^\uFEFF/, '') : undefined;
}
