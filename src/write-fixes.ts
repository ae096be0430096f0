import { applyFiles } from './apply/apply-files.ts';
import { checkCommits, commitFiles, type Commit } from './apply/commit.ts';
import { createBranch, workTreeState } from './apply/git.ts';
import type { FixFate, FixRun, FixStep } from './fix-report.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { UsageError } from './usage-error.ts';

/** How the result of a run is written. */
export interface WriteOptions {
  readonly version: string;
  /** Write although the work tree holds changes that no commit has. */
  readonly allowDirty: boolean;
  /** One commit per rule. */
  readonly commit: boolean;
  /** A new branch for the commits. */
  readonly branch: string | undefined;
}

/** Writes all files of a run or none, and commits them where that is asked for. Mistakes are found before anything is written. */
export async function writeFixes(root: string, run: FixRun, options: WriteOptions): Promise<FixFate> {
  const commits = options.commit || options.branch !== undefined;
  const paths = run.files.map(({ path }) => path);
  if (!options.allowDirty) await refuseDirtyTree(root, paths);
  if (commits) await checkCommits(root, paths, options.branch);
  const { id } = await applyFiles(root, run.files, { title: titleOf(run), version: options.version });
  if (!commits) return { kind: 'written', id, commits: [], ignored: [] };
  if (options.branch !== undefined) await createBranch(root, options.branch);
  const { commits: made, ignored } = await commitFiles(root, commitsOf(run.steps));
  return { kind: 'written', id, commits: made.map(({ hash }) => hash), ignored, ...(options.branch === undefined ? {} : { branch: options.branch }) };
}

/** A fix goes into a clean work tree, so that `git diff` shows it alone. Outside of a repository there is nothing to ask. */
export async function refuseDirtyTree(root: string, paths: readonly string[]): Promise<void> {
  const state = await workTreeState(root, paths);
  if (state.kind === 'none') return;
  const [first, ...rest] = [...state.changed, ...state.untracked];
  if (first === undefined) return;
  const others = rest.length === 0 ? '' : ` and ${rest.length} more`;
  const what = state.changed.length > 0 ? 'changes that are not committed' : 'no commit yet';
  throw new UsageError(`${first}${others} ${rest.length === 0 ? 'has' : 'have'} ${what}`, 'commit or stash first, or say --allow-dirty; `optimize fix --dry-run` only shows', 'dirty-tree');
}

/** What the journal calls a run. */
function titleOf({ steps }: FixRun): string {
  const rules = [...new Set(steps.map(({ finding }) => finding.rule))];
  return `Fix ${rules.slice(0, 3).join(', ')}${rules.length > 3 ? ` and ${rules.length - 3} more` : ''}`;
}

/** One commit for the steps of a rule that follow each other, with its files before and after. */
function commitsOf(steps: readonly FixStep[]): readonly Commit[] {
  const groups: FixStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0]?.finding.rule === step.finding.rule) last.push(step);
    else groups.push([step]);
  }
  return groups.map((group) => ({ message: messageOf(group), files: filesOf(group) }));
}

function messageOf(steps: readonly FixStep[]): string {
  const [first, ...rest] = steps;
  const titles = [...new Set(steps.map(({ finding }) => finding.fix?.title ?? finding.message))];
  const head = `Fix ${first?.finding.rule ?? ''}: ${titles[0] ?? ''}`;
  const details = steps.map(({ finding }) => `- ${finding.message}`);
  return rest.length === 0 ? `${head}\n\n${first?.finding.message ?? ''}\n` : `${head}\n\n${[...new Set(details)].join('\n')}\n`;
}

function filesOf(steps: readonly FixStep[]): readonly ChangedFile[] {
  const files = new Map<string, ChangedFile>();
  for (const step of steps) {
    for (const [path, file] of step.files) {
      const before = files.has(path) ? files.get(path)?.before : step.sources.get(path)?.text;
      files.set(path, { path, before, after: file?.text });
    }
  }
  return [...files.values()].filter(({ before, after }) => before !== after);
}
