import type { Against, CheckReport, ComparedFinding, PointMove, ServiceChange } from '../../check-report.ts';
import type { Commit } from '../../model/commit.ts';
import { findingJson, scoreJson, type Json, type PlannedEdits } from '../json.ts';
import { redact } from '../redact.ts';
import { jsonText } from '../json-text.ts';

/** A check as the JSON of docs/check.schema.json: same input, same bytes. */
export function checkJson(check: CheckReport, edits: PlannedEdits = new Map()): string {
  const { report, before, gates, counts, stale, notices, untouched, judgedAlone } = check;
  const document: Json = {
    schemaVersion: 1,
    tool: { name: 'optimize', version: report.version },
    edition: report.edition, asOf: report.asOf, root: '.', ...(report.live === undefined ? {} : { live: { ...report.live } }),
    passed: check.passed,
    against: againstJson(check.against),
    score: check.isAnyTouched ? { ...(before === undefined ? {} : { before: scoreJson(before.score) }), after: scoreJson(report.score) } : {},
    services: check.services.map(serviceJson),
    untouched: [...untouched], judgedAlone: [...judgedAlone],
    moves: check.moves.map(moveJson),
    new: check.new.map((each) => comparedJson(each, edits)),
    fixed: check.fixed.map((each) => comparedJson(each, new Map())),
    known: [...check.known].sort(),
    aged: check.aged.map((each) => comparedJson(each, edits)),
    ignored: check.ignored.map(({ finding, reason, until, by }) => ({
      id: finding.id, rule: finding.rule, service: finding.service, reason: redact(reason), ...(until === undefined ? {} : { until }), by,
    })),
    stale: [...stale],
    counts: { ...counts },
    gates: gates.map((gate) => ({ ...gate, because: redact(gate.because) })),
    notices: notices.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })),
  };
  return jsonText(document);
}

function againstJson(against: Against): Json {
  return { ...against };
}

function serviceJson({ name, formerName, state, before, after }: ServiceChange): Json {
  return {
    name, ...(formerName === undefined ? {} : { formerName }), state,
    ...(before === undefined ? {} : { before: scoreJson(before) }), ...(after === undefined ? {} : { after: scoreJson(after) }),
  };
}

function moveJson({ service, rule, before, after, points, because, commits }: PointMove): Json {
  return { service, rule, before, after, points, ...(because === undefined ? {} : { because: redact(because) }), commits: commits.map(commitJson) };
}

function comparedJson({ finding, service, commits }: ComparedFinding, edits: PlannedEdits): Json {
  return { ...(findingJson(finding, service, edits.get(finding.id)) as { readonly [key: string]: Json }), commits: commits.map(commitJson) };
}

function commitJson({ id, subject }: Commit): Json {
  return { id, subject: redact(subject) };
}
