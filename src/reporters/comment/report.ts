import { SEVERITIES } from '../../model/finding.ts';
import type { Report, ServiceReport } from '../../report.ts';
import type { Subject } from '../format.ts';
import { code, inline } from '../markdown/escape.ts';
import { document, type Section } from '../markdown/sections.ts';
import { repeatsIn } from '../repeats.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { toldAbove } from '../told-above.ts';
import { remedyFor, undecidedReasons } from '../undecided.ts';
import { signed } from '../words.ts';
import { checkHeadline, checkSections, failedGates, folded, reproduction } from './check.ts';
import { findingItem, ignoredItem, toldAboveItem } from './items.ts';

/** By this line a later run finds its comment and replaces it, so that a pull request has one. */
const MARKER = '<!-- optimize -->\n';
/** GitHub refuses longer comments; it counts characters, which are never more than bytes: https://github.com/orgs/community/discussions/27190 */
const MOST_BYTES = 65_536;

/** The report as a comment of a pull request: with a check what changed, else the findings by service. Never too long for GitHub. */
export function markdownReport(subject: Subject): string {
  const { report, check, prefix } = subject;
  const foot = [
    ...(check === undefined ? [] : [reproduction(check, prefix)]),
    `<sub>As of ${report.asOf}, edition ${inline(report.edition)}, optimize ${report.version}. The score counts known risks, not speed.</sub>\n`,
  ].join('\n\n');
  const sections: readonly Section[] = check === undefined
    ? [{ kind: 'text', text: MARKER + headline(report) }, ...reportSections(subject)]
    : [{ kind: 'text', text: MARKER + checkHeadline(check) }, ...checkSections(check, subject)];
  return `${document(sections, MOST_BYTES - Buffer.byteLength(foot) - 1)}\n${foot}`;
}

function headline({ score, services, gates }: Report): string {
  const title = `## Deployment score: ${score.value}/100 ${score.grade}${services.length > 1 ? `, the lowest of ${services.length} services` : ''}`;
  return [title, ...failedGates(gates)].join('\n\n');
}

function reportSections(subject: Subject): readonly Section[] {
  const { services, notices } = subject.report;
  const repeats = repeatsIn(subject.report);
  return [
    {
      kind: 'table', title: 'Services', isFolded: false, rows: services.map(serviceRow),
      columns: [{ title: 'Service' }, { title: 'Score', isNumber: true }, { title: 'Grade' }, { title: 'Findings', isNumber: true }, { title: 'Undecided points', isNumber: true }],
    },
    ...services.map((own) => findingSection(own, repeats, subject)),
    {
      kind: 'table', title: 'Undecided', isFolded: false, rows: services.flatMap(undecidedRows),
      columns: [{ title: 'Points', isNumber: true }, { title: 'Service' }, { title: 'Why' }, { title: 'What decides it' }],
    },
    folded('Ignored', services.flatMap(({ ignored }) => ignored.map(ignoredItem))),
    folded('Notes', notices.map(({ message }) => inline(message))),
  ];
}

function serviceRow({ service, score, findings }: ServiceReport): readonly string[] {
  return [code(service.name), `**${score.value}**`, score.grade, String(findings.length), String(score.undecided)];
}

/** The findings of a service, the loudest first, then those that cost most; what an earlier one has too is counted. */
function findingSection({ service, findings }: ServiceReport, repeats: ReadonlyMap<string, ShownFinding>, subject: Subject): Section {
  const sorted = findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.points - a.points);
  const own = sorted.filter(({ id }) => !repeats.has(id)).map((finding) => findingItem({ first: { finding, service }, repeats: [] }, subject));
  return { kind: 'list', title: `Findings in ${inline(service.name)}`, isFolded: false, items: [...own, ...toldAbove(sorted, repeats).map(toldAboveItem)] };
}

function undecidedRows({ service, verdicts }: ServiceReport): readonly (readonly string[])[] {
  return undecidedReasons(verdicts).map(({ reason, points }) => [signed(-points), code(service.name), inline(reason), inline(remedyFor(reason, service.facts))]);
}
