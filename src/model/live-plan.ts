import type { VariableChange } from './change.ts';
import type { Applicability } from './finding.ts';
import type { LiveName, LiveValue } from './live-state.ts';

/** One thing that becomes another on the platform. */
export type LiveEdit =
  | { readonly kind: 'variable'; readonly service: LiveName; readonly variable: string; readonly to: VariableChange }
  /** A setting by the name that Railway's files use; without a value it goes. */
  | { readonly kind: 'setting'; readonly service: LiveName; readonly setting: string; readonly value?: LiveValue }
  /** Replicas of one region; of the platform's own choice of a region where none is named. */
  | { readonly kind: 'replicas'; readonly service: LiveName; readonly region?: string; readonly replicas: number };

/** Why something is in a plan: a finding, and the fix that it wants. */
export interface PlanReason {
  readonly id: string;
  readonly rule: string;
  readonly message: string;
  readonly title: string;
  readonly applicability: Applicability;
}

/** An edit as it is shown: nothing of it is a secret. */
export interface PlanChange {
  readonly edit: LiveEdit;
  /** `variables.PORT`, `deploy.healthcheckPath`, `replicas in europe-west4-drams3a`. */
  readonly field: string;
  /** What is there now, by its shape; undefined where nothing is set. */
  readonly before: string | undefined;
  /** What will be there; undefined where it goes. */
  readonly after: string | undefined;
  /** What is lost by it, `the value of PORT is lost: it is kept nowhere`; undefined where nothing is. */
  readonly loss: string | undefined;
}

/** A change of a step. */
export interface StepChange extends PlanChange {
  /** Which reasons of the step want it, by id. */
  readonly reasons: readonly string[];
}

/** What a step does: a variable is set or goes, settings become others, replicas come or go. */
export type StepKind = 'set-variable' | 'strip-variable' | 'remove-variable' | 'settings' | 'scale';

/** One step of a plan: what is confirmed, skipped, made and taken back as one. */
export interface PlanStep {
  /** `web/variables.PORT`, `web/settings`, `web/scale`; `web@ID/scale` where another service is called web too: unlike all others of the plan. */
  readonly id: string;
  readonly kind: StepKind;
  readonly service: LiveName;
  readonly changes: readonly [StepChange, ...StepChange[]];
  readonly reasons: readonly [PlanReason, ...PlanReason[]];
  /** False where a fix of it wants a review. */
  readonly isSafe: boolean;
  /** True where it makes Railway deploy the service; variables are set without. */
  readonly deploys: boolean;
}

/** Something that the rules want and that is not planned, and why; reads after "because". */
export interface RefusedStep {
  readonly reason: PlanReason;
  readonly because: string;
}

/** A finding whose fix changes files. */
export interface FileFix {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly paths: readonly string[];
}

/** A setting of which `.railway/railway.ts` says something else than the platform has. Values of variables are left out. */
export interface CodeSetting {
  /** The service as it is called here. */
  readonly service: string;
  readonly setting: string;
  readonly file: string;
  /** What is there now; undefined where nothing is set. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What is wanted of the platform, in the order in which it is made. */
export interface LivePlan {
  readonly project: LiveName;
  readonly environment: LiveName;
  /** When the platform was read. */
  readonly readAt: string;
  readonly steps: readonly PlanStep[];
  readonly refused: readonly RefusedStep[];
  /** What `optimize fix` does instead. */
  readonly inFiles: readonly FileFix[];
  /** What `railway config apply` makes instead. */
  readonly inCode: readonly CodeSetting[];
  /** What a reader must know of the reading: a service that nobody can tell on Railway. */
  readonly notices: readonly string[];
}

/** True for a step that loses something, which a person has to confirm by the name of its service. */
export function isDestructive({ changes }: PlanStep): boolean {
  return changes.some(({ loss }) => loss !== undefined);
}
