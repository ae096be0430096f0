import type { ComparedState } from '../git/changes.ts';
import { filesWith } from '../git/grep.ts';
import type { Repository } from '../git/repository.ts';
import type { Notice } from '../model/project.ts';
import type { TreeSource } from './make-tree.ts';
import { filesUsing } from './mentions.ts';

/** Two states, and which files differ between them. */
export interface PairSources {
  readonly before: TreeSource;
  readonly after: TreeSource;
  readonly changed: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  /** Paths of the later state that use one of some words as a name; undefined where git does not say. */
  readonly mentions: (words: readonly string[]) => Promise<readonly string[] | undefined>;
}

/** Looks for words by git, and by itself in files where git does not look. */
export function mentionsIn(
  repository: Repository, state: ComparedState, { elsewhere, load }: { readonly elsewhere: readonly string[]; readonly load: TreeSource['load'] },
): PairSources['mentions'] {
  return async (words) => {
    const found = await filesWith(repository, words, state);
    return found === undefined ? undefined : filesUsing([...new Set([...found, ...elsewhere])], words, load);
  };
}
