import { notesOf, type Notes } from './apply/notes.ts';
import type { UnfinishedApply } from './model/applied-plan.ts';
import type { LivePlan } from './model/live-plan.ts';
import type { LiveState } from './model/live-state.ts';
import type { AskOptions } from './ask-railway.ts';
import { openPlatform } from './live-platform.ts';
import { liveFrom } from './live-source.ts';
import { planChosen, type ChosenOptions } from './plan-chosen.ts';
import { unfinishedApplies, withReading } from './remote/apply-journal.ts';
import { rememberPlan, saltFor } from './remote/remembered-plan.ts';
import { sealedPlan, type Sealer } from './remote/seal.ts';
import { folderAt } from './scan.ts';

/** What to plan. */
export type DiffOptions = Omit<ChosenOptions, 'live'>;

/** A plan that was made, and is remembered where Railway itself was asked. */
export interface RailwayDiff {
  readonly plan: LivePlan;
  /** What `apply` takes; undefined where there is nothing to do, or a file was asked instead of Railway. */
  readonly hash: string | undefined;
  /** Runs of `apply` that were broken off. */
  readonly unfinished: readonly UnfinishedApply[];
  /** The file that was asked. */
  readonly file?: string;
}

/** Plans what the rules want of Railway, as it is now, and remembers the plan for `apply`. Nothing on Railway is changed. */
export async function railwayDiff(dir: string, ask: AskOptions, options: DiffOptions): Promise<RailwayDiff> {
  const { reading: { state, seal } } = await openPlatform(dir, ask);
  const notes = await notesOf(folderAt(dir), 'railway');
  const { plan } = await planChosen(dir, { ...options, live: state });
  const unfinished = await unfinishedIn(notes, state, seal);
  if (plan.steps.length === 0) return { plan, hash: undefined, unfinished };
  const sealed = await sealedPlan(plan, state, { seal, salt: saltFor(notes, plan.environment) });
  rememberPlan(notes, sealed, new Date());
  return { plan, hash: sealed.hash, unfinished };
}

/** The same of what Railway said when `pull` wrote a file: nothing is asked and nothing remembered. */
export async function railwayDiffFrom(file: string, dir: string, options: DiffOptions): Promise<RailwayDiff> {
  const { live, liveFile } = await liveFrom(dir, file);
  const notes = await notesOf(folderAt(dir), 'railway');
  const { plan } = await planChosen(dir, { ...options, live, liveFile });
  return { plan, hash: undefined, file, unfinished: unfinishedApplies(notes) };
}

/** Runs of `apply` that were broken off; of the environment that is read, with what became of the step that was running. */
export async function unfinishedIn(notes: Notes, { environment }: LiveState, seal: Sealer): Promise<readonly UnfinishedApply[]> {
  return Promise.all(unfinishedApplies(notes).map(async (each) => (each.environment.id === environment.id ? withReading(each, notes, seal) : each)));
}
