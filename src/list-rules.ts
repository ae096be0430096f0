import { wrap } from './reporters/text/wrap.ts';
import { SEVERITIES } from './model/finding.ts';
import { loadCases } from './rule-page.ts';
import type { RuleCases } from './rules/example.ts';
import { counted } from './text/words.ts';
import { CURRENT_EDITION, loadCatalogue, rulesOfEdition } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Edition } from './rules/edition.ts';
import type { Rule } from './rules/rule.ts';
import { categoryOf } from './score/score.ts';
import { UsageError } from './usage-error.ts';
import { jsonText } from './reporters/json-text.ts';

/** The catalogue as text of some columns (Infinity keeps each rule on one line), Markdown (docs/rules.md) or JSON. */
export async function listRules(editionId: string | undefined, format: string, width: number): Promise<string> {
  const catalogue = await loadCatalogue();
  const edition = catalogue.editions.get(editionId ?? CURRENT_EDITION);
  if (edition === undefined) {
    throw new UsageError(`there is no edition ${editionId ?? ''}`, `the editions are ${[...catalogue.editions.keys()].sort().join(', ')}`);
  }
  const rules = rulesOfEdition(catalogue, edition);
  if (format === 'json') {
    const cases = await loadCases();
    return jsonText({ edition: edition.id, rules: rules.map((rule) => ruleJson(rule, edition, cases[rule.id])) });
  }
  const others = catalogue.rules.filter((rule) => !rules.some(({ id }) => id === rule.id));
  return format === 'markdown' ? markdown(rules, others, edition) : text(rules, edition, width);
}

function pointsOf(rule: Rule, edition: Edition): number {
  return edition.rules.get(rule.id)?.points ?? 0;
}

function text(rules: readonly Rule[], edition: Edition, width: number): string {
  const lines = [`edition ${edition.id}: ${rules.length} rules, 100 points`, ''];
  let category = '';
  for (const rule of rules) {
    if (categoryOf(rule.id) !== category) {
      category = categoryOf(rule.id);
      lines.push(category);
    }
    const points = String(pointsOf(rule, edition)).padStart(3);
    const head = ` ${points}  ${rule.id.slice(category.length + 1).padEnd(25)}${rule.severity.padEnd(10)}`;
    const [first = '', ...more] = wrap(rule.title, width - head.length);
    lines.push(head + first, ...more.map((line) => ' '.repeat(head.length) + line));
  }
  return `${lines.join('\n')}\n`;
}

/** The index of the pages in docs/rules: what weighs most comes first. */
function markdown(rules: readonly Rule[], others: readonly Rule[], edition: Edition): string {
  const sorted = [...rules].sort((a, b) => pointsOf(b, edition) - pointsOf(a, edition) || rankOf(b) - rankOf(a) || (a.id < b.id ? -1 : 1));
  const head = [
    '# Rules', '', `${counted(rules.length, 'rule')} of edition ${edition.id}, by the points that they can cost; [scoring.md](scoring.md) says why they weigh what they weigh.`, '',
    '| rule | points | severity | what it expects |', '|---|--:|---|---|',
    ...sorted.map((rule) => `| ${linkTo(rule)} | ${pointsOf(rule, edition)} | ${rule.severity} | ${rule.title} |`),
  ];
  const tail = others.length === 0 ? [] : [
    '', '## Rules of other editions', '', 'They run under `--edition` only.', '', '| rule | editions | what it expects |', '|---|---|---|',
    ...others.map((rule) => `| ${linkTo(rule)} | ${(rule.editions ?? []).join(', ')} | ${rule.title} |`),
  ];
  return `${[...head, ...tail].join('\n')}\n`;
}

function linkTo({ id }: Rule): string {
  return `[${id}](rules/${id}.md)`;
}

function rankOf({ severity }: Rule): number {
  return SEVERITIES.indexOf(severity);
}

function ruleJson(rule: Rule, edition: Edition, cases: RuleCases | undefined): Record<string, unknown> {
  const { id, title, severity, confidence, why, advice, effect, references, silentWhen, fixes } = rule;
  const { fails = [], passes = [], undecided = [] } = cases ?? {};
  return {
    id, title, severity, confidence, points: pointsOf(rule, edition), why, advice, effect: effect ?? null, fixes, silentWhen: silentWhen.map(({ when }) => when), references,
    facts: factsOf(rule.check), cases: { fails, passes, undecided },
  };
}
