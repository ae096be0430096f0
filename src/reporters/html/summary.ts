import { SEVERITIES } from '../../model/finding.ts';
import type { ServiceReport } from '../../report.ts';
import { gateList, table } from './check.ts';
import { dial } from './dial.ts';
import { html, type Markup } from './markup.ts';
import { findingsOf, type View } from './view.ts';
import { counted } from '../../text/words.ts';

/** The first thing to see: the score, what is wrong by severity, and the services where there are several. */
export function summarySection(view: View): Markup {
  const { report, check } = view;
  const { services, score } = report;
  return html`<section class="summary" aria-labelledby="summary-title">
${dial(score, check?.before?.score.value)}
<div><h2 id="summary-title">${headline(view)}</h2>
<ul class="counts">${severityCounts(view)}${score.undecided > 0 && html`<li><span class="severity unknown">undecided</span> ${counted(score.undecided, 'point')}</li>`}</ul>
${check === undefined && gateList(report.gates)}
${services.length > 1 && table(['Service', 'Score', 'Grade', 'Findings'], services.map(serviceRow))}
</div></section>
`;
}

/** One sentence that says the whole. */
function headline({ report }: View): string {
  const { services, score } = report;
  const count = findingsOf(report).length;
  const found = count === 0 ? 'no findings' : counted(count, 'finding');
  const [only] = services;
  if (services.length === 1 && only !== undefined) return `${only.service.name} has ${score.value} of 100 points and ${found}`;
  return `The lowest of ${services.length} services has ${score.value} of 100 points; there are ${found}`;
}

function severityCounts({ report }: View): readonly Markup[] {
  const findings = findingsOf(report);
  return SEVERITIES.toReversed().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [html`<li><span class="severity ${severity}">${severity}</span> ${count}</li>
`];
  });
}

function serviceRow({ service, score, findings }: ServiceReport, index: number) {
  return [html`<a href="#service-${index + 1}">${service.name}</a>`, html`<strong>${score.value}</strong>`, html`<span class="grade grade-${score.grade}">${score.grade}</span>`, findings.length];
}
