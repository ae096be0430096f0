import type { Commit } from '../model/commit.ts';
import { changesSince } from '../git/changes.ts';
import { commitsByPath, dayOf } from '../git/commits.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import type { Notice } from '../model/project.ts';
import type { FileTree } from './file-tree.ts';
import { makeTree } from './make-tree.ts';
import { pairCommits } from './pair-commits.ts';
import type { PairOptions } from './pair-options.ts';
import { askRange, pairRange, type PairRange } from './pair-range.ts';
import type { PairSources } from './pair-sources.ts';
import { pairWorkTree } from './pair-work-tree.ts';
import { withExactRenames } from './renames.ts';

export type { PairOptions } from './pair-options.ts';

/** Two states of a project: as it was, and as it is. Files that are the same in both are the same objects. */
export interface TreePair {
  readonly before: FileTree;
  readonly after: FileTree;
  /** Paths that differ: changed, added and removed ones, from the project root. */
  readonly changed: ReadonlySet<string>;
  /** New paths of renamed files, by their old ones. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The commit that `before` is, 40 hex digits, and its day, `2026-11-22`. */
  readonly commit: string;
  readonly day: string;
  /** True when it is where the histories parted, and not what the ref names. */
  readonly isMergeBase: boolean;
  /** What `after` is: `the work tree`, `the index`, or a commit. */
  readonly head: string;
  /** Folder of the project from the root of the repository, '' for the root. */
  readonly prefix: string;
  /** Commits between the two that touched each path, newest first; empty where the history is not there. */
  readonly commits: ReadonlyMap<string, readonly Commit[]>;
  readonly notices: readonly Notice[];
  /** Paths of `after` that use one of some words as the name of a folder or package, for affectedServices; undefined where git does not say. */
  readonly mentions: (words: readonly string[]) => Promise<readonly string[] | undefined>;
}

/**
 * Reads a project as it was and as it is. Neither work tree nor index is touched, nothing is fetched, and no program that the
 * repository names is run. A UsageError says what is missing: the ref, a commit, a repository, git.
 */
export async function openPair(root: string, options: PairOptions): Promise<TreePair> {
  const asked = askRange(root, options);
  const repository = await openRepository(root);
  const range = await pairRange(repository, options, await asked);
  const [day, sources] = await Promise.all([dayOf(repository, range.commit), sourcesOf(repository, range)]);
  const { before, after, changed, notices } = sources;
  const renamed = withExactRenames(sources.renamed, before, after);
  const touched = [...new Set([...changed, ...renamed.keys(), ...renamed.values()])].sort();
  return {
    before: makeTree(before), after: makeTree(after), changed, renamed,
    commit: range.commit, day, isMergeBase: range.isMergeBase,
    head: range.after === 'work-tree' ? 'the work tree' : range.after === 'index' ? 'the index' : range.head,
    prefix: repository.prefix.replace(/\/$/, ''),
    commits: range.isMergeBase || range.notices.length === 0 ? followed(await commitsByPath(repository, [range.commit, range.head], touched), renamed) : new Map(),
    notices: [...range.notices, ...notices], mentions: sources.mentions,
  };
}

async function sourcesOf(repository: Repository, range: PairRange): Promise<PairSources & { readonly renamed: ReadonlyMap<string, string> }> {
  if (range.after === 'work-tree') return pairWorkTree(repository, range.commit);
  const state = range.after === 'index' ? { kind: 'index' } as const : { kind: 'commit', id: range.head } as const;
  const [sources, { renamed }] = await Promise.all([pairCommits(repository, range), changesSince(repository, range.commit, state)]);
  return { ...sources, renamed };
}

/** The commits of a renamed file are those of its old path, too. */
function followed(commits: ReadonlyMap<string, readonly Commit[]>, renamed: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Commit[]> {
  const all = new Map(commits);
  for (const [from, to] of renamed) {
    const own = commits.get(to) ?? [];
    const earlier = (commits.get(from) ?? []).filter(({ id }) => !own.some((commit) => commit.id === id));
    if (earlier.length > 0) all.set(to, [...own, ...earlier]);
  }
  return all;
}
