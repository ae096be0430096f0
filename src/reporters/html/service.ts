import { SEVERITIES, type Finding } from '../../model/finding.ts';
import type { Service } from '../../model/project.ts';
import type { CategoryMark, IgnoredFinding, ServiceReport } from '../../report.ts';
import { describeService } from '../text/headline.ts';
import { toldAbove } from '../told-above.ts';
import { remedyFor, undecidedReasons } from '../undecided.ts';
import { findingCard, MOST_DETAILED, repeatCard } from './finding.ts';
import { html, prose, type Markup } from './markup.ts';
import { ruleAnchor, type View } from './view.ts';
import { counted } from '../../text/words.ts';
import { joinedNames, signed } from '../words.ts';

/** A service: what it is, where its points went, its findings, what is undecided, what is ignored, what was checked besides. */
export function serviceSection(own: ServiceReport, index: number, view: View): Markup {
  const { service, score, findings } = own;
  return html`<section class="service" id="service-${index + 1}" aria-labelledby="service-${index + 1}-title" data-service="${service.name}">
<div class="service-head"><h2 id="service-${index + 1}-title">${service.name}${service.root !== '' && html` <small>${service.root}/</small>`}</h2>
<p class="service-score grade-${score.grade}"><strong>${score.value}</strong> ${score.grade}</p></div>
<p class="about">${describeService(service).join(' · ')}</p>
${score.cappedBy.length > 0 && html`<p class="note">The grade stays at ${score.grade} while ${joinedNames(score.cappedBy)} ${score.cappedBy.length === 1 ? 'is' : 'are'} open.</p>`}
<h3>Where the points went</h3>
<ul class="categories">${score.categories.map(category)}</ul>
<p class="legend"><span class="key kept-key"></span>kept <span class="key lost-key"></span>lost${score.undecided > 0 && html` <span class="key unknown-key"></span>undecided`}</p>
<h3>${findings.length === 0 ? 'No findings' : counted(findings.length, 'finding')}</h3>
${findings.length === 0 && html`<p class="fine">Nothing is wrong in what could be read.</p>`}
${cards(own, view)}
${undecided(own)}
${own.ignored.length > 0 && ignored(own.ignored)}
${checked(own)}
</section>
`;
}

function cards({ service, findings }: ServiceReport, view: View): readonly Markup[] {
  const sorted = findings.toSorted((a, b) => rank(b) - rank(a) || b.points - a.points);
  const own = sorted.filter(({ id }) => !view.repeats.has(id));
  return [...own.map((finding, index) => findingCard(finding, service, view, index < MOST_DETAILED)), ...repeatCards(sorted, service, view)];
}

/** What earlier services have too, folded: a line says how much, where it is told and what it costs this service. */
function repeatCards(findings: readonly Finding[], service: Service, view: View): readonly Markup[] {
  const told = toldAbove(findings, view.repeats);
  if (told.length === 0) return [];
  const repeated = findings.filter(({ id }) => view.repeats.has(id));
  return [html`<details class="more told"><summary>Told above: ${joinedNames(told.map(({ at, count, points }) => `${count} at ${at}${points > 0 ? ` (-${points})` : ''}`))}</summary>
${repeated.map((finding) => repeatCard(finding, service, view))}</details>
`];
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

function category({ id, points, lost, undecided: unknown }: CategoryMark): Markup {
  const wrong = lost - unknown;
  const kept = points - lost;
  const share = (value: number) => (points === 0 ? 0 : Math.round((value / points) * 1000) / 10);
  return html`<li><span class="category">${id}</span><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="kept" width="${share(kept)}" height="8"/>${wrong > 0 && html`<rect class="lost" x="${share(kept)}" width="${share(wrong)}" height="8"/>`}${unknown > 0 && html`<rect class="unknown" x="${share(kept + wrong)}" width="${share(unknown)}" height="8"/>`}</svg><span class="kept-points">${kept} of ${points}${unknown > 0 && html`<span class="hidden">, ${unknown} undecided</span>`}</span></li>
`;
}

function undecided({ verdicts, service }: ServiceReport): Markup | undefined {
  const reasons = undecidedReasons(verdicts);
  if (reasons.length === 0) return undefined;
  return html`<h3>Undecided</h3>
<p class="by">Points that are lost because the files do not say, with what would decide them.</p>
<ul class="undecided">${reasons.map(({ reason, rules, points }) => {
    const remedy = remedyFor(reason, service.facts);
    return html`<li><span class="points">${signed(-points)}</span><div><p>${prose(reason)}</p><p class="by">${rules.join(', ')}</p>${remedy !== '' && html`<p class="remedy">${remedy}</p>`}</div></li>
`;
  })}</ul>`;
}

function ignored(findings: readonly IgnoredFinding[]): Markup {
  return html`<h3>${counted(findings.length, 'ignored finding')}</h3>
<ul class="plain">${findings.map(({ finding, reason, until, by }) => html`<li><p>${finding.message} <span class="by">${finding.rule}</span></p><p class="by">ignored by <code>${by}</code>: ${reason}${until !== undefined && html`, until ${until}`}</p></li>
`)}</ul>`;
}

/** What was looked at and is fine, or does not matter here; so that nobody asks whether it was forgotten. */
function checked({ verdicts }: ServiceReport): Markup {
  const passed = verdicts.filter(({ outcome }) => outcome === 'pass');
  const other = verdicts.filter(({ outcome }) => outcome === 'not-applicable');
  return html`<details class="more checked"><summary>${counted(passed.length, 'rule')} passed, ${other.length} not applicable</summary>
<ul class="rules">${passed.map(({ rule }) => html`<li><a href="#${ruleAnchor(rule)}">${rule}</a> passed</li>
`)}${other.map(({ rule, because }) => html`<li><a href="#${ruleAnchor(rule)}">${rule}</a> <span class="by">not applicable${because !== undefined && html`: ${because}`}</span></li>
`)}</ul></details>`;
}
