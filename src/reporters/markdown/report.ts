import type { Report, ServiceReport } from '../../report.ts';
import type { Subject } from '../format.ts';
import { remedyFor, undecidedReasons } from '../undecided.ts';
import { checkHeadline, checkSections, reproduction } from './check.ts';
import { code, inline } from './escape.ts';
import { fit, type Section } from './fit.ts';
import { findingItem, folded, heavier, ignoredItem, tableSection } from './parts.ts';
import { signed } from '../words.ts';

/** By this line a later run finds its comment and replaces it, so that a pull request has one. */
const MARKER = '<!-- optimize -->\n';
/** Characters of a comment, which GitHub refuses beyond: https://github.com/orgs/community/discussions/27190 */
const MOST = 65_536;

/** The report as a comment of a pull request: with a check what changed, else the findings by service. Never too long for GitHub. */
export function markdownReport({ report, check, prefix }: Subject): string {
  const head = MARKER + (check === undefined ? headline(report) : checkHeadline(check));
  const foot = `${check === undefined ? '' : `${reproduction(check, prefix)}\n`}<sub>As of ${report.asOf}, edition ${report.edition}, optimize ${report.version}. The score counts known risks, not speed.</sub>\n`;
  const sections = check === undefined ? reportSections(report, prefix) : checkSections(check, prefix);
  return head + fit(sections, MOST - head.length - foot.length) + foot;
}

function headline({ score, services }: Report): string {
  const lowest = services.length > 1 ? `, the lowest of ${services.length} services` : '';
  return `### Deployment score: ${score.value}/100 ${score.grade}${lowest}\n\n`;
}

function reportSections(report: Report, prefix: string): readonly Section[] {
  const { services, notices } = report;
  return [
    tableSection('', [{ title: 'Service' }, { title: 'Score', isNumber: true }, { title: 'Grade' }, { title: 'Findings', isNumber: true }, { title: 'Undecided points', isNumber: true }], services.map(serviceRow)),
    ...services.map((own) => findingSection(own, report, prefix)),
    tableSection('#### Undecided\n\n', [{ title: 'Points', isNumber: true }, { title: 'Service' }, { title: 'Why' }, { title: 'What decides it' }], services.flatMap(undecidedRows)),
    folded('Ignored', services.flatMap(({ ignored }) => ignored.map(ignoredItem))),
    folded('Notes', notices.map(({ message }) => `- ${inline(message)}\n`)),
  ];
}

function serviceRow({ service, score, findings }: ServiceReport): readonly string[] {
  return [code(service.name), `**${score.value}**`, score.grade, String(findings.length), String(score.undecided)];
}

function findingSection({ service, findings }: ServiceReport, report: Report, prefix: string): Section {
  const items = findings.map((finding) => ({ finding, service })).sort(heavier).map((each) => findingItem(each, report, prefix));
  return { head: `#### ${inline(service.name)}\n\n`, items };
}

function undecidedRows({ service, verdicts }: ServiceReport): readonly (readonly string[])[] {
  return undecidedReasons(verdicts).map(({ reason, points }) => [signed(-points), code(service.name), inline(reason), inline(remedyFor(reason, service.facts))]);
}
