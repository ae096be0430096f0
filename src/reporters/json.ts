import type { Evidence, Fact, Provenance } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Override, Service } from '../model/project.ts';
import type { IgnoredFinding, Report, ScoreCard, ServiceReport, Verdict } from '../report.ts';
import { editJson, type FileEdit } from './edit-json.ts';
import { placeOfFinding, type Place } from './place.ts';
import { positionsOf } from './position.ts';
import { redact, redactVariable } from './redact.ts';
import { jsonText } from './json-text.ts';

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What the fixes of findings come to, by the ids of the findings. */
export type PlannedEdits = ReadonlyMap<string, readonly FileEdit[]>;

/** The report as the JSON of docs/report.schema.json: same input, same bytes. */
export function jsonReport(report: Report, edits: PlannedEdits = new Map()): string {
  const document: Json = {
    schemaVersion: 1,
    tool: { name: 'optimize', version: report.version },
    edition: report.edition,
    asOf: report.asOf,
    tables: { ...report.tables },
    root: '.',
    ...(report.live === undefined ? {} : { live: { ...report.live } }),
    score: scoreJson(report.score),
    services: report.services.map(serviceJson),
    findings: report.services.flatMap(({ service, findings }) => findings.map((finding) => findingJson(finding, service, edits.get(finding.id)))),
    verdicts: report.services.flatMap(({ verdicts }) => verdicts.map(verdictJson)),
    ignored: report.services.flatMap(({ service, ignored }) => ignored.map((each) => ignoredJson(each, service))),
    gates: report.gates.map(({ gate, passed, limit, because }) => ({ gate, passed, limit, because: redact(because) })),
    notices: report.notices.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })),
  };
  return jsonText(document);
}

/** A score as JSON. */
export function scoreJson(score: ScoreCard): Json {
  const { value, raw, grade, cappedBy, lost, undecided, categories } = score;
  return { value, raw, grade, cappedBy, lost, undecided, categories: categories.map((mark) => ({ ...mark })) };
}

function serviceJson({ service, score }: ServiceReport): Json {
  return {
    name: service.name,
    root: service.root === '' ? '.' : service.root,
    kind: kindOf(service),
    score: scoreJson(score),
    files: service.files,
    facts: factsJson(service),
  };
}

function kindOf(service: Service): Json {
  const kind = service.facts['service.kind'];
  return kind?.state === 'known' ? kind.value : 'unknown';
}

function factsJson(service: Service): Json {
  const facts = Object.entries(service.facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(facts.map(([name, fact]) => [name, factJson(fact, service.overrides.filter((lost) => lost.name === name))]));
}

function factJson(fact: Fact<unknown>, overrides: readonly Override[]): Json {
  const losers = overrides.map(({ loser, because }) => ({ value: plain(loser.value, 0), provenance: provenanceJson(loser.provenance, 0), because }));
  return { ...(evidenceJson(fact, 0) as { [key: string]: Json }), overrides: losers };
}

/** A fact without its name, as it stands in an object under that name. */
function evidenceJson(fact: Evidence, level: number): Json {
  if (fact.state === 'absent') return { state: 'absent', ...(fact.file === undefined ? {} : { file: fact.file.path }), ...(fact.live === undefined ? {} : { live: { ...fact.live } }) };
  const provenance = provenanceJson(fact.provenance, level);
  if (fact.state === 'unresolved') return { state: 'unresolved', reason: redact(fact.reason), provenance };
  return { state: 'known', value: plain(fact.value, level), provenance };
}

function namedEvidenceJson(fact: Evidence, level: number): Json {
  return { name: fact.name, ...(evidenceJson(fact, level) as { [key: string]: Json }) };
}

/** Derivations are shown down to this depth: deeper ones are a mistake, and the output must end. */
const DEEPEST = 12;

function provenanceJson(provenance: Provenance, level: number): Json {
  if (provenance.kind === 'declared') return { kind: 'declared', file: provenance.file.path, ...positionsOf(provenance.file, provenance.range) } as unknown as Json;
  if (provenance.kind === 'default') return { kind: 'default', of: provenance.of, reference: provenance.reference };
  if (provenance.kind === 'assumed') return assumedJson(provenance);
  if (provenance.kind === 'live') return { kind: 'live', ...provenance.place };
  return { kind: 'derived', from: level > DEEPEST ? [] : provenance.from.map((input) => namedEvidenceJson(input, level + 1)) };
}

function assumedJson({ by, at }: Extract<Provenance, { readonly kind: 'assumed' }>): Json {
  return { kind: 'assumed', by, ...(at === undefined ? {} : { file: at.file.path, ...positionsOf(at.file, at.range) }) } as unknown as Json;
}

/** A value as JSON; records may hold facts, and unlimited has no number. */
function plain(value: unknown, level: number): Json {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : 'unlimited';
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item, index) => plainWord(item, optionIn(value[index - 1]), level));
  if (typeof value !== 'object' || value === null || level > DEEPEST) return null;
  if ('state' in value && 'name' in value) return evidenceJson(value as Evidence, level + 1);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const { variable, name, key: setting } = Object.fromEntries(entries);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === 'value' ? plainWord(item, variable ?? name ?? setting, level + 1) : plain(item, level + 1)]));
}

/** `--password` of a command, whose next word it takes; a list of names gives nothing to its next one. */
const optionIn = (word: unknown): unknown => (typeof word === 'string' && word.startsWith('-') ? word : undefined);

/** A value with what it is given to: a word of a command with the one before it (`--password`), a variable's value with its name. */
function plainWord(value: unknown, before: unknown, level: number): Json {
  return typeof value === 'string' && typeof before === 'string' ? redactVariable(before, value) : plain(value, level);
}

/** A finding as JSON; `shownFor` is its service. */
export function findingJson(finding: Finding, shownFor: Service, edits: readonly FileEdit[] | undefined): Json {
  const { id, rule, service, severity, confidence, points, message, evidence, fix } = finding;
  const place = placeOfFinding(finding, shownFor);
  return {
    id, rule, service, severity, confidence, points, message: redact(message),
    ...(place === undefined ? {} : { location: locationJson(place) }),
    evidence: evidence.map((fact) => namedEvidenceJson(fact, 0)),
    ...(fix === undefined ? {} : { fix: { title: redact(fix.title), applicability: fix.applicability, ...(edits === undefined ? {} : { edits: edits.map(editJson) }) } }),
  };
}

/** A finding that is accepted: without its evidence, which `--no-ignores` shows. */
function ignoredJson({ finding, reason, until, by }: IgnoredFinding, shownFor: Service): Json {
  const { id, rule, service, severity, message } = finding;
  const place = placeOfFinding(finding, shownFor);
  return {
    id, rule, service, severity, message: redact(message), ...(place === undefined ? {} : { location: locationJson(place) }),
    reason: redact(reason), ...(until === undefined ? {} : { until }), by,
  };
}

/** Where a finding is shown; a file alone where something is missing from it. */
function locationJson({ file, range }: Place): Json {
  return { file: file.path, ...(range === undefined ? {} : positionsOf(file, range)) } as unknown as Json;
}

function verdictJson({ rule, service, outcome, points, because }: Verdict): Json {
  return { rule, service, outcome, points, ...(because === undefined ? {} : { because: outcome === 'ignored' ? redact(because) : because }) };
}
