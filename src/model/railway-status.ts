import type { UnfinishedApply } from './applied-plan.ts';
import type { LiveState } from './live-state.ts';
import type { ServiceJoin } from './service-join.ts';

/** What Railway says of a project, and which local service each of its services is. */
export interface RailwayStatus {
  /** The program that asked it. */
  readonly cli: { readonly path: string; readonly version: string };
  readonly state: LiveState;
  readonly join: ServiceJoin;
  /** Runs of `apply` that were broken off. */
  readonly unfinished: readonly UnfinishedApply[];
}
