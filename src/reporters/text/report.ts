import type { Finding } from '../../model/finding.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Report, ScoreCard, ServiceReport, Verdict } from '../../report.ts';
import type { Service } from '../../model/project.ts';
import type { Paint } from '../paint.ts';
import { placeOfFinding } from '../place.ts';
import { findingText } from './finding.ts';
import { describeService } from './headline.ts';
import { cut, shown, widthOf } from './width.ts';
import { justified, wrap } from './wrap.ts';

/** How the text is laid out. */
export interface TextOptions {
  /** Columns of the terminal; 80 in a pipe. */
  readonly width: number;
  readonly paint: Paint;
}

/** The report for people: services, their findings by file, what could not be known, and a status bar. */
export function textReport(report: Report, options: TextOptions): string {
  const { paint } = options;
  const lines = [
    ...report.services.flatMap((service) => [...serviceText(service, report, options), '']),
    ...report.notices.map(({ message }) => paint.dim(`note: ${message}`)),
    paint.bar(statusBar(report, options.width)),
  ];
  return `${lines.join('\n')}\n`;
}

function serviceText(service: ServiceReport, report: Report, options: TextOptions): readonly string[] {
  const { width, paint } = options;
  const { name, root } = service.service;
  const title = root === '' ? name : `${name}  ${root}/`;
  const score = `${service.score.value}/100 ${service.score.grade}`;
  const padded = justified(title, score, width);
  const head = padded.endsWith(score) ? paint.bold(padded.slice(0, -score.length)) + scoreColour(service.score, paint)(score) : padded;
  return [
    head,
    ...wrap(describeService(service.service), width - 2).map((line) => paint.dim(`  ${line}`)),
    ...byFile(service).flatMap(([path, findings]) => fileText(path, findings, { report, service: service.service, ...options })),
    ...undecidedText(service.verdicts, options),
    ...(service.findings.length === 0 ? ['', paint.green('  no findings')] : []),
    ...cappedText(service.score, options),
  ];
}

interface FileView extends TextOptions {
  readonly report: Report;
  readonly service: Service;
}

function fileText(path: string, findings: readonly Finding[], { report, service, width, paint }: FileView): readonly string[] {
  const texts = findings.flatMap((finding) => ['', ...findingText(finding, { service, rule: report.rules.get(finding.rule), width, paint })]);
  return ['', paint.cyan(path === '' ? service.name : shown(path)), ...texts.slice(1)];
}

/** Files with the heaviest finding first; within a file the heaviest finding first. */
function byFile({ findings, service }: ServiceReport): readonly (readonly [string, readonly Finding[]])[] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const path = placeOfFinding(finding, service)?.file.path ?? '';
    files.set(path, [...(files.get(path) ?? []), finding]);
  }
  const sorted = [...files].map(([path, own]) => [path, [...own].sort(heavier)] as const);
  return sorted.sort(([, a], [, b]) => heaviest(b) - heaviest(a));
}

function heavier(a: Finding, b: Finding): number {
  return weightOf(b) - weightOf(a);
}

function heaviest(findings: readonly Finding[]): number {
  return Math.max(...findings.map(weightOf));
}

function weightOf({ severity, points }: Finding): number {
  return SEVERITIES.indexOf(severity) * 1000 + points;
}

/** Points that are lost because something could not be known: by reason, the dearest first. */
function undecidedText(verdicts: readonly Verdict[], { width, paint }: TextOptions): readonly string[] {
  const reasons = new Map<string, readonly Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'undecided' || verdict.points === 0) continue;
    const reason = verdict.because ?? '';
    reasons.set(reason, [...(reasons.get(reason) ?? []), verdict]);
  }
  if (reasons.size === 0) return [];
  const groups = [...reasons].map(([reason, own]) => ({ reason, rules: own.map(({ rule }) => rule), points: pointsOf(own) }));
  groups.sort((a, b) => b.points - a.points);
  const lines = groups.flatMap(({ reason, rules, points }) => [
    ...hanging(`  ? ${`-${points}`.padStart(3)} `, reason, width).map((line) => paint.yellow(line)),
    ...wrap(rules.join(', '), width - 8).map((line) => paint.dim(`        ${line}`)),
  ]);
  return ['', paint.cyan('undecided'), ...lines];
}

/** A text whose first line starts with a head, and whose other lines stand below the text. */
function hanging(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...more] = wrap(shown(text), width - head.length);
  return [head + first, ...more.map((line) => ' '.repeat(head.length) + line)];
}

function pointsOf(verdicts: readonly Verdict[]): number {
  let sum = 0;
  for (const { points } of verdicts) sum += points;
  return sum;
}

function cappedText({ cappedBy, grade }: ScoreCard, { width, paint }: TextOptions): readonly string[] {
  if (cappedBy.length === 0) return [];
  return ['', ...wrap(`the grade stays at ${grade} while ${cappedBy.join(', ')} ${cappedBy.length === 1 ? 'is' : 'are'} open`, width - 2).map((line) => paint.dim(`  ${line}`))];
}

function scoreColour({ grade }: ScoreCard, paint: Paint): (text: string) => string {
  if (grade === 'poor') return paint.red;
  return grade === 'fair' ? paint.yellow : paint.green;
}

/** The last line: score, findings by severity, undecided points; what does not fit goes, the last part first. */
function statusBar(report: Report, width: number): string {
  const findings = report.services.flatMap((service) => service.findings);
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const parts = [
    `${report.score.value}/100 ${report.score.grade}`,
    counts.length === 0 ? 'no findings' : counts.join(', '),
    ...(report.score.undecided > 0 ? [`${report.score.undecided} points undecided`] : []),
    ...(report.services.length > 1 ? [`lowest of ${report.services.length} services`] : []),
  ];
  while (parts.length > 1 && widthOf(parts.join(' · ')) + 2 > width) parts.pop();
  return cut(justified(` ${parts.join(' · ')}`, `${report.edition} `, width).padEnd(width), width);
}
