import type { Evidence } from './model/fact.ts';
import type { Confidence, Finding } from './model/finding.ts';
import { pathOf } from './model/place.ts';
import type { Project, Service } from './model/project.ts';
import type { Report, RuleText, ServiceReport, Verdict } from './report.ts';
import { rulesOfEdition, type Catalogue } from './rules/catalogue.ts';
import type { Edition } from './rules/edition.ts';
import type { Fail, Outcome } from './rules/outcome.ts';
import { runRules, type Result } from './rules/run.ts';
import { lowest, scoreOf, type Caps } from './score/score.ts';

/** How a project is to be judged. */
export interface JudgeOptions {
  readonly catalogue: Catalogue;
  readonly edition: Edition;
  readonly version: string;
  /** The folder as the user named it. */
  readonly root: string;
}

/** Runs the rules on a project that has at least one service, and scores it. */
export function judge(project: Project, options: JudgeOptions): Report {
  const { catalogue, edition, version, root } = options;
  const rules = rulesOfEdition(catalogue, edition);
  const results = runRules(rules, project.services, { asOf: project.asOf, tables: catalogue.tables });
  const caps: Caps = new Map(rules.flatMap((rule) => (rule.caps === undefined ? [] : [[rule.id, rule.caps]])));
  const services = project.services.map((service) => serviceReport(service, results, edition, caps));
  const [first, ...rest] = services;
  if (first === undefined) throw new Error('a project without services has no score');
  const texts = new Map<string, RuleText>(rules.map(({ id, title, why, advice, confidence, severity, references }) => [id, { title, why, advice, confidence, severity, source: references[0]?.url ?? '' }]));
  return {
    version, root, edition: edition.id, asOf: project.asOf, services, notices: project.notices, gates: [], rules: texts,
    score: lowest([first, ...rest]).score,
  };
}

function serviceReport(service: Service, results: readonly Result[], edition: Edition, caps: Caps): ServiceReport {
  const own = results.filter((result) => result.service === service);
  const verdicts = own.map((result) => verdictOf(result, edition));
  const findings = withDistinctIds(own.flatMap((result) => findingsOf(result, edition)));
  findings.sort((a, b) => compare(placeOf(a), placeOf(b)) || compare(a.rule, b.rule));
  return { service, verdicts, findings, ignored: [], score: scoreOf(verdicts, findings, caps) };
}

/** One verdict a rule: failed if anything failed, else undecided if anything was, else passed if anything did. */
function verdictOf({ rule, service, outcomes }: Result, edition: Edition): Verdict {
  const points = edition.rules.get(rule.id)?.points ?? 0;
  const base = { rule: rule.id, service: service.name, points };
  if (outcomes.some((outcome) => outcome.kind === 'fail')) return { ...base, outcome: 'fail' };
  const unknown = outcomes.find((outcome) => outcome.kind === 'undecided');
  if (unknown !== undefined) {
    const { because, cause } = unknown;
    return { ...base, outcome: 'undecided', because, ...(cause === undefined ? {} : { cause }) };
  }
  const [first] = outcomes;
  if (first.kind !== 'not-applicable' || outcomes.some((outcome) => outcome.kind === 'pass')) return { ...base, outcome: 'pass' };
  return { ...base, outcome: 'not-applicable', because: first.because };
}

function findingsOf({ rule, service, outcomes }: Result, edition: Edition): readonly Finding[] {
  const failures = outcomes.filter((outcome: Outcome): outcome is Fail => outcome.kind === 'fail');
  return failures.map((failure, index): Finding => ({
    id: `${rule.id}@${service.name}:${pathOf(failure.evidence[0])}#${failure.anchor ?? failure.evidence[0].name}`,
    rule: rule.id,
    service: service.name,
    severity: failure.severity ?? rule.severity,
    confidence: confidenceOf(failure.confidence ?? rule.confidence, failure.evidence),
    points: index === 0 ? (edition.rules.get(rule.id)?.points ?? 0) : 0,
    message: failure.message,
    evidence: failure.evidence,
    ...(failure.fix === undefined ? {} : { fix: failure.fix }),
  }));
}

/** Findings that would share an id are counted: `…#pool`, `…#pool~2`. */
function withDistinctIds(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}~${count}` };
  });
}

/** A finding that rests on a default is one step less sure than its rule says. */
function confidenceOf(confidence: Confidence, evidence: readonly Evidence[]): Confidence {
  if (!evidence.some(restsOnDefault)) return confidence;
  return confidence === 'high' ? 'medium' : 'low';
}

function restsOnDefault(evidence: Evidence): boolean {
  if (evidence.state === 'absent') return false;
  const { provenance } = evidence;
  return provenance.kind === 'default' || (provenance.kind === 'derived' && provenance.from.some(restsOnDefault));
}

function placeOf(finding: Finding): string {
  return pathOf(finding.evidence[0]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

