import type { CheckReport, ComparedFinding, PointMove, ServiceChange } from '../../check-report.ts';
import type { Commit } from '../../model/commit.ts';
import type { GateResult } from '../../report.ts';
import { whereOfFinding } from '../place.ts';
import { toldOnce } from '../repeats.ts';
import { servicesWords } from '../services-words.ts';
import { html, type Markup, type Part } from './markup.ts';
import { ruleAnchor, type View } from './view.ts';
import { signed } from '../words.ts';

/** What a check says beside the report: gates, services before and after, what moved, what is new, gone and stale. */
export function checkSection(check: CheckReport, view: View): Markup {
  const { against, gates, services, moves } = check;
  const base = against.kind === 'ref' ? html`${against.isMergeBase && 'where this work left '}<code>${against.ref}</code> (<code>${against.commit.slice(0, 7)}</code>)` : html`the baseline <code>${against.path}</code>`;
  return html`<section class="check ${check.passed ? 'passed' : 'failed'}" aria-labelledby="check-title">
<h2 id="check-title">${check.passed ? 'The check passed' : 'The check failed'}</h2>
<p class="by">Compared with ${base}.${check.isPartial && html` Services that the change cannot affect were not scanned: ${check.untouched.join(', ')}.`}</p>
${gateList(gates)}
${services.length > 0 && html`<h3>Services</h3>
${table(['Service', 'Before', 'After', 'Difference'], services.map(serviceRow))}`}
${moves.length > 0 && html`<h3>What moved</h3>
${moveTable(moves)}`}
${list('New findings', check.new, view)}
${list('Fixed', check.fixed, view)}
${list('Because time passed', check.aged, view)}
${check.stale.length > 0 && html`<h3>In the baseline, and gone</h3>
<ul class="plain">${check.stale.map((id) => html`<li><code>${id}</code></li>
`)}</ul>`}
</section>
`;
}

/** The bars that were asked for, and whether they were taken. */
export function gateList(gates: readonly GateResult[]): Markup | undefined {
  if (gates.length === 0) return undefined;
  return html`<ul class="gates">${gates.map(({ passed, because }) => html`<li class="${passed ? 'passed' : 'failed'}"><strong>${passed ? 'passed' : 'failed'}</strong> ${because}</li>
`)}</ul>`;
}

function serviceRow({ name, formerName, state, before, after }: ServiceChange): readonly Part[] {
  const note = formerName !== undefined ? `was ${formerName}` : state === 'added' || state === 'removed' ? state : '';
  const difference = before === undefined || after === undefined ? '' : signed(after.value - before.value);
  return [html`${name}${note !== '' && html` <span class="by">${note}</span>`}`, before === undefined ? '' : `${before.value} ${before.grade}`, after === undefined ? '' : `${after.value} ${after.grade}`, html`<strong>${difference}</strong>`];
}

function moveTable(moves: readonly PointMove[]): Markup {
  const hasCommits = moves.some(({ commits }) => commits.length > 0);
  return table(['Points', 'Rule', 'Service', 'Outcome', ...(hasCommits ? ['Commits'] : [])], moves.map((move) => [...moveRow(move), ...(hasCommits ? [commitList(move.commits)] : [])]));
}

function moveRow({ points, rule, service, before, after, because }: PointMove): readonly Part[] {
  return [
    html`<strong class="${points < 0 ? 'worse' : 'better'}">${signed(points)}</strong>`, html`<a href="#${ruleAnchor(rule)}">${rule}</a>`, service,
    html`${before} → ${after}${because !== undefined && html`: ${because}`}`,
  ];
}

function commitList(commits: readonly Commit[]): readonly Markup[] {
  return commits.map(({ id, subject }) => html`<span class="commit"><code>${id.slice(0, 7)}</code> ${subject}</span> `);
}

function list(title: string, findings: readonly ComparedFinding[], { anchors }: View): Markup | undefined {
  if (findings.length === 0) return undefined;
  return html`<h3>${title}</h3>
<ul class="plain">${toldOnce(findings).map((told) => {
    const { finding, service, commits } = told.first;
    const anchor = anchors.get(finding.id);
    const place = whereOfFinding(finding, service);
    return html`<li><span class="severity ${finding.severity}">${finding.severity}</span> ${anchor === undefined ? finding.message : html`<a href="#${anchor}">${finding.message}</a>`} <code>${place}</code>${told.repeats.length > 0 && html` <span class="by">in ${servicesWords(told)}</span>`} ${commitList(commits)}</li>
`;
  })}</ul>`;
}

/** A table that may be wider than the page scrolls by itself. */
export function table(titles: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table: ${titles.join(', ')}"><table><thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`)}</tbody></table></div>`;
}
