import { justified } from './reporters/text/wrap.ts';
import { CURRENT_EDITION, loadCatalogue, rulesOfEdition } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Edition } from './rules/edition.ts';
import type { Rule } from './rules/rule.ts';
import { categoryOf } from './score/score.ts';
import { UsageError } from './usage-error.ts';
import { jsonText } from './reporters/json-text.ts';

/** The catalogue as text, Markdown (docs/rules.md) or JSON. */
export async function listRules(editionId: string | undefined, format: string, width: number): Promise<string> {
  const catalogue = await loadCatalogue();
  const edition = catalogue.editions.get(editionId ?? CURRENT_EDITION);
  if (edition === undefined) {
    throw new UsageError(`there is no edition ${editionId ?? ''}`, `the editions are ${[...catalogue.editions.keys()].sort().join(', ')}`);
  }
  const rules = rulesOfEdition(catalogue, edition);
  if (format === 'json') return jsonText({ edition: edition.id, rules: rules.map((rule) => ruleJson(rule, edition)) });
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
    const slug = rule.id.slice(category.length + 1).padEnd(24);
    const room = width - points.length - slug.length - 4;
    const title = rule.title.length > room - 10 ? `${rule.title.slice(0, room - 11)}…` : rule.title;
    lines.push(justified(` ${points}  ${slug} ${title}`, rule.severity, width));
  }
  return `${lines.join('\n')}\n`;
}

function markdown(rules: readonly Rule[], others: readonly Rule[], edition: Edition): string {
  const head = [
    '# Rules', '', `Written by \`optimize rules --format markdown\`. Points are those of edition ${edition.id}.`, '',
    '| rule | points | severity | what it expects |', '|---|--:|---|---|',
    ...rules.map((rule) => `| [${rule.id}](#${anchorOf(rule.id)}) | ${pointsOf(rule, edition)} | ${rule.severity} | ${rule.title} |`),
  ];
  const tail = others.length === 0 ? [] : [
    '', '## Rules of other editions', '', 'They run under `--edition` only.', '', '| rule | editions | what it expects |', '|---|---|---|',
    ...others.map(({ id, editions, title }) => `| ${id} | ${(editions ?? []).join(', ')} | ${title} |`),
  ];
  return `${[...head, ...rules.flatMap((rule) => section(rule, edition)), ...tail].join('\n')}\n`;
}

function section(rule: Rule, edition: Edition): readonly string[] {
  const facts = factsOf(rule.check);
  return [
    '', `## ${rule.id}`, '', `**${rule.title}.** ${rule.severity}, confidence ${rule.confidence}, ${pointsOf(rule, edition)} points.`, '',
    rule.why, '', `**What to do.** ${rule.advice}`,
    ...Object.entries(rule.fixes).flatMap(([applicability, effect]) => ['', `**Fix (${applicability}).** ${effect}`]),
    ...(rule.silentWhen.length === 0 ? [] : ['', '**Stays silent when**', '', ...rule.silentWhen.map(({ when }) => `- ${when}`)]),
    ...(facts.length === 0 ? [] : ['', `**Looks at** ${facts.map((fact) => `\`${fact}\``).join(', ')}.`]),
    '', '**Sources**', '', ...rule.references.map(({ title, url, checked }) => `- [${title}](${url}), read ${checked}`),
  ];
}

function anchorOf(id: string): string {
  return id.replaceAll('/', '');
}

function ruleJson(rule: Rule, edition: Edition): Record<string, unknown> {
  const { id, title, severity, confidence, why, advice, references, silentWhen, fixes } = rule;
  return { id, title, severity, confidence, points: pointsOf(rule, edition), why, advice, fixes, silentWhen: silentWhen.map(({ when }) => when), references, facts: factsOf(rule.check) };
}
