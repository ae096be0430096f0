import type { Commit } from '../../model/commit.ts';
import type { IgnoredFinding } from '../../report.ts';
import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from '../markdown/escape.ts';
import { placeCode } from '../markdown/place-code.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { signed } from '../words.ts';

/** A finding as a list item: how bad and what, then place, rule and commits, then the fix. */
export function findingItem(shown: ShownFinding & { readonly commits?: readonly Commit[] }, { report, prefix }: Subject): string {
  const { finding: { severity, points, message, rule }, commits = [] } = shown;
  const { title, applicability } = adviceOf(shown.finding, report.rules.get(rule));
  const below = [placeCode(shown, prefix), code(rule), commits.length === 0 ? '' : `by ${commitsText(commits)}`].filter((part) => part !== '').join(' · ');
  const fix = title === '' ? [] : [`Fix${applicability === undefined ? '' : ` (${applicability})`}: ${inline(title)}`];
  return [`**${severity}**${points > 0 ? ` ${signed(-points)}` : ''} ${inline(message)}`, below, ...fix].join('\\\n  ');
}

/** What is ignored, with the reason, as a list item. */
export function ignoredItem({ finding, reason, until, by }: IgnoredFinding): string {
  return `${inline(finding.message)}\\\n  ${code(finding.rule)} · ${code(by)}: ${inline(reason)}${until === undefined ? '' : ` (until ${until})`}`;
}

/** Commits as GitHub links them, newest first. */
export function commitsText(commits: readonly Commit[]): string {
  return commits.map(({ id, subject }) => `${id.slice(0, 7)} ${inline(subject)}`).join(', ');
}
