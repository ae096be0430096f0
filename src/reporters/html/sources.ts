import type { RuleText } from '../../report.ts';
import { link } from './evidence.ts';
import { html, prose, type Markup } from './markup.ts';
import { ruleAnchor, type View } from './view.ts';
import { counted } from '../../text/words.ts';

/** What the rules of the page look for, why, and where that is documented; those with findings say what to do about them too. */
export function sourcesSection({ report, check }: View): Markup {
  const failed = new Set(report.services.flatMap(({ findings, ignored }) => [...findings.map(({ rule }) => rule), ...ignored.map(({ finding }) => finding.rule)]));
  const named = new Set([...report.services.flatMap(({ verdicts }) => verdicts.map(({ rule }) => rule)), ...(check?.moves.map(({ rule }) => rule) ?? []), ...failed]);
  const rules = [...report.rules].filter(([id]) => named.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  const others = rules.filter(([id]) => !failed.has(id));
  return html`<section class="sources" aria-labelledby="sources-title"><h2 id="sources-title">Rules and sources</h2>
${rules.filter(([id]) => failed.has(id)).map(([id, rule]) => html`<div class="source" id="${ruleAnchor(id)}">${head(id, rule)}<p class="by">${prose(rule.why)}</p><p class="by">${prose(rule.advice)}</p></div>
`)}${others.length > 0 && html`<details class="more"><summary>${counted(others.length, 'other rule')}</summary>
${others.map(([id, rule]) => html`<div class="source" id="${ruleAnchor(id)}">${head(id, rule)}</div>
`)}</details>`}</section>
`;
}

function head(id: string, { title, source }: RuleText): Markup {
  return html`<p><strong>${id}</strong> ${prose(title)}${source !== '' && html` ${link(source, 'Source')}`}</p>`;
}
