import { isDestructive, type LivePlan } from './model/live-plan.ts';
import type { LiveName } from './model/live-state.ts';
import { cliName } from './remote/cli-name.ts';
import { byText } from './text/order.ts';
import { shellWord } from './text/shell-word.ts';
import { UsageError } from './usage-error.ts';

/** What the flags of a command confirm before anybody is asked. */
export interface Consent {
  /** Ask nothing. */
  readonly yes: boolean;
  /** The plan was seen: it was named by its hash, or review was asked for. */
  readonly isReviewed: boolean;
  /** Services whose steps may lose something, by name or id. */
  readonly destructive: readonly string[];
}

/** A service with steps that lose something. */
interface LosingService extends LiveName {
  /** The word that confirms it: its name, or its id where that is no plain word or another service of the plan has it too. */
  readonly word: string;
}

function losingServices({ steps }: LivePlan): readonly LosingService[] {
  const services = [...new Map(steps.map(({ service }) => [service.id, service])).values()];
  const losing = services.filter(({ id }) => steps.some((step) => step.service.id === id && isDestructive(step)));
  return losing.map((service) => ({ ...service, word: cliName(service, services) })).sort((a, b) => byText(a.word, b.word));
}

function isNamed({ id, word }: LosingService, names: readonly string[]): boolean {
  return names.includes(word) || names.includes(id);
}

/** Refuses a plan that the flags do not confirm, where nobody can be asked: the error names the flag that does. */
export function checkConsent(plan: LivePlan, { yes, isReviewed, destructive }: Consent): void {
  const services = losingServices(plan);
  const wrong = destructive.find((name) => !services.some((service) => isNamed(service, [name])));
  if (wrong !== undefined) throw refusal(`--confirm-destructive ${wrong}: no step of the plan loses anything of ${wrong}`, services.length === 0 ? 'leave it out' : `it is ${services.map(({ word }) => word).join(', ')}`, 'usage');
  if (!yes) throw refusal('nobody is there to confirm the plan', '--yes makes it; `optimize railway diff` only shows it');
  const open = services.filter((service) => !isNamed(service, destructive));
  const step = plan.steps.find((each) => isDestructive(each) && open.some(({ id }) => id === each.service.id));
  if (step !== undefined) {
    throw refusal(`${step.id} loses something, and --yes alone does not confirm that`, `add ${open.map(({ word }) => `--confirm-destructive ${shellWord(word)}`).join(' ')}, or choose other steps with --step`);
  }
  const review = plan.steps.find(({ isSafe }) => !isSafe);
  if (review !== undefined && !isReviewed) throw refusal(`${review.id} wants a review, and --yes alone is none`, 'name the hash of the plan that you saw, add --review, or choose other steps with --step');
}

/** Asks a person: for all of the plan, and for each service that loses something by its name. False where they leave it. */
export async function askConsent(plan: LivePlan, { destructive }: Pick<Consent, 'destructive'>): Promise<boolean> {
  const { confirmPlan, confirmByName } = await import('./interactive/confirm-plan.ts');
  if (!(await confirmPlan(plan))) return false;
  for (const service of losingServices(plan)) {
    if (!isNamed(service, destructive) && !(await confirmByName(service.word))) throw refusal(`${service.word} was not confirmed by its name`, 'nothing was changed');
  }
  return true;
}

function refusal(message: string, hint: string, code = 'not-confirmed'): UsageError {
  return new UsageError(message, hint.startsWith('nothing') || code === 'usage' ? hint : `nothing was changed; ${hint}`, code);
}
