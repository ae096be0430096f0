import type { StepFailure, StepOutcome, StepState } from '../model/applied-plan.ts';
import type { PlanStep } from '../model/live-plan.ts';
import { UsageError } from '../usage-error.ts';
import { makeCall } from './make-call.ts';
import { planCalls, type PlanCall } from './plan-calls.ts';
import type { Platform, PlatformReading } from './platform.ts';
import { sealOf, type SealedPlan } from './seal.ts';
import { takeBack } from './take-back.ts';

/** What is told of a run while it goes on. */
export interface RunProgress {
  /** Before some steps are made; what it writes is on the disk when it returns. Where it throws they are not made. */
  readonly begins: (steps: readonly PlanStep[]) => void;
  /** After it; where it throws nothing more is made. */
  readonly ends: (steps: readonly PlanStep[], state: StepState) => void;
  /** True where a person wants it to stop. */
  readonly isInterrupted: () => boolean;
}

/** What came of the steps. */
export interface RunResult {
  readonly outcomes: readonly StepOutcome[];
  readonly failure: StepFailure | undefined;
}

/** Failures before Railway was asked for anything. */
const NOTHING_ASKED: ReadonlySet<string> = new Set(['railway-missing', 'railway-too-old', 'railway-login', 'railway-unlinked', 'railway-unauthorized']);

/**
 * Makes the steps of a plan one after another. Before each the platform is read again: where it is not what the plan was made for, nothing
 * more is made. The first failure stops it too.
 */
export async function runPlan(sealed: SealedPlan, platform: Platform, progress: RunProgress): Promise<RunResult> {
  const states = new Map<string, StepState>();
  let failure: StepFailure | undefined;
  for (const call of planCalls(sealed.plan.steps)) {
    if (progress.isInterrupted()) break;
    const result = await makeStep(call, { sealed, platform, progress, isOpen: ({ id }) => !states.has(id) });
    for (const [id, state] of result.states) states.set(id, state);
    failure = result.failure;
    if (failure !== undefined) break;
  }
  return { outcomes: sealed.plan.steps.map((step) => outcomeOf(step, states.get(step.id) ?? 'not-tried', sealed)), failure };
}

interface Run {
  readonly sealed: SealedPlan;
  readonly platform: Platform;
  readonly progress: RunProgress;
  readonly isOpen: (step: PlanStep) => boolean;
}

interface CallResult {
  readonly states: readonly (readonly [string, StepState])[];
  readonly failure?: StepFailure;
}

async function makeStep(call: PlanCall, run: Run): Promise<CallResult> {
  const { sealed, platform, progress, isOpen } = run;
  const all = (state: StepState): CallResult['states'] => call.steps.map(({ id }) => [id, state]);
  let reading: PlatformReading;
  try {
    reading = await platform.read();
  } catch (error) {
    return { states: all('not-tried'), ...(progress.isInterrupted() ? {} : { failure: failureOf(error) }) }; // a signal ends a question, too
  }
  const stale = await changedAmong(sealed.plan.steps.filter(isOpen), sealed, reading);
  if (stale.length > 0) return { states: stale.map(({ id }) => [id, 'stale']), failure: staleFailure(stale) };
  const unwritten = failureIn(() => progress.begins(call.steps));
  if (unwritten !== undefined) return { states: all('not-tried'), failure: unwritten };
  try {
    await makeCall(call, platform, reading);
  } catch (error) {
    const failure = failureOf(error);
    const state = await stateAfter(failure, call, run);
    failureIn(() => progress.ends(call.steps, state)); // the failure of the step says more
    return { states: all(state), failure };
  }
  const failure = failureIn(() => progress.ends(call.steps, 'done'));
  return { states: all('done'), ...(failure === undefined ? {} : { failure }) };
}

/** Why a run could not be written down; undefined where it was. */
function failureIn(write: () => void): StepFailure | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** Steps whose places on the platform hold something else than when they were planned. */
async function changedAmong(steps: readonly PlanStep[], { seals, salt }: Pick<SealedPlan, 'seals' | 'salt'>, { seal }: Pick<PlatformReading, 'seal'>): Promise<readonly PlanStep[]> {
  const now = await Promise.all(steps.map((step) => sealOf(step, seal, salt)));
  return steps.filter((step, index) => seals.get(step.id) !== now[index]);
}

/** A call that fails may have been made nevertheless: its answer was lost. Where the platform has what it had before, it was not. */
async function stateAfter({ code }: StepFailure, { steps }: PlanCall, { sealed, platform }: Run): Promise<StepState> {
  if (NOTHING_ASKED.has(code)) return 'failed';
  try {
    return (await changedAmong(steps, sealed, await platform.read())).length === 0 ? 'failed' : 'unsure';
  } catch {
    return 'unsure';
  }
}

function outcomeOf(step: PlanStep, state: StepState, { plan, before }: SealedPlan): StepOutcome {
  return state === 'done' || state === 'unsure' ? { step, state, takeBack: takeBack(step, plan, before) } : { step, state };
}

/** What is no UsageError is a mistake of ours, and still no reason to say nothing of what was done. */
function failureOf(error: unknown): StepFailure {
  if (error instanceof UsageError) return { code: error.code, message: error.message, hint: error.hint };
  return { code: 'internal', message: `optimize failed: ${error instanceof Error ? error.message : String(error)}`, hint: 'this is a bug in optimize; the same command with --debug prints where' };
}

function staleFailure(steps: readonly PlanStep[]): StepFailure {
  const names = steps.map(({ id }) => id).join(', ');
  return { code: 'stale-plan', message: `the plan is stale: ${names} changed on Railway since it was made`, hint: '`optimize railway diff` makes a new one' };
}
