import type { Severity } from '../model/finding.ts';
import { findingHash } from './finding-hash.ts';
import type { Subject } from './format.ts';
import { jsonText } from './json-text.ts';
import { placedMessage } from './place.ts';
import { placeOrFile } from './repository-place.ts';
import { openFindings, type ShownFinding } from './shown-finding.ts';
import { shown } from './text/width.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor', info: 'info' };

/**
 * A Code Quality report of GitLab (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format): all open findings, also in
 * a check, because GitLab compares the reports of two branches itself. It shows descriptions and no rule names, so the rule comes first.
 */
export function gitlabReport(subject: Subject): string {
  return jsonText(openFindings(subject.report).flatMap((each) => issueOf(each, subject)));
}

function issueOf(each: ShownFinding, subject: Subject) {
  const { rule, id, severity } = each.finding;
  const place = placeOrFile(each, subject);
  if (place === undefined) return [];
  return [{
    description: `${rule}: ${shown(placedMessage(each.finding))}`,
    check_name: rule,
    fingerprint: findingHash(id),
    severity: SEVERITIES[severity],
    location: { path: place.path, lines: { begin: place.start.line } },
  }];
}
