import { randomBytes } from 'node:crypto';
import type { Notes } from '../apply/notes.ts';
import type { LiveName } from '../model/live-state.ts';
import { UsageError } from '../usage-error.ts';
import type { SealedPlan } from './seal.ts';

/** What is kept of a plan that was shown: enough to make it again and to tell whether it still is the same. No value, no shape of one. */
export interface RememberedPlan {
  readonly format: 1;
  readonly hash: string;
  readonly salt: string;
  readonly project: LiveName;
  readonly environment: LiveName;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Ids of the findings, and of what else it was made for. */
  readonly reasons: readonly string[];
  readonly steps: readonly { readonly id: string; readonly seal: string }[];
}

/** So many plans are kept. */
const KEPT = 20;
const PREFIX = 'plan-';

/** Keeps a plan for `apply HASH`, and drops the oldest ones. */
export function rememberPlan(notes: Notes, { plan, hash, salt, seals }: SealedPlan, now: Date): void {
  const remembered: RememberedPlan = {
    format: 1, hash, salt, project: plan.project, environment: plan.environment, madeAt: now.toISOString(),
    reasons: [...new Set(plan.steps.flatMap(({ reasons }) => reasons.map(({ id }) => id)))],
    steps: plan.steps.map(({ id }) => ({ id, seal: seals.get(id) ?? '' })),
  };
  notes.write(PREFIX + hash, `${JSON.stringify(remembered, undefined, 1)}\n`);
  const others = allPlans(notes).filter((other) => other.hash !== hash); // a clock that was put back makes this one look old
  for (const { hash: old } of others.slice(KEPT - 1)) notes.remove(PREFIX + old);
}

/** The plan of a hash, which may be cut short. A UsageError where none is kept, or several begin so. */
export function recallPlan(notes: Notes, hash: string): RememberedPlan {
  const [found, second] = allPlans(notes).filter((plan) => plan.hash.startsWith(hash.toLowerCase()));
  if (found === undefined || hash.length < 4) throw new UsageError(`no plan ${hash} is remembered here`, '`optimize railway diff` makes one and says its hash', 'no-plan');
  if (second !== undefined) throw new UsageError(`several plans begin with ${hash}`, 'give the whole hash', 'no-plan');
  return found;
}

/** The salt for plans of an environment: that of the last one, so that the same plan has the same hash; a new one where there is none. */
export function saltFor(notes: Notes, environment: LiveName): string {
  return allPlans(notes).find((plan) => plan.environment.id === environment.id)?.salt ?? randomBytes(16).toString('hex');
}

/** Plans that are kept, newest first. What cannot be read is left out. */
function allPlans(notes: Notes): readonly RememberedPlan[] {
  const plans = notes.names().filter((name) => name.startsWith(PREFIX)).flatMap((name) => planIn(notes.read(name) ?? ''));
  return plans.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

function planIn(text: string): readonly RememberedPlan[] {
  try {
    const plan = JSON.parse(text) as RememberedPlan; // written by this file, whole or not at all
    return plan.format === 1 ? [plan] : [];
  } catch {
    return [];
  }
}
