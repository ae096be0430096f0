import { createHash } from 'node:crypto';
import type { LivePlan, PlanStep } from '../model/live-plan.ts';
import type { LiveState } from '../model/live-state.ts';
import { byText } from '../text/order.ts';
import { editsOf, pathOf } from './patch.ts';

/** Hashes what stands at some places of a service on the platform, secrets included, so that nobody can tell it from the hash. */
export type Sealer = (service: string, paths: readonly (readonly string[])[], salt: string) => Promise<string>;

/** A plan that cannot be carried out on anything but what it was made for. */
export interface SealedPlan {
  readonly plan: LivePlan;
  /** What the platform said when it was made. */
  readonly before: LiveState;
  /** 12 hexadecimal digits: the same for the same steps on the same values under the same salt. */
  readonly hash: string;
  /** Random, and kept with the plan: without it the seals tell whether a value is a certain one. */
  readonly salt: string;
  /** For each step, by id: what stands now in the places that it changes. */
  readonly seals: ReadonlyMap<string, string>;
}

const DIGITS = 12;

/** Seals each step of a plan to what stands now in the places that it changes, and gives the whole a hash. */
export async function sealedPlan(plan: LivePlan, before: LiveState, { seal, salt }: { readonly seal: Sealer; readonly salt: string }): Promise<SealedPlan> {
  const seals = new Map<string, string>();
  for (const step of plan.steps) seals.set(step.id, await sealOf(step, seal, salt));
  const steps = plan.steps.map(({ id, kind, changes }) => [id, kind, changes.map(({ edit }) => edit), seals.get(id)]);
  const content = JSON.stringify([plan.project.id, plan.environment.id, steps]);
  return { plan, before, seals, salt, hash: createHash('sha256').update(salt).update(content).digest('hex').slice(0, DIGITS) };
}

/** What stands now in the places that a step changes. */
export async function sealOf(step: PlanStep, sealer: Sealer, salt: string): Promise<string> {
  const paths = editsOf([step]).map(pathOf).sort((a, b) => byText(a.join('\n'), b.join('\n')));
  return sealer(step.service.id, paths, salt);
}
