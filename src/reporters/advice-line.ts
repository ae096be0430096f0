import type { Finding } from '../model/finding.ts';
import type { RuleText } from '../report.ts';
import { adviceOf } from './advice.ts';
import { shown } from './text/width.ts';

/** What to do about a finding as `fix (review): Make the client once`; '' where nothing is known. */
export function adviceLine(finding: Finding, rule: RuleText | undefined): string {
  const { title, applicability } = adviceOf(finding, rule);
  if (title === '') return '';
  return `fix${applicability === undefined ? '' : ` (${applicability})`}: ${shown(title)}`;
}
