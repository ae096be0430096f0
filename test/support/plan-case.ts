import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LivePlan } from '../../src/model/live-plan.ts';
import { planLive, type PlanOptions } from '../../src/plan-live.ts';
import { reasonText, stepLines } from '../../src/reporters/railway/step-lines.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { isUpdating } from './fix-case.ts';

/**
 * Plans what a rule wants of the platform in a case, and compares the steps with `plan.txt`; there is none where the rule wants nothing of
 * the platform. After the plan the rule wants nothing more. Gives whether there is a step.
 */
export async function expectPlan(folder: string, rule: string, options: PlanOptions): Promise<boolean> {
  const root = join(folder, 'before');
  const { plan, state } = await planLive(root, { ...options, rules: [rule] });
  const path = join(folder, 'plan.txt');
  const text = rendered(plan);
  if (text !== '') await expect(text).toMatchFileSnapshot(path);
  else if (isUpdating()) rmSync(path, { force: true });
  else expect(existsSync(path), 'there is a plan.txt and no plan').toBe(false);
  if (plan.steps.length > 0) expect((await planLive(root, { ...options, rules: [rule], live: state })).plan.steps, 'a second plan has nothing to do').toEqual([]);
  return plan.steps.length > 0;
}

function rendered({ steps, refused }: LivePlan): string {
  const lines = [
    ...steps.flatMap((step, index) => stepLines(step, index + 1, { width: 100, paint: PLAIN })),
    ...refused.map(({ reason, because }) => `refused: ${reasonText(reason)}: ${because}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
