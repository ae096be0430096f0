import type { FixFate, FixRun, FixStep, RefusedFix } from '../../fix-report.ts';
import type { ChangedFile } from '../../model/changed-file.ts';
import type { Report } from '../../report.ts';
import { editJson, fileEditsOf } from '../edit-json.ts';
import { redact } from '../redact.ts';
import { jsonText } from '../json-text.ts';

/** A run of fixes as the JSON of docs/fix.schema.json: same input, same bytes. */
export function fixJson(run: FixRun, fate: FixFate): string {
  const document = {
    schemaVersion: 1,
    tool: { name: 'optimize', version: run.after.version },
    edition: run.after.edition,
    asOf: run.after.asOf,
    root: '.',
    written: fate.kind === 'written',
    run: fate.kind === 'written' ? fate.id : null,
    ...(fate.kind === 'written' ? { commits: fate.commits, ignored: fate.ignored, ...(fate.branch === undefined ? {} : { branch: fate.branch }) } : {}),
    score: { before: scoreJson(run.before), after: scoreJson(run.after) },
    fixes: run.steps.map(stepJson),
    refused: run.refused.map(refusedJson),
    waiting: run.waiting,
    files: run.files.map(fileJson),
  };
  return jsonText(document);
}

function scoreJson({ score, services }: Report) {
  return { value: score.value, grade: score.grade, services: services.map(({ service, score: own }) => ({ name: service.name, value: own.value })) };
}

/** Positions belong to the file as the fixes before this one left it. */
function stepJson({ finding, gain, brings, changes, sources }: FixStep) {
  const { id, rule, service, fix } = finding;
  return {
    finding: id, rule, service, title: redact(fix?.title ?? ''), applicability: fix?.applicability ?? 'advice', gain,
    ...(brings.length === 0 ? {} : { brings: brings.map((each) => ({ finding: each.id, severity: each.severity, message: redact(each.message) })) }),
    edits: fileEditsOf(changes, (path) => sources.get(path)).map(editJson),
  };
}

function refusedJson({ finding, because }: RefusedFix) {
  const { id, rule, service, fix } = finding;
  return { finding: id, rule, service, title: redact(fix?.title ?? ''), applicability: fix?.applicability ?? 'advice', because: redact(because) };
}

function fileJson({ path, before, after }: ChangedFile) {
  return { path, change: before === undefined ? 'created' : after === undefined ? 'deleted' : 'changed' };
}
