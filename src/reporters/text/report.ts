import type { Finding } from '../../model/finding.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Report, ScoreCard, ServiceReport } from '../../report.ts';
import type { Service } from '../../model/project.ts';
import { counted } from '../../text/words.ts';
import { liveWords } from '../live-words.ts';
import type { Paint } from '../paint.ts';
import { placeOfFinding, platformOfFinding } from '../place.ts';
import { repeatsIn } from '../repeats.ts';
import type { ShownFinding } from '../shown-finding.ts';
import { toldAbove } from '../told-above.ts';
import { alikeText, apartAlike } from './alike.ts';
import { findingText } from './finding.ts';
import { hintsText, isHint } from './hints.ts';
import { describeService } from './headline.ts';
import { ignoredLines } from './ignored.ts';
import { toldAboveText } from './told-above.ts';
import { undecidedText } from './undecided.ts';
import { joinedNames } from '../words.ts';
import { cut, shown, widthOf } from './width.ts';
import { justified, wrap, wrapParts } from './wrap.ts';

/** How the text is laid out. */
export interface TextOptions {
  /** Columns of the terminal; 80 in a pipe. */
  readonly width: number;
  readonly paint: Paint;
  /** Rules that were asked for by name: what they say is shown in full, however little it weighs. */
  readonly asked?: readonly string[] | undefined;
}

/** What to do next, what the score is not, and how old the dates behind it are. */
function footer({ tables }: Report): string {
  const age = tables.days === 0 ? '' : `, ${counted(tables.days, 'day')} ago`;
  return `\`optimize explain RULE\` tells why. The score counts known risks, not speed. Dates and versions read on ${tables.checked}${age}.`;
}

/** The report for people: services, their findings by file, what could not be known, and a status bar. */
export function textReport(report: Report, options: TextOptions): string {
  const { paint } = options;
  const repeats = repeatsIn(report);
  const lines = [
    ...report.services.flatMap((service) => [...serviceText(service, { ...options, report, repeats }), '']),
    ...ignoredLines(report.services).flatMap((line) => wrap(line, options.width, '  ')).map(paint.dim),
    ...report.notices.flatMap(({ message }) => wrap(`note: ${shown(message)}`, options.width, '  ')).map(paint.dim),
    ...(report.live === undefined ? [] : wrap(liveWords(report), options.width, '  ')).map(paint.dim),
    ...wrap(footer(report), options.width).map(paint.dim),
    paint.bar(statusBar(report, options.width)),
  ];
  return `${lines.join('\n')}\n`;
}

interface ServiceView extends TextOptions {
  readonly report: Report;
  /** What was told at an earlier service, by the ids of the findings that are not told again. */
  readonly repeats: ReadonlyMap<string, ShownFinding>;
}

function serviceText(service: ServiceReport, view: ServiceView): readonly string[] {
  const { report, repeats, ...options } = view;
  const { width, paint } = options;
  const { name, root } = service.service;
  const told = report.live?.environment;
  const title = root === '' ? name : `${name}  ${root}/`;
  const score = `${service.score.value}/100 ${service.score.grade}`;
  const padded = justified(title, score, width);
  const own = service.findings.filter(({ id }) => !repeats.has(id)).sort(heavier);
  const { full, rest } = apartAlike(own.filter((finding) => !isHint(finding, options.asked)), options.asked);
  const head = padded.endsWith(score) ? paint.bold(padded.slice(0, -score.length)) + scoreColour(service.score, paint)(score) : padded;
  return [
    head,
    ...wrapParts(describeService(service.service), ' · ', width - 2).map((line) => paint.dim(`  ${line}`)),
    ...byFile(full, service.service).flatMap(([path, findings]) => fileText(path, findings, { report, service: service.service, told, ...options })),
    ...alikeText(rest, service.service, { ...options, told }),
    ...hintsText(own, service.service, { ...options, told }),
    ...toldAboveText(toldAbove([...service.findings].sort(heavier), repeats), options),
    ...undecidedText(service.verdicts, { facts: service.service.facts, width, paint }),
    ...(service.findings.length === 0 ? ['', paint.green('  no findings')] : []),
    ...cappedText(service.score, options),
  ];
}

interface FileView extends TextOptions {
  readonly report: Report;
  readonly service: Service;
  readonly told: string | undefined;
}

function fileText(path: string, findings: readonly Finding[], { report, service, told, width, paint }: FileView): readonly string[] {
  const said = new Set<string>();
  const texts = findings.flatMap((finding) => ['', ...findingText(finding, { service, rule: report.rules.get(finding.rule), width, paint, told, said })]);
  return ['', paint.cyan(path === '' ? service.name : shown(path)), ...texts.slice(1)];
}

/** Files with the heaviest finding first; within a file the heaviest finding first. */
function byFile(findings: readonly Finding[], service: Service): readonly (readonly [string, readonly Finding[]])[] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const path = placeOfFinding(finding, service)?.file.path ?? (platformOfFinding(finding) === '' ? '' : 'Railway');
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

function cappedText({ cappedBy, grade }: ScoreCard, { width, paint }: TextOptions): readonly string[] {
  if (cappedBy.length === 0) return [];
  return ['', ...wrap(`the grade stays at ${grade} while ${joinedNames(cappedBy)} ${cappedBy.length === 1 ? 'is' : 'are'} open`, width - 2).map((line) => paint.dim(`  ${line}`))];
}

function scoreColour({ grade }: ScoreCard, paint: Paint): (text: string) => string {
  if (grade === 'poor') return paint.red;
  return grade === 'fair' ? paint.yellow : paint.green;
}

/** The last line: score, findings by severity, ignored ones, undecided points; what does not fit goes, the last part first. */
function statusBar(report: Report, width: number): string {
  const findings = report.services.flatMap((service) => service.findings);
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const ignored = report.services.flatMap((service) => service.ignored).length;
  const parts = [
    `${report.score.value}/100 ${report.score.grade}`,
    counts.length === 0 ? 'no findings' : counts.join(', '),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
    ...(report.score.undecided > 0 ? [`${report.score.undecided} ${report.score.undecided === 1 ? 'point' : 'points'} undecided`] : []),
    ...(report.services.length > 1 ? [`lowest of ${report.services.length} services`] : []),
  ];
  while (parts.length > 1 && widthOf(parts.join(' · ')) + 2 > width) parts.pop();
  return cut(justified(` ${parts.join(' · ')}`, `${report.edition} `, width).padEnd(width), width);
}
