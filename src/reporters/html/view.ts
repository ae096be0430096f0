import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../report.ts';
import type { Subject } from '../format.ts';
import { repeatsIn } from '../repeats.ts';
import type { ShownFinding } from '../shown-finding.ts';

/** What the parts of a page share: the report, and the anchors of what they point at. */
export interface View extends Pick<Subject, 'report' | 'check' | 'edits'> {
  /** Ids of elements, by ids of findings. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Ids of findings that a check found new. */
  readonly fresh: ReadonlySet<string>;
  /** What was told at an earlier service, by the ids of the findings that are not told again. */
  readonly repeats: ReadonlyMap<string, ShownFinding>;
}

/** Numbers the findings of a report; ids of findings hold characters that an anchor cannot. */
export function viewOf({ report, check, edits }: Subject): View {
  const findings = findingsOf(report);
  const anchors = new Map(findings.map(({ id }, index) => [id, `finding-${index + 1}`]));
  const fresh = new Set(check?.new.map(({ finding }) => finding.id));
  return { report, edits, anchors, fresh, repeats: repeatsIn(report), ...(check === undefined ? {} : { check }) };
}

/** All open findings, service by service. */
export function findingsOf({ services }: Report): readonly Finding[] {
  return services.flatMap(({ findings }) => findings);
}

/** The anchor of a rule among the sources. */
export function ruleAnchor(rule: string): string {
  return `rule-${rule.replaceAll('/', '-')}`;
}
