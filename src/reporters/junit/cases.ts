import type { CheckReport } from '../../check-report.ts';
import type { Finding } from '../../model/finding.ts';
import type { IgnoredFinding, ServiceReport, Verdict } from '../../report.ts';
import { adviceLine } from '../advice-line.ts';
import { renderEvidence } from '../evidence.ts';
import type { Subject } from '../format.ts';
import { placedMessage } from '../place.ts';
import { placeInRepository } from '../repository-place.ts';
import { counted } from '../../text/words.ts';
import type { Element } from './xml.ts';

/** What one test case came to. */
export interface TestCase {
  readonly outcome: 'passed' | 'failed' | 'broken' | 'skipped';
  readonly element: Element;
}

/** Cases of a service are made for a subject. In a check `fresh` has the ids of what is new. */
export interface CaseContext {
  readonly subject: Subject;
  readonly fresh: ReadonlySet<string> | undefined;
}

/** A case for each finding of a service, open or ignored, and for each rule that found nothing in it. */
export function casesOf(service: ServiceReport, context: CaseContext): readonly TestCase[] {
  return service.verdicts.flatMap((verdict): readonly TestCase[] => {
    const failed = service.findings.filter(({ rule }) => rule === verdict.rule).map((finding) => findingCase(finding, service, context));
    const accepted = service.ignored.filter(({ finding }) => finding.rule === verdict.rule).map((each) => ignoredCase(each, service, context.subject));
    return failed.length + accepted.length > 0 ? [...failed, ...accepted] : [verdictCase(verdict, service, context.subject)];
  });
}

function ignoredCase({ finding, reason, until, by }: IgnoredFinding, service: ServiceReport, subject: Subject): TestCase {
  return skipped(caseOf(finding, service, subject), `ignored: ${reason}${until === undefined ? '' : ` (until ${until})`}, ${by}`);
}

/** Only what is new fails in a check: what was there before is accepted, and nobody can help that time passes. */
function findingCase(finding: Finding, service: ServiceReport, { subject, fresh }: CaseContext): TestCase {
  const own = caseOf(finding, service, subject);
  const { check } = subject;
  if (check !== undefined && fresh?.has(finding.id) === false) return skipped(own, `${acceptedBy(finding, check)}: ${finding.message}`);
  const advice = adviceLine(finding, subject.report.rules.get(finding.rule));
  const text = [
    placedMessage(finding), ...finding.evidence.flatMap((fact) => renderEvidence(fact)), ...(advice === '' ? [] : [advice]),
    `${counted(finding.points, 'point')}, confidence ${finding.confidence}`, `optimize explain ${finding.rule}`,
  ].join('\n');
  return { outcome: 'failed', element: { ...own, children: [{ name: 'failure', attributes: { message: placedMessage(finding), type: finding.severity }, text }] } };
}

function acceptedBy({ id }: Finding, { known, against }: CheckReport): string {
  if (!known.has(id)) return 'because time passed';
  return against.kind === 'ref' ? `known at ${against.ref}` : `known by ${against.path}`;
}

function verdictCase({ rule, outcome, because, cause }: Verdict, { service }: ServiceReport, { report }: Subject): TestCase {
  const own: Element = { name: 'testcase', attributes: { classname: classOf(rule, service.name), name: named(rule, service.name, report.services.length) } };
  if (outcome === 'pass' || outcome === 'fail') return { outcome: 'passed', element: own };
  const reason = `${outcome === 'not-applicable' ? 'not applicable' : outcome}: ${because ?? 'no reason is known'}`;
  if (cause === undefined) return skipped(own, reason);
  return { outcome: 'broken', element: { ...own, children: [{ name: 'error', attributes: { message: reason, type: 'undecided' } }] } };
}

/** A finding without its outcome: `rule @ path#anchor`, which stays where the code moves. */
function caseOf(finding: Finding, { service }: ServiceReport, subject: Subject): Element {
  const { id, rule } = finding;
  const head = `${rule}@${service.name}:`;
  const name = named(`${rule} @ ${id.startsWith(head) ? id.slice(head.length) : id}`, service.name, subject.report.services.length);
  const place = placeInRepository({ finding, service }, subject);
  return { name: 'testcase', attributes: { classname: classOf(rule, service.name), name, file: place?.path, line: place?.start.line } };
}

function skipped(own: Element, message: string): TestCase {
  return { outcome: 'skipped', element: { ...own, children: [{ name: 'skipped', attributes: { message } }] } };
}

function classOf(rule: string, service: string): string {
  return `${service}.${rule.split('/')[0] ?? rule}`;
}

/** GitLab keeps the first of several cases of one name, so it names the service where there are more. */
function named(name: string, service: string, services: number): string {
  return services > 1 ? `${name} in ${service}` : name;
}
