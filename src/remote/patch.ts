import type { LiveEdit, PlanStep } from '../model/live-plan.ts';
import type { LiveValue } from '../model/live-state.ts';
import { REPLICAS } from './make-edits.ts';

/** A part of the configuration of an environment, in the form of `railway environment config --json`; null takes away. */
export interface Patch {
  readonly [key: string]: LiveValue | null | Patch;
}

/** The change of an environment that some edits come to. */
export function patchOf(edits: readonly LiveEdit[]): Patch {
  return edits.reduce<Patch>((patch, edit) => withValue(patch, ['services', edit.service.id, ...pathOf(edit)], valueOf(edit)), {});
}

/** The edits of some steps. */
export function editsOf(steps: readonly Pick<PlanStep, 'changes'>[]): readonly LiveEdit[] {
  return steps.flatMap(({ changes }) => changes.map(({ edit }) => edit));
}

/** The keys on the way to what an edit changes, from the service. */
export function pathOf(edit: LiveEdit): readonly string[] {
  if (edit.kind === 'variable') return ['variables', edit.variable];
  if (edit.kind === 'setting') return edit.setting.split('.');
  return edit.region === undefined ? REPLICAS.split('.') : ['deploy', 'multiRegionConfig', edit.region];
}

function valueOf(edit: LiveEdit): Patch[string] {
  if (edit.kind === 'setting') return edit.value ?? null;
  if (edit.kind === 'replicas') return edit.region === undefined ? edit.replicas : { numReplicas: edit.replicas };
  if (edit.to.kind === 'removed') return null;
  throw new Error('a variable is set by a command of its own');
}

function withValue(patch: Patch, [key = '', ...rest]: readonly string[], value: Patch[string]): Patch {
  const inner = patch[key];
  const isInner = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return { ...patch, [key]: rest.length === 0 ? value : withValue(isInner ? (inner as Patch) : {}, rest, value) };
}
