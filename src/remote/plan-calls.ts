import type { PlanStep } from '../model/live-plan.ts';

/** Steps that one call of the railway CLI makes, all or none. */
export interface PlanCall {
  readonly steps: readonly [PlanStep, ...PlanStep[]];
}

/**
 * The calls that make some steps, in their order. A variable that is set is a call of its own, which deploys nothing; all of a service that
 * makes Railway deploy is one, so that a plan deploys each service once at most.
 */
export function planCalls(steps: readonly PlanStep[]): readonly PlanCall[] {
  const calls: [PlanStep, ...PlanStep[]][] = [];
  for (const step of steps) {
    const last = calls.at(-1);
    if (step.deploys && last !== undefined && last[0].deploys && last[0].service.id === step.service.id) last.push(step);
    else calls.push([step]);
  }
  return calls.map((each) => ({ steps: each }));
}
