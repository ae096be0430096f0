import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { git, type GitRun } from './git-run.ts';
import type { Repository } from './repository.ts';
import { stagedIndex } from './staged-index.ts';

/** What git sees as different between two states. Paths from the folder. */
export interface Changes {
  /** Old and new paths of files that differ, new and removed ones among them. */
  readonly paths: ReadonlySet<string>;
  /** New paths of renamed files, by their old ones. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** A commit against: the work tree, the index, or another commit. */
export type ComparedState = { readonly kind: 'work-tree' } | { readonly kind: 'index' } | { readonly kind: 'commit'; readonly id: string };

/** Renames are looked for among this many files on either side at most. */
const MOST_RENAMES = 1000;

/** Compares a commit with a later state below a folder. Submodules are left out: their pointers are compared elsewhere. */
export async function changesSince(place: Pick<Repository, 'folder' | 'prefix' | 'careful' | 'index'>, commit: string, state: ComparedState): Promise<Changes> {
  const words = ['diff', '--raw', '-z', '--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=all'];
  const against = state.kind === 'work-tree' ? [commit] : state.kind === 'index' ? ['--cached', commit] : [commit, state.id];
  const ask = async (index?: string, isCopy = false): Promise<GitRun> => {
    const careful = [...place.careful, '-c', `core.hooksPath=${devNull}`, '-c', `diff.autoRefreshIndex=${String(isCopy)}`];
    const withRenames = await git(place.folder, [...careful, ...words, '-M', `-l${MOST_RENAMES}`, ...against, '--', '.'], { index });
    // A partial clone may lack what a look for similar files needs.
    return withRenames.isDone ? withRenames : git(place.folder, [...careful, ...words, '--no-renames', ...against, '--', '.'], { index });
  };
  const run = state.kind === 'work-tree' ? await withIndexCopy(place.index, (copy) => ask(copy, copy !== undefined)) : await ask(state.kind === 'index' ? await stagedIndex(place.folder) : undefined);
  if (run.isDone) return changesIn(run.stdout, place.prefix.length);
  throw new UsageError(`git does not compare the two states: ${run.complaint}`, '`git diff` with that commit shows the same', 'git');
}

/**
 * Runs something on a copy of the index. `git diff` leaves out files that were touched and hold the same, and then writes that into
 * the index, whatever --no-optional-locks says, for which a hook would run. https://git-scm.com/docs/git-config#Documentation/git-config.txt-diffautoRefreshIndex
 */
async function withIndexCopy<T>(index: string | undefined, ask: (index?: string) => Promise<T>): Promise<T> {
  if (index === undefined || !existsSync(index)) return ask();
  const place = mkdtempSync(join(tmpdir(), 'optimize-index-'));
  const remove = () => rmSync(place, { recursive: true, force: true });
  process.once('exit', remove); // a person who breaks off while git runs
  try {
    copyFileSync(index, join(place, 'index'));
    // Git compares the content of files that are as young as the index: a younger copy would hide changes.
    // https://git-scm.com/docs/racy-git
    const written = Math.floor(statSync(index).mtimeMs / 1000);
    utimesSync(join(place, 'index'), written, written);
    return await ask(join(place, 'index'));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** `:mode mode id id status NUL path NUL`, with a second path after a rename. https://git-scm.com/docs/git-diff#_raw_output_format */
function changesIn(answer: string, prefixLength: number): Changes {
  const paths = new Set<string>();
  const renamed = new Map<string, string>();
  const parts = answer.split('\0');
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const status = (parts[index] ?? '').split(' ').at(-1) ?? '';
    const path = (parts[index + 1] ?? '').slice(prefixLength);
    paths.add(path);
    if (!status.startsWith('R')) continue;
    const to = (parts[index + 2] ?? '').slice(prefixLength);
    paths.add(to);
    renamed.set(path, to);
    index += 1;
  }
  return { paths, renamed };
}
