import type { PageSection, RulePage } from './reporters/rule-page/page.ts';
import { factsOf } from './rules/check.ts';
import type { EditionEntry } from './rules/edition.ts';
import type { CasesByRule, Example, RuleCases } from './rules/example.ts';
import type { Rule } from './rules/rule.ts';
import { counted } from './text/words.ts';

const NOT_MEASURED = 'Not measured.';
/** What each kind of fix means to the one who runs it. */
const APPLIED: Readonly<Record<string, string>> = { safe: '`optimize fix` makes it', review: '`optimize fix --review` makes it' };

/** Everything that is said of a rule, in the order in which it is read: the same for a terminal and for a page of the documentation. */
export function rulePage(rule: Rule, entry: EditionEntry | undefined, cases: RuleCases | undefined): RulePage {
  const marks = [rule.severity, `confidence ${rule.confidence}`, entry === undefined ? 'no points' : counted(entry.points, 'point')];
  const sections = [
    text('Why', rule.why), text('What to do', rule.advice), ...list('Code to begin with, in the folder of this package', rule.templates.map((path) => `\`templates/${path}\``)), ...fixSections(rule), ...exampleSections(cases?.example),
    text('Effect', rule.effect ?? NOT_MEASURED),
    ...(entry === undefined ? [] : [text('Why it counts that much', entry.because)]),
    ...list('Stays silent when', rule.silentWhen.map(({ when }) => when)),
    ...acceptance(rule),
    ...looksAt(rule),
    { title: 'Sources', blocks: [{ kind: 'links', links: rule.references.map(({ title, url, checked }) => ({ title, url, note: `read ${checked}` })) }] } as const,
  ];
  return { id: rule.id, title: rule.title, severity: rule.severity, marks, sections };
}

/** The cases of all rules; they are loaded when a rule is explained. */
export async function loadCases(): Promise<CasesByRule> {
  const { readCases } = await import('#examples');
  return readCases();
}

function text(title: string, content: string): PageSection {
  return { title, blocks: [{ kind: 'text', text: content }] };
}

function list(title: string, items: readonly string[]): readonly PageSection[] {
  return items.length === 0 ? [] : [{ title, blocks: [{ kind: 'list', items }] }];
}

function fixSections({ fixes }: Rule): readonly PageSection[] {
  const kinds = Object.entries(fixes);
  if (kinds.length === 0) return [text('Fix', 'None is written: what is right cannot be told from the files, or is set elsewhere.')];
  return kinds.map(([applicability, effect]) => text(`Fix (${applicability})`, `${effect} (${APPLIED[applicability] ?? ''})`));
}

/** What the rule says of a project of its tests, and what makes it right. */
function exampleSections(example: Example | undefined): readonly PageSection[] {
  if (example === undefined) return [];
  const { said, diff } = example;
  const finding = { kind: 'code', language: 'text', lines: said } as const;
  const change = diff === undefined ? [] : [{ kind: 'code', language: 'diff', lines: diff.split('\n') } as const];
  return [{ title: 'Example', blocks: [finding, ...change] }];
}

function looksAt({ check }: Rule): readonly PageSection[] {
  const names = factsOf(check).map((name) => `\`${name}\``);
  return names.length === 0 ? [] : [text('Looks at', names.join(', '))];
}

/** Nothing ignores the rules about ignores themselves. */
function acceptance({ id, check }: Rule): readonly PageSection[] {
  if (factsOf(check).includes('config.ignores')) return [];
  return list('How to accept it', [
    `in a comment beside the place: \`optimize-ignore[${id}] reason, until 2027-01-31\``, 'in optimize.yaml, under `ignores`: rule, path, reason, until',
  ]);
}
