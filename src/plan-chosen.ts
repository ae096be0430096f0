import type { PlanStep } from './model/live-plan.ts';
import { planLive, type PlannedRun, type PlanOptions } from './plan-live.ts';
import { UsageError } from './usage-error.ts';

/** What to plan, and which steps of it. */
export interface ChosenOptions extends PlanOptions {
  /** Only these steps, by id; all where there are none. */
  readonly steps?: readonly string[];
}

/** Plans what the rules want of the platform, or some steps of it. These are proven anew, without the others. A UsageError for steps that are not there. */
export async function planChosen(root: string, options: ChosenOptions): Promise<PlannedRun> {
  const run = await planLive(root, options);
  const { steps: chosen = [] } = options;
  if (chosen.length === 0) return run;
  const { steps } = run.plan;
  const wrong = chosen.find((id) => !steps.some((step) => step.id === id));
  if (wrong !== undefined) throw new UsageError(`the plan has no step ${wrong}`, steps.length === 0 ? 'it has none at all' : `it has ${steps.map(({ id }) => id).join(', ')}`);
  const reasons = [...new Set(steps.filter(({ id }) => chosen.includes(id)).flatMap(idsOf))];
  const together = steps.find((step) => !chosen.includes(step.id) && idsOf(step).some((id) => reasons.includes(id)));
  if (together !== undefined) throw new UsageError(`${chosen.join(', ')} makes no sense without ${together.id}`, `name it too: --step ${together.id}`);
  return planLive(root, { ...options, reasons });
}

function idsOf({ reasons }: PlanStep): readonly string[] {
  return reasons.map(({ id }) => id);
}
