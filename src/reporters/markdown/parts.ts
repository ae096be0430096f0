import type { Commit } from '../../check-report.ts';
import { SEVERITIES, type Finding } from '../../model/finding.ts';
import type { Service } from '../../model/project.ts';
import type { IgnoredFinding, Report } from '../../report.ts';
import { adviceOf } from '../advice.ts';
import { placeOfFinding, placeText } from '../place.ts';
import { code, inline } from './escape.ts';
import type { Section } from './fit.ts';
import { rowOf, table, type Column } from './table.ts';
import { signed } from '../words.ts';

/** A finding with the service that it is shown for. */
export interface Placed {
  readonly finding: Finding;
  readonly service: Service;
  readonly commits?: readonly Commit[];
}

/** A list item: how bad and what, then place, rule and fix below. `prefix` is the project's folder in its repository. */
export function findingItem({ finding, service, commits = [] }: Placed, { rules }: Report, prefix: string): string {
  const { severity, points, message, rule } = finding;
  const { title, applicability } = adviceOf(finding, rules.get(rule));
  const place = placeText(placeOfFinding(finding, service));
  const below = [code(place === '' || prefix === '' ? place : `${prefix}/${place}`), code(rule), ...(commits.length === 0 ? [] : [`by ${commitsText(commits)}`])].filter((part) => part !== '').join(' · ');
  const fix = title === '' ? '' : `\\\n  Fix${applicability === undefined ? '' : ` (${applicability})`}: ${inline(title)}`;
  return `- **${severity}**${points > 0 ? ` ${signed(-points)}` : ''} ${inline(message)}\\\n  ${below}${fix}\n`;
}

/** Those that cost most first. */
export function heavier({ finding: a }: Placed, { finding: b }: Placed): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.points - a.points;
}

/** A table whose last rows may be left out. */
export function tableSection(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): Section {
  const [first = []] = rows;
  const lines = table(columns, [first]).split('\n');
  return { head: `${title}${lines.slice(0, -1).join('\n')}\n`, items: rows.map((row) => `${rowOf(row)}\n`) };
}

/** A list that is folded away. */
export function folded(title: string, items: readonly string[]): Section {
  return { head: `<details><summary>${title} (${items.length})</summary>\n\n`, items, foot: '\n</details>\n' };
}

/** What is ignored, with the reason. */
export function ignoredItem({ finding, reason, until, by }: IgnoredFinding): string {
  return `- ${inline(finding.message)}\\\n  ${code(finding.rule)} · ${code(by)}: ${inline(reason)}${until === undefined ? '' : ` (until ${until})`}\n`;
}

/** Commits as GitHub links them, newest first. */
export function commitsText(commits: readonly Commit[]): string {
  return commits.map(({ id, subject }) => `${id.slice(0, 7)} ${inline(subject)}`).join(', ');
}
