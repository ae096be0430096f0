import type { LiveEdit } from '../model/live-plan.ts';
import type { LiveService } from '../model/live-state.ts';
import { isIdle, planChange } from './plan-change.ts';

/** Why edits cannot be made, whatever a scan would say of them; undefined where they can. Reads after "because". */
export function objectionToEdits(edits: readonly LiveEdit[], service: LiveService): string | undefined {
  for (const edit of edits) {
    const objection = objectionTo(edit, service);
    if (objection !== undefined) return objection;
  }
  return edits.every((edit) => isIdle(planChange(edit, service))) ? 'the platform has it so already' : undefined;
}

/** A text of which something is kept back must not be written where the whole text stands, and what is sealed can be read by nobody. */
function objectionTo(edit: LiveEdit, service: LiveService): string | undefined {
  const { field, after } = planChange(edit, service);
  if (edit.kind !== 'variable') return after?.includes('…') ?? false ? `a part of ${field} is kept back here, and would be lost` : undefined;
  const variable = service.variables.find(({ name }) => name === edit.variable);
  if (edit.to.kind === 'value' && edit.to.value.trim() === '') return `the railway CLI sets no empty value, as ${field} would have`;
  if (edit.to.kind !== 'stripped') return undefined;
  if (variable === undefined) return `${edit.variable} is not set`;
  return variable.form === 'sealed' ? `${edit.variable} is sealed, so that nobody can read what stands between its quotes` : undefined;
}
