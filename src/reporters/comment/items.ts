import type { Commit } from '../../model/commit.ts';
import type { IgnoredFinding } from '../../report.ts';
import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from '../markdown/escape.ts';
import { placeCode } from '../markdown/place-code.ts';
import type { Told } from '../repeats.ts';
import { servicesWords } from '../services-words.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { ruleWords, type ToldAbove } from '../told-above.ts';
import { signed } from '../words.ts';

/** A finding, and in a check the commits that touched its place, newest first. */
type Item = ShownFinding & { readonly commits?: readonly Commit[] };

/** A finding as a list item: how bad and what, then place, rule, the services that share it and commits, then the fix. */
export function findingItem(told: Told<Item>, { report, prefix }: Subject): string {
  const { first, repeats } = told;
  const { finding: { severity, points, message, rule }, commits = [] } = first;
  const { title, applicability } = adviceOf(first.finding, report.rules.get(rule));
  const services = repeats.length === 0 ? '' : `in ${servicesWords(told, code)}`;
  const below = [placeCode(first, prefix), code(rule), services, commits.length === 0 ? '' : `by ${commitsText(commits)}`].filter((part) => part !== '').join(' · ');
  const fix = title === '' ? [] : [`Fix${applicability === undefined ? '' : ` (${applicability})`}: ${inline(title)}`];
  return [`**${severity}**${points > 0 ? ` ${signed(-points)}` : ''} ${inline(message)}`, below, ...fix].join('\\\n  ');
}

/** What a service shares with an earlier one, as a list item. */
export function toldAboveItem({ at, count, points, rules }: ToldAbove): string {
  return `**told above**${points > 0 ? ` ${signed(-points)}` : ''}, ${count} in ${code(at)}: ${ruleWords(rules, code)}`;
}

/** What is ignored, with the reason, as a list item. */
export function ignoredItem({ finding, reason, until, by }: IgnoredFinding): string {
  return `${inline(finding.message)}\\\n  ${code(finding.rule)} · ${code(by)}: ${inline(reason)}${until === undefined ? '' : ` (until ${until})`}`;
}

/** Commits as GitHub links them, newest first. */
export function commitsText(commits: readonly Commit[]): string {
  return commits.map(({ id, subject }) => `${id.slice(0, 7)} ${inline(subject)}`).join(', ');
}
