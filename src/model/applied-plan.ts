import type { LivePlan, PlanStep } from './live-plan.ts';
import type { LiveName } from './live-state.ts';

/** How a step that was made is taken back: commands for a shell, or why there are none. */
export type TakeBack = { readonly commands: readonly string[] } | { readonly because: string };

/**
 * What became of a step. `failed`: it was not made. `unsure`: nobody can tell whether it was made. `stale`: what it would have changed is not
 * what it was planned for.
 */
export type StepState = 'done' | 'failed' | 'unsure' | 'stale' | 'not-tried';

/** A mistake for people and programs. */
export interface StepFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface StepOutcome {
  readonly step: PlanStep;
  readonly state: StepState;
  /** Of a step that is made, or may be. */
  readonly takeBack?: TakeBack;
}

/** What became of a plan. */
export interface AppliedPlan {
  readonly plan: LivePlan;
  readonly hash: string;
  /** In the order of the plan. */
  readonly outcomes: readonly StepOutcome[];
  /** What stopped it; undefined where all steps were made, or a person broke it off. */
  readonly failure?: StepFailure;
  readonly isInterrupted: boolean;
  /** What a scan of the platform as it is now says; undefined where nothing was made, or it could not be read again. */
  readonly proof?: ApplyProof;
  /** Commands that deploy what no deployment has yet, by service. */
  readonly redeploys: readonly { readonly service: string; readonly command: string }[];
}

/** What a new reading shows. */
export interface ApplyProof {
  /** Reasons of the steps that are gone, and those that are there still, by id. */
  readonly gone: readonly string[];
  readonly left: readonly string[];
}

/** How far an apply came that was not finished: killed, or the machine went down. */
export interface UnfinishedApply {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly project: LiveName;
  readonly environment: LiveName;
  readonly steps: readonly UnfinishedStep[];
}

export interface UnfinishedStep {
  /** As the plan called it. */
  readonly id: string;
  readonly state: 'waiting' | 'running' | StepState;
  readonly takeBack: TakeBack;
  /** For one that was running: whether the platform has there still what it had before; undefined where nobody looked. */
  readonly isUntouched?: boolean;
}
