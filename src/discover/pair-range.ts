import type { Notice } from '../model/project.ts';
import { commitOf, mergeBase, unknownRef } from '../git/commits.ts';
import type { Repository } from '../git/repository.ts';
import { UsageError } from '../usage-error.ts';
import type { PairOptions } from './pair-options.ts';

/** Which commit is compared with which state. */
export interface PairRange {
  /** The commit that is the earlier state. */
  readonly commit: string;
  readonly isMergeBase: boolean;
  /** What the later state is. */
  readonly after: 'work-tree' | 'index' | 'commit';
  /** The last commit of the later state. */
  readonly head: string;
  readonly notices: readonly Notice[];
}

/** What git says of two refs; undefined for what it does not know. */
export interface RangeAnswers {
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly parted: string | undefined;
}

/** Asks for everything at once, before anybody knows whether the folder is in a repository: each round of git takes its time. */
export async function askRange(folder: string, { base, head = 'HEAD' }: PairOptions): Promise<RangeAnswers> {
  const commit = commitOf(folder, base);
  const [baseId, headId, parted] = await Promise.all(base === head ? [commit, commit, commit] : [commit, commitOf(folder, head), mergeBase(folder, base, head)]);
  return { base: baseId, head: headId, parted };
}

/** The two ends of a comparison, as `git diff A...B` has them. https://git-scm.com/docs/git-diff */
export async function pairRange(repository: Repository, { base, head, staged }: PairOptions, answers: RangeAnswers): Promise<PairRange> {
  const after = staged === true ? 'index' : head !== undefined || repository.isBare ? 'commit' : 'work-tree';
  if (staged === true && head !== undefined) throw new UsageError('--staged and --head cannot both be checked', 'leave out one of them');
  if (staged === true && repository.isBare) throw new UsageError('a bare repository has no index', 'leave out --staged', 'git');
  const { base: baseId, head: headId, parted } = answers;
  if (baseId === undefined || headId === undefined) throw await unknownRef(repository, baseId === undefined ? base : head ?? 'HEAD');
  const commit = parted ?? baseId;
  const notices = parted === undefined ? [noMergeBase(base, repository.isShallow)] : [];
  return { commit, isMergeBase: parted !== undefined && parted !== baseId, after, head: headId, notices };
}

function noMergeBase(base: string, isShallow: boolean): Notice {
  const because = isShallow ? 'this shallow clone does not hold where the two histories parted' : 'the two histories have no commit in common';
  const advice = isShallow ? ': `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, finds it' : '';
  return { message: `compared with ${base} itself, because ${because}${advice}` };
}
