import type { ComparedState } from './changes.ts';
import { git, partsOf } from './git-run.ts';
import { stagedIndex } from './staged-index.ts';

/** Tracked files of a state, by path from the folder, that hold one of some words; undefined where git does not say. */
export async function filesWith({ folder, prefix }: { readonly folder: string; readonly prefix: string }, words: readonly string[], state: ComparedState): Promise<readonly string[] | undefined> {
  if (words.length === 0) return [];
  const place = state.kind === 'commit' ? [state.id] : state.kind === 'index' ? ['--cached'] : [];
  const run = await git(folder, [
    'grep', '-lz', '--full-name', '--text', '--no-textconv', '--no-color', '--no-recurse-submodules', '--fixed-strings', '--word-regexp', '--no-ignore-case',
    ...words.flatMap((word) => ['-e', word]), ...place, '--', '.',
  ], { index: state.kind === 'index' ? await stagedIndex(folder) : undefined });
  if (!run.isDone && run.complaint !== '') return undefined; // it fails without a word where nothing is found
  const start = prefix.length + (state.kind === 'commit' ? state.id.length + 1 : 0);
  return partsOf(run.stdout).map((path) => path.slice(start));
}
