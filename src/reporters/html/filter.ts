import { SEVERITIES } from '../../model/finding.ts';
import { html, type Markup } from './markup.ts';
import { findingsOf, type View } from './view.ts';

/** Choices of what is shown. Hidden until the script is there to follow them; without it everything is shown. */
export function filterSection(view: View): Markup | undefined {
  const { report, fresh } = view;
  const findings = findingsOf(report);
  if (findings.length < 2) return undefined;
  const severities = SEVERITIES.toReversed().filter((severity) => findings.some((finding) => finding.severity === severity));
  return html`<section class="filter" id="filter" aria-label="Filter the findings" hidden>
<fieldset><legend>Show</legend>${severities.map((severity) => html`<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>
`)}</fieldset>
${report.services.length > 1 && html`<label>Service <select name="service"><option value="">all</option>${report.services.map(({ service }) => html`<option value="${service.name}">${service.name}</option>`)}</select></label>`}
${fresh.size > 0 && html`<label><input type="checkbox" name="new"> only new ones</label>`}
<p class="shown" id="shown" aria-live="polite"></p>
</section>
`;
}
