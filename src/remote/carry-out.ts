import type { Notes } from '../apply/notes.ts';
import { checkUnshared, onceAtATime, type Shared } from '../apply/once-at-a-time.ts';
import type { UnfinishedApply } from '../model/applied-plan.ts';
import type { LivePlan } from '../model/live-plan.ts';
import { UsageError } from '../usage-error.ts';
import { beginJournal, closeApplies, type ApplyJournal } from './apply-journal.ts';
import type { Platform } from './platform.ts';
import { runPlan, type RunResult } from './run-plan.ts';
import type { SealedPlan } from './seal.ts';

/** How a plan is carried out. */
export interface CarryOut {
  readonly platform: Platform;
  readonly notes: Notes;
  /** Runs that were broken off, and of which a person was told before this one was confirmed. */
  readonly unfinished: readonly UnfinishedApply[];
  /** True where a person wants it to stop. */
  readonly isInterrupted: () => boolean;
  /** Says what came of it; only then the run is over. */
  readonly tell: (result: RunResult) => Promise<void>;
}

/**
 * Carries out a plan while nobody else changes the same environment. Nothing is made before the run is written down. Until it was told what came of
 * it the journal keeps it, so that the next run tells what this one could not.
 */
export async function carryOut(sealed: SealedPlan, { platform, notes, unfinished, isInterrupted, tell }: CarryOut): Promise<void> {
  await onceAtATime(sharedOf(sealed.plan), () => notes.alone(async () => {
    const journal = begun(notes, sealed);
    closeApplies(notes, unfinished, sealed.plan.environment);
    await tell(await runPlan(sealed, platform, { ...journal, isInterrupted }));
    journal.close();
  }));
}

/** A UsageError while another process of this user changes the same environment. */
export function checkAlone(scope: Pick<LivePlan, 'project' | 'environment'>): void {
  checkUnshared(sharedOf(scope));
}

function sharedOf({ project, environment }: Pick<LivePlan, 'project' | 'environment'>): Shared {
  return { key: environment.id, busy: `another apply is changing ${environment.name} of ${project.name}` };
}

function begun(notes: Notes, sealed: SealedPlan): ApplyJournal {
  try {
    return beginJournal(notes, sealed, new Date());
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(error.message, `nothing was changed; ${error.hint}`, error.code) : error;
  }
}
