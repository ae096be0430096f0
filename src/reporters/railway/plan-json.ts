import type { AppliedPlan, StepOutcome, UnfinishedApply } from '../../model/applied-plan.ts';
import { isDestructive, type CodeSetting, type LiveEdit, type LivePlan, type PlanReason, type PlanStep, type StepChange } from '../../model/live-plan.ts';
import { jsonText } from '../json-text.ts';
import { redact } from '../redact.ts';
import type { ShownPlan } from './plan-text.ts';
import { unfinishedJson } from './unfinished-json.ts';

/** A plan as the JSON of docs/railway-plan.schema.json: same input, same bytes. */
export function planJson(shown: ShownPlan, version: string): string {
  return jsonText(documentOf(shown, version));
}

/** What came of a plan, as the same document with what `applied` adds. */
export function appliedJson(applied: AppliedPlan, unfinished: readonly UnfinishedApply[], version: string): string {
  const { plan, hash, outcomes, failure, isInterrupted, proof, redeploys } = applied;
  return jsonText({
    ...documentOf({ plan, hash, unfinished }, version),
    applied: {
      ok: failure === undefined && !isInterrupted, interrupted: isInterrupted, error: failure ?? null, steps: outcomes.map(outcomeJson), proof: proof ?? null, redeploys,
    },
  });
}

function documentOf({ plan, hash, unfinished, file }: ShownPlan, version: string) {
  const { project, environment, readAt, steps, refused, inFiles, inCode, notices }: LivePlan = plan;
  return {
    schemaVersion: 1, tool: { name: 'optimize', version }, project, environment, readAt, file: file ?? null, hash: hash ?? null, steps: steps.map(stepJson),
    refused: refused.map(({ reason, because }) => ({ reason: reasonJson(reason), because: redact(because) })),
    inFiles: inFiles.map((fix) => ({ ...fix, title: redact(fix.title) })), inCode: inCode.map(codeJson), notices: notices.map(redact),
    unfinished: unfinished.map(unfinishedJson),
  };
}

function stepJson(step: PlanStep) {
  const { id, kind, service, changes, reasons, isSafe, deploys } = step;
  return { id, kind, service, applicability: isSafe ? 'safe' : 'review', destructive: isDestructive(step), deploys, changes: changes.map(changeJson), reasons: reasons.map(reasonJson) };
}

function changeJson({ field, before, after, loss, edit, reasons }: StepChange) {
  return { field, before: before ?? null, after: after ?? null, ...keptOf(edit), ...(loss === undefined ? {} : { loss }), reasons };
}

/** What stays of a value that only loses what stands around it is in no plan. */
function keptOf(edit: LiveEdit): { readonly stripped?: true } {
  return edit.kind === 'variable' && edit.to.kind === 'stripped' ? { stripped: true } : {};
}

function reasonJson(reason: PlanReason) {
  return { ...reason, message: redact(reason.message), title: redact(reason.title) };
}

function codeJson({ service, setting, file, before, after }: CodeSetting) {
  return { service, setting, file, before: before === undefined ? null : redact(before), after: after === undefined ? null : redact(after) };
}

function outcomeJson({ step: { id }, state, takeBack }: StepOutcome) {
  return { id, state, ...(takeBack === undefined ? {} : { takeBack }) };
}
