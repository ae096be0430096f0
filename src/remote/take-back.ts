import type { TakeBack } from '../model/applied-plan.ts';
import type { LiveEdit, LivePlan, PlanChange, PlanStep } from '../model/live-plan.ts';
import type { LiveName, LiveState, LiveVariable } from '../model/live-state.ts';
import { shellWord } from '../text/shell-word.ts';
import { droppedNull } from '../railway/dropped-null.ts';
import { cliName, isPlainWord } from './cli-name.ts';
import { patchOf } from './patch.ts';
import { wholeValue } from './plan-change.ts';

/** Where a plan is carried out. */
type Scope = Pick<LivePlan, 'project' | 'environment'>;

const COMMIT = 'mutation Commit($environmentId: String!, $patch: EnvironmentConfig!) { environmentPatchCommit(environmentId: $environmentId, patch: $patch) }';
/** What a terminal does not show as it is; half a character too. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The commands that take a step back, from what the platform said before it. Nothing in them was ever kept back. */
export function takeBack({ service, changes }: PlanStep, scope: Scope, before: LiveState): TakeBack {
  const [{ edit }] = changes;
  const old = before.services.find(({ id }) => id === service.id);
  if (edit.kind === 'variable') return variableBack(edit, old?.variables.find(({ name }) => name === edit.variable), flags(service, scope, before));
  const hidden = changes.find(({ before: shown }) => shown?.includes('…') ?? false);
  if (hidden !== undefined) return { because: `a part of ${hidden.field} was kept back, and is kept nowhere` };
  return { commands: [patchCommand(changes.map((change) => editBack(change, old)), scope)] };
}

/** The command that deploys what no deployment has yet. */
export function redeployCommand(service: LiveName, scope: Scope, before: LiveState): string {
  return ['railway', 'redeploy', ...flags(service, scope, before)].join(' ');
}

function variableBack({ variable, to }: Extract<LiveEdit, { kind: 'variable' }>, before: LiveVariable | undefined, where: readonly string[]): TakeBack {
  if (!isPlainWord(variable)) return { because: 'the railway CLI takes no such name; the dashboard does' };
  if (before === undefined) return { commands: [['railway', 'variable', 'delete', shellWord(variable), ...where].join(' ')] };
  const value = wholeValue(before);
  if (value !== undefined) {
    if (value.search(UNSEEN) !== -1) return { because: `the value of ${variable} holds what no terminal shows; the dashboard takes it` };
    const silently = to.kind === 'removed' ? [] : ['--skip-deploys']; // what was removed by a deployment comes back by one
    return { commands: [`printf %s ${shellWord(value)} | ${['railway', 'variable', 'set', shellWord(variable), '--stdin', ...silently, ...where].join(' ')}`] };
  }
  if (before.form === 'empty') return { because: `${variable} was empty, and the railway CLI sets no empty value; the dashboard does` };
  if (to.kind === 'stripped') return { because: 'the value is there without what stood around it; put that back in the dashboard' };
  return { because: `the value of ${variable} is kept nowhere` };
}

/** The edit that brings back what a setting or a region had. */
function editBack({ edit, field, before }: PlanChange, old: LiveState['services'][number] | undefined): LiveEdit {
  if (edit.kind === 'replicas') return { ...edit, replicas: Number(before) };
  const value = old?.settings[field];
  return { kind: 'setting', service: edit.service, setting: field, ...(value === undefined ? {} : { value }) };
}

/** `railway environment edit` takes no setting away, so that goes by the API. */
function patchCommand(edits: readonly LiveEdit[], { project, environment }: Scope): string {
  const patch = patchOf(edits);
  if (droppedNull(patch) !== undefined) return `printf %s ${jsonWord({ environmentId: environment.id, patch })} | railway api ${shellWord(COMMIT)} --variables @-`;
  return `printf %s ${jsonWord(patch)} | ${['railway', 'environment', 'edit', '-p', shellWord(project.id), '-e', shellWord(cliName(environment)), '--json'].join(' ')}`;
}

/** JSON as a word for a shell. What a terminal does not show is escaped: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
function jsonWord(value: unknown): string {
  const escaped = (unseen: string) => Array.from({ length: unseen.length }, (_, at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return shellWord(JSON.stringify(value).replaceAll(UNSEEN, escaped));
}

/** The service that is meant, also where its name is not its own. */
function flags(service: LiveName, { project, environment }: Scope, { services }: LiveState): readonly string[] {
  return ['-s', shellWord(cliName(service, services)), '-e', shellWord(cliName(environment)), '-p', shellWord(project.id)];
}
