import type { TakeBack } from '../model/applied-plan.ts';
import type { LiveEdit, LivePlan, PlanChange, PlanStep } from '../model/live-plan.ts';
import type { LiveState, LiveValue, LiveVariable } from '../model/live-state.ts';
import { shellWord } from '../text/shell-word.ts';
import { droppedNull } from '../railway/dropped-null.ts';
import { patchOf } from './patch.ts';
import { wholeValue } from './plan-change.ts';

/** Where a plan is carried out. */
type Scope = Pick<LivePlan, 'project' | 'environment'>;

const COMMIT = 'mutation Commit($environmentId: String!, $patch: EnvironmentConfig!) { environmentPatchCommit(environmentId: $environmentId, patch: $patch) }';

/** The commands that take a step back, from what the platform said before it. Nothing in them was ever kept back. */
export function takeBack({ kind, service, changes }: PlanStep, scope: Scope, before: LiveState): TakeBack {
  const [{ edit }] = changes;
  const old = before.services.find(({ id }) => id === service.id);
  if (edit.kind === 'variable') return variableBack(edit, old?.variables.find(({ name }) => name === edit.variable), scope);
  if (kind === 'scale') return { commands: changes.map((change) => scaleBack(change, scope)) };
  const values = new Map(changes.map((change) => [change.field, old?.settings[change.field]]));
  const hidden = changes.find(({ before: shown }) => shown?.includes('…') ?? false);
  return hidden === undefined ? { commands: [patchCommand(settingEdits(values, service), scope)] } : { because: `a part of ${hidden.field} was kept back, and is kept nowhere` };
}

/** The command that deploys what no deployment has yet. */
export function redeployCommand(service: string, { project, environment }: Scope): string {
  return ['railway', 'redeploy', ...flags(service, { project, environment })].join(' ');
}

function variableBack({ service, variable, to }: Extract<LiveEdit, { kind: 'variable' }>, before: LiveVariable | undefined, scope: Scope): TakeBack {
  const where = flags(service.name, scope);
  if (before === undefined) return { commands: [['railway', 'variable', 'delete', shellWord(variable), ...where].join(' ')] };
  const value = wholeValue(before);
  if (value !== undefined) {
    const silently = to.kind === 'removed' ? [] : ['--skip-deploys']; // what was removed by a deployment comes back by one
    return { commands: [`printf %s ${shellWord(value)} | ${['railway', 'variable', 'set', shellWord(variable), '--stdin', ...silently, ...where].join(' ')}`] };
  }
  if (before.form === 'empty') return { because: `${variable} was empty, and the railway CLI sets no empty value; the dashboard does` };
  if (to.kind === 'stripped') return { because: 'the value is there without what stood around it; put that back in the dashboard' };
  return { because: `the value of ${variable} is kept nowhere` };
}

function scaleBack({ edit, before }: PlanChange, scope: Scope): string {
  if (edit.kind !== 'replicas') throw new Error('a step that scales holds replicas');
  if (edit.region === undefined) return patchCommand([{ ...edit, replicas: Number(before) }], scope);
  return ['railway', 'scale', shellWord(`${edit.region}=${before ?? ''}`), ...flags(edit.service.name, scope)].join(' ');
}

function settingEdits(values: ReadonlyMap<string, LiveValue | undefined>, service: LiveEdit['service']): readonly LiveEdit[] {
  return [...values].map(([setting, value]) => ({ kind: 'setting', service, setting, ...(value === undefined ? {} : { value }) }));
}

/** `railway environment edit` takes no setting away, so that goes by the API. */
function patchCommand(edits: readonly LiveEdit[], { project, environment }: Scope): string {
  const patch = patchOf(edits);
  if (droppedNull(patch) !== undefined) return `echo ${shellWord(JSON.stringify({ environmentId: environment.id, patch }))} | railway api ${shellWord(COMMIT)} --variables @-`;
  return `echo ${shellWord(JSON.stringify(patch))} | ${['railway', 'environment', 'edit', '-p', project.id, '-e', shellWord(environment.name), '--json'].join(' ')}`;
}

/** Short flags, because `railway scale` takes `--project` for the name of a region. */
function flags(service: string, { project, environment }: Scope): readonly string[] {
  return ['-s', shellWord(service), '-e', shellWord(environment.name), '-p', project.id];
}
