import type { LiveEdit, PlanChange } from '../model/live-plan.ts';
import type { LiveService, LiveValue, LiveVariable } from '../model/live-state.ts';
import { REPLICAS } from './make-edits.ts';
import { variableAfter } from './variable-after.ts';

/** Stands in a shape for what is kept back. */
const HIDDEN = '…';

/** An edit with what is there and what will be, by what the platform says now. */
export function planChange(edit: LiveEdit, service: LiveService): PlanChange {
  if (edit.kind === 'variable') return variableChange(edit, service.variables.find(({ name }) => name === edit.variable));
  if (edit.kind === 'replicas') return replicasChange(edit, service);
  const before = shownSetting(service.settings[edit.setting]);
  const loss = before !== undefined && before.includes(HIDDEN) ? `what is kept back of ${edit.setting} is lost: it is kept nowhere` : undefined;
  return { edit, field: edit.setting, before, after: shownSetting(edit.value), loss };
}

/** True where an edit would leave everything as it is. */
export function isIdle({ before, after, edit }: PlanChange): boolean {
  if (edit.kind === 'variable' && edit.to.kind === 'stripped') return before === after;
  return before === after && !(before?.includes(HIDDEN) ?? false);
}

/** Who takes a variable away, or puts something else in its place, loses a value that is not shown. Quotes and blanks around it are no loss. */
function variableChange(edit: Extract<LiveEdit, { kind: 'variable' }>, now: LiveVariable | undefined): PlanChange {
  const after = edit.to.kind === 'value' ? edit.to.value : variableAfter(edit.variable, now, edit.to)?.shown;
  const isKept = now === undefined || edit.to.kind === 'stripped' || now.form === 'empty' || wholeValue(now) !== undefined;
  const loss = isKept ? undefined : `the value of ${edit.variable} is lost: it is kept nowhere`;
  return { edit, field: `variables.${edit.variable}`, before: now === undefined ? undefined : shownVariable(now), after, loss };
}

/** The value of a variable where all of it may be shown: a known setting, or references and nothing else. */
export function wholeValue({ value, references, shown, padded, quoted }: LiveVariable): string | undefined {
  const isReference = references.length > 0 && !shown.includes(HIDDEN) && padded === undefined && quoted === undefined;
  return value ?? (isReference ? shown : undefined);
}

/** Blanks around a value are no part of its shape. */
function shownVariable({ shown, padded }: LiveVariable): string {
  return padded === true ? `${shown} with blanks around it` : shown;
}

function replicasChange(edit: Extract<LiveEdit, { kind: 'replicas' }>, { regions, settings }: LiveService): PlanChange {
  const { region, replicas } = edit;
  const set = region === undefined ? settings[REPLICAS] : regions.find((each) => each.region === region)?.replicas;
  const now = typeof set === 'number' ? set : 1;
  const field = region === undefined ? 'replicas' : `replicas in ${region}`;
  return { edit, field, before: String(now), after: String(replicas), loss: replicas < now ? `${now - replicas} of ${now} replicas ${now - replicas === 1 ? 'goes' : 'go'}` : undefined };
}

function shownSetting(value: LiveValue | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === 'object' ? value.join(', ') : String(value);
}
