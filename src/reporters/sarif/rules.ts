import type { Confidence, Severity } from '../../model/finding.ts';
import type { Report, RuleText } from '../../report.ts';
import type { Level } from './log.ts';

/** What GitHub shows of a description. */
const MOST_DESCRIPTION = 1024;

export const LEVELS: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' };
export const PROBLEM_SEVERITIES: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };
/** `very-high` is for what cannot be wrong. */
export const PRECISIONS: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

/** The rules that ran, by id, as reporting descriptors. None is a security rule by `security-severity`: that would move its alerts to another list. */
export function rulesOf(report: Report) {
  const ran = new Set(report.services.flatMap(({ verdicts, findings }) => [...verdicts, ...findings].map(({ rule }) => rule)));
  return [...ran].sort().map((id) => descriptor(id, report.rules.get(id)));
}

function descriptor(id: string, rule: RuleText = UNKNOWN) {
  const title = rule.title === '' ? id : rule.title;
  const why = flowing(rule.why) || title;
  const level = LEVELS[rule.severity];
  return {
    id,
    shortDescription: { text: shortened(title) },
    fullDescription: { text: shortened(why.replaceAll('\n\n', ' ')) },
    ...(rule.source === '' ? {} : { helpUri: rule.source }),
    help: { text: helpText(id, why, rule), markdown: helpMarkdown(id, why, rule) },
    defaultConfiguration: { level },
    properties: { precision: PRECISIONS[rule.confidence], 'problem.severity': PROBLEM_SEVERITIES[level], tags: ['deployment', id.split('/')[0] ?? id] },
  };
}

const UNKNOWN: RuleText = { title: '', why: '', advice: '', confidence: 'medium', severity: 'medium', source: '' };

function helpText(id: string, why: string, { advice, source }: RuleText): string {
  return [why, ...(advice === '' ? [] : [`What to do: ${flowing(advice)}`]), ...(source === '' ? [] : [`Source: ${source}`]), `\`optimize explain ${id}\` tells more.`].join('\n\n');
}

/** Texts of rules are Markdown already. */
function helpMarkdown(id: string, why: string, { title, advice, source }: RuleText): string {
  return [
    `## ${title === '' ? id : title}`, why, ...(advice === '' ? [] : ['### What to do', flowing(advice)]),
    ...(source === '' ? [] : [`[Source](<${source}>)`]), `\`optimize explain ${id}\` tells more.`,
  ].join('\n\n');
}

/** Paragraphs without the line ends inside of them: what shows a help text breaks its lines itself. */
function flowing(text: string): string {
  return text.trim().split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ')).join('\n\n');
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_DESCRIPTION ? text : `${characters.slice(0, MOST_DESCRIPTION - 1).join('').replace(/\s+\S*$/, '')}…`;
}
