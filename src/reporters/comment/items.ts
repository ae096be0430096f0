import type { Commit } from '../../model/commit.ts';
import type { IgnoredFinding } from '../../report.ts';
import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from '../markdown/escape.ts';
import { placeOfFinding } from '../place.ts';
import { repositoryPlace } from '../repository-place.ts';
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

/** `path:line` from the root of the repository; the path alone where something is missing from a file. */
function placeCode({ finding, service }: ShownFinding, prefix: string): string {
  const place = placeOfFinding(finding, service);
  const at = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (at === undefined) return '';
  return code(at.isWholeFile ? at.path : `${at.path}:${at.start.line}`);
}

/** What is ignored, with the reason, as a list item. */
export function ignoredItem({ finding, reason, until, by }: IgnoredFinding): string {
  return `${inline(finding.message)}\\\n  ${code(finding.rule)} · ${code(by)}: ${inline(reason)}${until === undefined ? '' : ` (until ${until})`}`;
}

/** Commits as GitHub links them, newest first. */
export function commitsText(commits: readonly Commit[]): string {
  return commits.map(({ id, subject }) => `${id.slice(0, 7)} ${inline(subject)}`).join(', ');
}
