import type { LivePlan } from '../model/live-plan.ts';
import { shown } from '../reporters/text/width.ts';

/** Whether to carry out a plan that was just shown. */
export async function confirmPlan({ steps, project, environment }: LivePlan): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  const count = steps.length === 1 ? 'this step' : `these ${steps.length} steps`;
  return confirm({ message: `Make ${count} in ${shown(environment.name)} of ${shown(project.name)}?`, default: false });
}

/** Whether a service may lose what the plan says: its name has to be typed as it is. */
export async function confirmByName(name: string): Promise<boolean> {
  const { input } = await import('@inquirer/prompts');
  return (await input({ message: `What ${shown(name)} loses cannot be taken back. Type its name to go on:` })).trim() === name;
}
