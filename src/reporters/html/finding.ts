import type { Evidence } from '../../model/fact.ts';
import type { Applicability, Finding } from '../../model/finding.ts';
import type { Service } from '../../model/project.ts';
import { adviceOf } from '../advice.ts';
import { placeOfFinding, whereOfFinding } from '../place.ts';
import { calculation } from './calculation.ts';
import { diffOf } from './diff.ts';
import { evidenceList } from './evidence.ts';
import { excerpt } from './excerpt.ts';
import { html, prose, type Markup } from './markup.ts';
import { ruleAnchor, type View } from './view.ts';
import { signed } from '../words.ts';

/** Findings of a page that are shown with pictures and differences; of thousands more, each says its message, place and fix. */
export const MOST_DETAILED = 400;

const LABELS: Readonly<Record<Applicability, string>> = { safe: 'safe fix', review: 'fix to review', advice: 'advice' };

/** One finding: how bad, what, where, what proves it, how to fix it. */
export function findingCard(finding: Finding, service: Service, view: View, isDetailed: boolean): Markup {
  const place = placeOfFinding(finding, service);
  return card(finding, service, view, html`<h4>${prose(finding.message || finding.rule)}</h4>
${isDetailed && place !== undefined && excerpt(place)}
${isDetailed && proof(finding.evidence, place !== undefined)}
${fixOf(finding, view, isDetailed)}`);
}

/** A finding that an earlier service has too: what it costs this one, and a link to the card that tells it. */
export function repeatCard(finding: Finding, service: Service, view: View): Markup {
  const { message, rule } = finding;
  const first = view.repeats.get(finding.id)?.finding ?? finding;
  return card(finding, service, view, html`<p>${prose(message || rule)} <a href="#${view.anchors.get(first.id)}">told at ${first.service}</a></p>`);
}

/** A card: how bad, which rule, where and what it costs, above the rest. */
function card(finding: Finding, service: Service, view: View, rest: Markup): Markup {
  const { id, rule, severity, points } = finding;
  const where = whereOfFinding(finding, service);
  const isNew = view.fresh.has(id);
  return html`<article class="finding ${severity}" id="${view.anchors.get(id)}" data-severity="${severity}" data-service="${service.name}"${isNew && html` data-new="yes"`}>
<header><span class="severity ${severity}">${severity}</span>${isNew && html`<span class="new">new</span>`}<a class="rule" href="#${ruleAnchor(rule)}">${rule}</a>
${where !== '' && html`<code class="place">${where}</code>`}${points > 0 && html`<span class="points">${signed(-points)}</span>`}</header>
${rest}
</article>
`;
}

/** The facts that prove it; one that only says what the excerpt shows is left out. */
function proof(evidence: readonly Evidence[], isShown: boolean): Markup | undefined {
  const facts = evidence.filter((fact, index) => !(index === 0 && isShown && fact.state !== 'absent' && fact.provenance.kind === 'declared'));
  if (facts.length === 0) return undefined;
  const pictures = facts.map(calculation).filter((picture) => picture !== undefined);
  if (pictures.length === 0) return evidenceList(facts);
  return html`${pictures}<details class="more"><summary>The calculation as text</summary>
${evidenceList(facts)}</details>`;
}

function fixOf(finding: Finding, { report, edits }: View, isDetailed: boolean): Markup | undefined {
  const { title, applicability } = adviceOf(finding, report.rules.get(finding.rule));
  if (title === '') return undefined;
  const own = edits.get(finding.id) ?? [];
  return html`<div class="fix"><p><span class="applicability">${LABELS[applicability ?? 'advice']}</span>${prose(title)}</p>
${isDetailed && own.length > 0 && html`<details class="more" open><summary>What the fix changes</summary>
${diffOf(own)}</details>`}</div>`;
}
