import type { Evidence } from '../../model/fact.ts';
import { placeOf, short } from '../evidence.ts';
import { html, type Markup } from './markup.ts';

/** Derivations are shown down to this depth, and no longer than this. */
const DEEPEST = 8;
const MOST_INPUTS = 20;

/** What proves a finding: each fact with what it was calculated from below it. */
export function evidenceList(evidence: readonly Evidence[]): Markup {
  return html`<ul class="evidence">${evidence.map((fact) => item(fact, 0))}</ul>`;
}

function item(fact: Evidence, level: number): Markup {
  const inputs = level < DEEPEST && fact.state !== 'absent' && fact.provenance.kind === 'derived' ? fact.provenance.from : [];
  const left = inputs.length - MOST_INPUTS;
  return html`<li>${what(fact)} ${where(fact)}${inputs.length > 0 && html`
<ul>${inputs.slice(0, MOST_INPUTS).map((input) => item(input, level + 1))}${left > 0 && html`<li>and ${left} more</li>`}</ul>`}</li>
`;
}

function what(fact: Evidence): Markup {
  if (fact.state === 'absent') return html`<span class="name">${fact.name}</span> is not set`;
  if (fact.state === 'unresolved') return html`<span class="name">${fact.name}</span> is unknown: ${fact.reason}`;
  return html`<span class="name">${fact.name}</span> = <strong>${short(fact.value)}</strong>`;
}

/** The place in a file, or who decides; a default links to the page that documents it. */
function where(fact: Evidence): Markup | undefined {
  const place = placeOf(fact);
  if (place === '') return undefined;
  if (fact.state === 'absent' || fact.provenance.kind === 'declared' || fact.provenance.kind === 'live') return html`<code>${place}</code>`;
  if (fact.provenance.kind === 'default') return link(fact.provenance.reference, place);
  return html`<span class="by">${place}</span>`;
}

/** A link to a page outside; the text alone where the address is none of the web. */
export function link(address: string, text: string): Markup {
  if (!/^https?:\/\//.test(address)) return html`<span class="by">${text}</span>`;
  return html`<a href="${address}" rel="noreferrer noopener">${text}</a>`;
}
