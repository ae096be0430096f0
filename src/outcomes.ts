import type { Evidence } from './model/fact.ts';
import type { Confidence, Finding, Severity } from './model/finding.ts';
import { anchorOf, pathOf } from './model/place.ts';
import type { Verdict } from './report.ts';
import type { Edition } from './rules/edition.ts';
import type { Fail, Outcome } from './rules/outcome.ts';
import type { Result } from './rules/run.ts';
import { byText } from './text/order.ts';

/** One verdict a rule: failed if anything failed, else undecided if anything was, else passed if anything did. */
export function verdictOf({ rule, service, outcomes }: Result, edition: Edition): Verdict {
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

/** What a rule found in a service, without points. `severity` is what the user says of the rule, whatever the rule says of the case. */
export function findingsOf({ rule, service, outcomes }: Result, severity?: Severity): readonly Finding[] {
  const failures = outcomes.filter((outcome: Outcome): outcome is Fail => outcome.kind === 'fail');
  return failures.map((failure): Finding => ({
    id: `${rule.id}@${service.name}:${pathOf(failure.evidence[0])}#${failure.anchor ?? anchorOf(failure.evidence[0])}`,
    rule: rule.id,
    service: service.name,
    severity: severity ?? failure.severity ?? rule.severity,
    confidence: confidenceOf(failure.confidence ?? rule.confidence, failure.evidence),
    points: 0,
    message: failure.message,
    evidence: failure.evidence,
    ...(failure.fix === undefined ? {} : { fix: failure.fix }),
  }));
}

/** Findings that would share an id are counted: `…#pool`, `…#pool~2`. */
export function withDistinctIds(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}~${count}` };
  });
}

/** The findings with the points of their rules, which stand at the first finding of each. */
export function withPoints(findings: readonly Finding[], edition: Edition): readonly Finding[] {
  const seen = new Set<string>();
  return findings.map((finding) => {
    const points = seen.has(finding.rule) ? 0 : (edition.rules.get(finding.rule)?.points ?? 0);
    seen.add(finding.rule);
    return { ...finding, points };
  });
}

/** Findings by the file that they are about, and by rule. */
export function inOrder(a: Finding, b: Finding): number {
  return byText(pathOf(a.evidence[0]), pathOf(b.evidence[0])) || byText(a.rule, b.rule);
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
