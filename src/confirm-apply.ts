import { isDestructive, type LivePlan } from './model/live-plan.ts';
import { UsageError } from './usage-error.ts';

/** What the flags of a command confirm before anybody is asked. */
export interface Consent {
  /** Ask nothing. */
  readonly yes: boolean;
  /** The plan was seen: it was named by its hash, or review was asked for. */
  readonly isReviewed: boolean;
  /** Services whose steps may lose something. */
  readonly destructive: readonly string[];
}

/** Services with steps that lose something, sorted. */
function destructiveServices({ steps }: LivePlan): readonly string[] {
  return [...new Set(steps.filter(isDestructive).map(({ service }) => service.name))].sort();
}

/** Refuses a plan that the flags do not confirm, where nobody can be asked: the error names the flag that does. */
export function checkConsent(plan: LivePlan, { yes, isReviewed, destructive }: Consent): void {
  const services = destructiveServices(plan);
  const wrong = destructive.find((name) => !services.includes(name));
  if (wrong !== undefined) throw refusal(`--confirm-destructive ${wrong}: no step of the plan loses anything of ${wrong}`, services.length === 0 ? 'leave it out' : `it is ${services.join(', ')}`, 'usage');
  if (!yes) throw refusal('nobody is there to confirm the plan', '--yes makes it; `optimize railway diff` only shows it');
  const open = services.filter((name) => !destructive.includes(name));
  const [step] = plan.steps.filter((each) => isDestructive(each) && open.includes(each.service.name));
  if (step !== undefined) {
    throw refusal(`${step.id} loses something, and --yes alone does not confirm that`, `add ${open.map((name) => `--confirm-destructive ${name}`).join(' ')}, or choose other steps with --step`);
  }
  const review = plan.steps.find(({ isSafe }) => !isSafe);
  if (review !== undefined && !isReviewed) throw refusal(`${review.id} wants a review, and --yes alone is none`, 'name the hash of the plan that you saw, add --review, or choose other steps with --step');
}

/** Asks a person: for all of the plan, and for each service that loses something by its name. False where they leave it. */
export async function askConsent(plan: LivePlan, { destructive }: Pick<Consent, 'destructive'>): Promise<boolean> {
  const { confirmPlan, confirmByName } = await import('./interactive/confirm-plan.ts');
  if (!(await confirmPlan(plan))) return false;
  for (const name of destructiveServices(plan)) {
    if (!destructive.includes(name) && !(await confirmByName(name))) throw refusal(`${name} was not confirmed by its name`, 'nothing was changed');
  }
  return true;
}

function refusal(message: string, hint: string, code = 'not-confirmed'): UsageError {
  return new UsageError(message, hint.startsWith('nothing') || code === 'usage' ? hint : `nothing was changed; ${hint}`, code);
}
