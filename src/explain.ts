import { explainFacts, oneLine } from './explain-facts.ts';
import { explainLive } from './explain-live.ts';
import type { Fact } from './model/fact.ts';
import { FACTS, isFactName } from './model/fact-names.ts';
import type { Finding } from './model/finding.ts';
import type { Service } from './model/project.ts';
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

/** Topics that are several facts: all that are known, and what Railway says. */
const TOPICS: readonly string[] = ['facts', 'live'];

/** Explains a rule, a finding or a fact of a project. An unknown topic is a usage error with a suggestion. */
export async function explain(topic: string, root: string, options: ExplainOptions): Promise<string> {
  const catalogue = await loadCatalogue();
  const id = topic.includes('@') ? topic.slice(0, topic.indexOf('@')) : topic;
  const rule = catalogue.rules.find((candidate) => candidate.id === id || candidate.aliases.includes(id));
  if (rule === undefined && !TOPICS.includes(topic) && !isFactName(topic)) throw unknownTopic(topic, catalogue.rules.map((known) => known.id));
  const found = await scanned(root, options, rule !== undefined && id === topic);
  if (rule === undefined) return lines(topic === 'live' ? explainLive(found?.project.services ?? [], options) : explainFacts(topic, found?.project.services ?? [], options));
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
  const text = findingText(finding, { service, rule: found.report.rules.get(finding.rule), width, paint, isWhole: true });
  return ['', ...text, paint.dim(`        id ${finding.id}`), ...ignoredHere(ignored, options)];
}

/** By what a finding is ignored, why and until when. */
function ignoredHere(ignored: IgnoredFinding | undefined, { width, paint }: ExplainOptions): readonly string[] {
  if (ignored === undefined) return [];
  const { by, reason, until } = ignored;
  return wrap(shown(`ignored by ${by}${until === undefined ? '' : ` until ${until}`}: ${reason}`), width - 8).map((line) => paint.yellow(`        ${line}`));
}
