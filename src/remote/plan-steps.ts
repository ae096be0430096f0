import type { LiveEdit, PlanChange, PlanReason, PlanStep, StepChange, StepKind } from '../model/live-plan.ts';
import type { LiveService, LiveState } from '../model/live-state.ts';
import { byText } from '../text/order.ts';
import { isIdle, planChange } from './plan-change.ts';

/** Edits that are made for one reason. */
export interface ReasonedEdits {
  readonly reason: PlanReason;
  readonly edits: readonly LiveEdit[];
}

/** What is made first. */
const ORDER: readonly StepKind[] = ['set-variable', 'strip-variable', 'remove-variable', 'settings', 'scale'];

interface Draft {
  /** What the step is called. */
  readonly id: string;
  readonly service: LiveService;
  readonly parts: readonly { readonly edit: LiveEdit; readonly reason: PlanReason }[];
}

/** The steps that some edits come to, in the order in which they are made: one per variable, and one per service for settings and for replicas. */
export function planSteps(state: LiveState, wanted: readonly ReasonedEdits[]): readonly PlanStep[] {
  const drafts = new Map<string, Draft>();
  for (const { reason, edits } of wanted) {
    for (const edit of edits) {
      const service = state.services.find(({ id }) => id === edit.service.id);
      if (service === undefined) continue;
      const key = `${service.id}/${nameOf(edit)}`;
      const parts = drafts.get(key)?.parts ?? [];
      drafts.set(key, { id: `${prefixOf(service, state)}/${nameOf(edit)}`, service, parts: [...parts, { edit, reason }] });
    }
  }
  return [...drafts.values()].flatMap(stepOf).sort(byTurn);
}

/** Variables that are set come first. What deploys follows service by service, since all of a service is made at once. */
function byTurn(a: PlanStep, b: PlanStep): number {
  const service = a.deploys ? byText(a.service.name, b.service.name) || byText(a.service.id, b.service.id) : 0;
  return Number(a.deploys) - Number(b.deploys) || service || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || byText(a.id, b.id);
}

/** A service in the id of a step: by its name; with its id where another has the same name, or the name would not end where the step begins. */
function prefixOf({ id, name }: LiveService, { services }: LiveState): string {
  const isAlone = services.every((other) => other.id === id || other.name !== name);
  return isAlone && /^[^/@]+$/.test(name) ? name : `${name}@${id}`;
}

function stepOf({ id, service, parts }: Draft): readonly PlanStep[] {
  const last = new Map(parts.map(({ edit }) => [fieldOf(edit), edit] as const)); // of two edits of one place the later one was proven on the earlier
  const reasonsOf = (field: string) => [...new Set(parts.flatMap(({ edit, reason }) => (fieldOf(edit) === field ? [reason.id] : [])))];
  const changes = [...last].map(([field, edit]): StepChange => ({ ...planChange(edit, service), reasons: reasonsOf(field) }));
  const [first, ...rest] = changes.filter((change) => !isIdle(change)).sort(byField);
  const reasons = [...new Map(parts.map(({ reason }) => [reason.id, reason])).values()];
  const [reason, ...more] = reasons;
  if (first === undefined || reason === undefined) return [];
  const kind = kindOf(first.edit);
  const isSafe = reasons.every(({ applicability }) => applicability === 'safe');
  return [{
    id, kind, service: { id: service.id, name: service.name }, changes: [first, ...rest], reasons: [reason, ...more], isSafe, deploys: kind !== 'set-variable' && kind !== 'strip-variable',
  }];
}

const byField = (a: PlanChange, b: PlanChange): number => byText(a.field, b.field);

function kindOf(edit: LiveEdit): StepKind {
  if (edit.kind === 'setting') return 'settings';
  if (edit.kind === 'replicas') return 'scale';
  return ({ value: 'set-variable', stripped: 'strip-variable', removed: 'remove-variable' } as const)[edit.to.kind];
}

function nameOf(edit: LiveEdit): string {
  return edit.kind === 'variable' ? `variables.${edit.variable}` : kindOf(edit);
}

function fieldOf(edit: LiveEdit): string {
  return edit.kind === 'setting' ? edit.setting : edit.kind === 'variable' ? edit.variable : edit.region ?? '';
}
