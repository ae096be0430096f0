import { randomBytes } from 'node:crypto';
import type { Notes } from '../apply/notes.ts';
import type { StepState, UnfinishedApply, UnfinishedStep } from '../model/applied-plan.ts';
import type { PlanStep } from '../model/live-plan.ts';
import type { LiveName } from '../model/live-state.ts';
import { UsageError } from '../usage-error.ts';
import { editsOf, pathOf } from './patch.ts';
import type { RunProgress } from './run-plan.ts';
import type { SealedPlan, Sealer } from './seal.ts';
import { takeBack } from './take-back.ts';

/** What is kept of a run of `apply` while it goes on. It holds what the plan showed, and no value that was kept back. */
interface ApplyEntry extends Omit<UnfinishedApply, 'steps'> {
  readonly format: 1;
  readonly hash: string;
  readonly salt: string;
  readonly isEnded: boolean;
  readonly steps: readonly EntryStep[];
}

interface EntryStep extends Omit<UnfinishedStep, 'isUntouched'> {
  readonly service: string;
  readonly paths: readonly (readonly string[])[];
  /** What stood in its places when it was planned. */
  readonly seal: string;
}

const PREFIX = 'apply-';
/** So many runs that ended are kept. */
const KEPT = 20;

/** A journal that is begun: the run tells it how far it is. */
export interface ApplyJournal extends Pick<RunProgress, 'begins' | 'ends'> {
  /** The run is over and was told, whatever came of it. Where that cannot be written it is told once more. */
  readonly close: () => void;
}

/** Writes a run down before anything of it is made. */
export function beginJournal(notes: Notes, sealed: SealedPlan, now: Date): ApplyJournal {
  const { plan, before, hash, salt, seals } = sealed;
  const id = `${now.toISOString().replaceAll(/[-:.TZ]/g, '')}-${randomBytes(4).toString('hex')}`; // a clock that is put back tells one time twice
  const steps = plan.steps.map((step): EntryStep => ({
    id: step.id, state: 'waiting', service: step.service.id, paths: editsOf([step]).map(pathOf), seal: seals.get(step.id) ?? '', takeBack: takeBack(step, plan, before),
  }));
  let entry: ApplyEntry = { format: 1, id, hash, salt, startedAt: now.toISOString(), project: plan.project, environment: plan.environment, isEnded: false, steps };
  const keep = (next: ApplyEntry): void => {
    entry = next;
    write(notes, entry);
  };
  const mark = (marked: readonly PlanStep[], state: StepState | 'running'): void => {
    keep({ ...entry, steps: entry.steps.map((step) => (marked.some(({ id: each }) => each === step.id) ? { ...step, state } : step)) });
  };
  keep(entry);
  for (const old of entriesIn(notes).filter(({ isEnded }) => isEnded).slice(KEPT)) notes.remove(PREFIX + old.id);
  return { begins: (marked) => mark(marked, 'running'), ends: mark, close: () => ended(notes, entry) };
}

/** Runs that were begun and not ended, oldest first; none while one is going on. */
export function unfinishedApplies(notes: Notes): readonly UnfinishedApply[] {
  return notes.isBusy() ? [] : openEntries(notes);
}

/** The same, with what a reading of the platform says of the step that was running. */
export async function withReading(unfinished: UnfinishedApply, notes: Notes, seal: Sealer): Promise<UnfinishedApply> {
  const entry = openEntries(notes).find(({ id }) => id === unfinished.id);
  if (entry === undefined) return unfinished;
  const steps = await Promise.all(entry.steps.map(async (step): Promise<UnfinishedStep> =>
    (step.state === 'running' ? { ...step, isUntouched: (await seal(step.service, step.paths, entry.salt)) === step.seal } : step)));
  return { ...entry, steps };
}

/** Marks runs on an environment as told, so that nobody hears of them again. Where that cannot be written they are told once more. */
export function closeApplies(notes: Notes, unfinished: readonly UnfinishedApply[], environment: LiveName): void {
  const told = unfinished.filter((each) => each.environment.id === environment.id).map(({ id }) => id);
  for (const entry of openEntries(notes).filter(({ id }) => told.includes(id))) ended(notes, entry);
}

/** A run that stays open is told again, which does no harm. */
function ended(notes: Notes, entry: ApplyEntry): void {
  try {
    write(notes, { ...entry, isEnded: true });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
}

function openEntries(notes: Notes): readonly ApplyEntry[] {
  return entriesIn(notes).filter(({ isEnded }) => !isEnded).reverse();
}

/** Newest first. What cannot be read is left out. */
function entriesIn(notes: Notes): readonly ApplyEntry[] {
  return notes.names().filter((name) => name.startsWith(PREFIX)).reverse().flatMap((name) => {
    try {
      const entry = JSON.parse(notes.read(name) ?? '') as ApplyEntry; // written by this file, whole or not at all
      return entry.format === 1 ? [entry] : [];
    } catch {
      return [];
    }
  });
}

function write(notes: Notes, entry: ApplyEntry): void {
  notes.write(PREFIX + entry.id, `${JSON.stringify(entry, undefined, 1)}\n`);
}
