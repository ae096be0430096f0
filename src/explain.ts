import type { Fact } from './model/fact.ts';
import { FACTS, isFactName } from './model/fact-names.ts';
import type { FactName } from './model/facts.ts';
import type { Finding } from './model/finding.ts';
import type { Service } from './model/project.ts';
import { describe, placeOf, renderEvidence, short } from './reporters/evidence.ts';
import type { IgnoredFinding } from './report.ts';
import type { Paint } from './reporters/paint.ts';
import { textPage } from './reporters/rule-page/text.ts';
import { findingText } from './reporters/text/finding.ts';
import { shown } from './reporters/text/width.ts';
import { wrap } from './reporters/text/wrap.ts';
import { CURRENT_EDITION, loadCatalogue } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Rule } from './rules/rule.ts';
import { loadCases, rulePage } from './rule-page.ts';
import { scan, type Scan, type ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** How to explain: a scan's options and a layout. */
export interface ExplainOptions extends ScanOptions {
  readonly width: number;
  readonly paint: Paint;
}

/** Explains a rule, a finding or a fact of a project. An unknown topic is a usage error with a suggestion. */
export async function explain(topic: string, root: string, options: ExplainOptions): Promise<string> {
  const catalogue = await loadCatalogue();
  const id = topic.includes('@') ? topic.slice(0, topic.indexOf('@')) : topic;
  const rule = catalogue.rules.find((candidate) => candidate.id === id || candidate.aliases.includes(id));
  if (rule === undefined && topic !== 'facts' && !isFactName(topic)) throw unknownTopic(topic, catalogue.rules.map((known) => known.id));
  const found = await scanned(root, options, rule !== undefined && id === topic);
  if (rule === undefined) return lines(factTopic(topic, found, options));
  const points = catalogue.editions.get(found?.report.edition ?? options.edition ?? CURRENT_EDITION)?.rules.get(rule.id);
  const page = rulePage(rule, points, (await loadCases())[rule.id]);
  return lines([...textPage(page, options.width, options.paint), ...ruleHere(rule, topic, found, options)]);
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}

/** A rule can be explained without a project; everything else needs one. */
async function scanned(root: string, options: ScanOptions, isOptional: boolean): Promise<Scan | undefined> {
  try {
    return await scan(root, options);
  } catch (error) {
    if (isOptional && error instanceof UsageError) return undefined;
    throw error;
  }
}

function unknownTopic(topic: string, rules: readonly string[]): UsageError {
  const last = topic.slice(Math.max(topic.lastIndexOf('/'), topic.lastIndexOf('.')) + 1).toLowerCase();
  const near = [...rules, ...Object.keys(FACTS)].filter((name) => last.length > 2 && name.toLowerCase().includes(last)).slice(0, 3);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : '`optimize rules` lists the rules, `optimize explain facts` the facts';
  return new UsageError(`there is no rule, finding or fact called ${topic}`, hint);
}

/** What this project says: findings of the rule, or the facts that it looks at. */
function ruleHere(rule: Rule, topic: string, found: Scan | undefined, options: ExplainOptions): readonly string[] {
  if (found === undefined) return [];
  const { width, paint } = options;
  return found.report.services.flatMap(({ service, findings, ignored, verdicts }) => {
    const own = [...findings, ...ignored.map(({ finding }) => finding)].filter((finding) => finding.rule === rule.id && (topic === rule.id || finding.id === topic));
    const verdict = verdicts.find((candidate) => candidate.rule === rule.id);
    if (topic !== rule.id && own.length === 0) return [];
    const outcome = verdict === undefined ? 'does not run in this edition' : [verdict.outcome, verdict.because].filter((part) => part !== undefined).join(': ');
    return [
      '', paint.cyan(`in ${service.name}`), ...wrap(outcome, width - 2).map((line) => `  ${line}`),
      ...own.flatMap((finding) => findingHere(finding, service, { found, options })),
      ...(own.length > 0 ? [] : factsOf(rule.check).map((name) => `  ${oneLine(name, service.facts[name] as Fact<unknown> | undefined, width - 2)}`)),
    ];
  });
}

function findingHere(finding: Finding, service: Service, { found, options }: { readonly found: Scan; readonly options: ExplainOptions }): readonly string[] {
  const { width, paint } = options;
  const ignored = found.report.services.flatMap((each) => each.ignored).find((each) => each.finding === finding);
  const text = findingText(finding, { service, rule: found.report.rules.get(finding.rule), width, paint });
  const evidence = finding.evidence.flatMap((fact) => renderEvidence(fact)).map((line) => `        ${line}`);
  return ['', ...text, paint.dim('        evidence'), ...evidence, paint.dim(`        id ${finding.id}`), ...ignoredHere(ignored, options)];
}

/** By what a finding is ignored, why and until when. */
function ignoredHere(ignored: IgnoredFinding | undefined, { width, paint }: ExplainOptions): readonly string[] {
  if (ignored === undefined) return [];
  const { by, reason, until } = ignored;
  return wrap(shown(`ignored by ${by}${until === undefined ? '' : ` until ${until}`}: ${reason}`), width - 8).map((line) => paint.yellow(`        ${line}`));
}

function factTopic(topic: string, found: Scan | undefined, options: ExplainOptions): readonly string[] {
  const services = found?.project.services ?? [];
  if (topic === 'facts') return services.flatMap((service) => allFacts(service, options));
  if (!isFactName(topic)) return [];
  const { paint } = options;
  return [
    paint.bold(topic), ...wrap(FACTS[topic][1], options.width),
    ...services.flatMap((service) => ['', paint.cyan(`in ${service.name}`), ...factHere(topic, service, options).map((line) => `  ${line}`)]),
  ];
}

function allFacts(service: Service, { width, paint }: ExplainOptions): readonly string[] {
  const known = Object.keys(FACTS).filter(isFactName).filter((name) => service.facts[name] !== undefined);
  return [paint.cyan(service.name), ...known.map((name) => `  ${oneLine(name, service.facts[name] as Fact<unknown>, width - 2)}`), ''];
}

function oneLine(name: string, fact: Fact<unknown> | undefined, width: number): string {
  const text = fact === undefined ? `${name}: nobody says` : describe(fact.name === name ? fact : { ...fact, name });
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Value, derivation, records and losers of a fact. */
function factHere(name: FactName, service: Service, { width }: ExplainOptions): readonly string[] {
  const fact = service.facts[name] as Fact<unknown> | undefined;
  if (fact === undefined) return ['nobody says; say it under facts in optimize.yaml, or with --assume for one run'];
  const losers = service.overrides.filter((override) => override.name === name);
  const records = fact.state === 'known' && Array.isArray(fact.value) ? fact.value.flatMap((record) => recordLines(record)) : [];
  return [
    ...renderEvidence(fact), ...records.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line)),
    ...(losers.length === 0 ? [] : ['', 'lost against it:']),
    ...losers.flatMap(({ loser, because }) => [`  ${short(loser.value)}  ${placeOf(loser)}`, ...wrap(because, width - 6).map((line) => `    ${line}`)]),
  ];
}

/** A record of a list: its facts one a line. */
function recordLines(record: unknown): readonly string[] {
  if (typeof record !== 'object' || record === null) return [`- ${short(record)}`];
  if ('state' in record && 'name' in record) return [`- ${describe(record as Fact<unknown>)}`];
  const fields = Object.entries(record).filter(([, value]) => value !== undefined);
  return fields.map(([key, value], index) => `${index === 0 ? '-' : ' '} ${key}: ${fieldText(value)}`);
}

function fieldText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return short(value);
  if (!('state' in value)) return short(value);
  const fact = value as Fact<unknown>;
  if (fact.state === 'absent') return 'not set';
  const text = fact.state === 'known' ? short(fact.value) : `unknown: ${fact.reason}`;
  const place = placeOf(fact);
  return place === '' ? text : `${text}  ${place}`;
}
