import type { Severity } from '../model/finding.ts';
import { adviceLine } from './advice-line.ts';
import type { Subject } from './format.ts';
import { placedMessage } from './place.ts';
import { toldOnce, type Told } from './repeats.ts';
import { placeInRepository } from './repository-place.ts';
import { servicesWords } from './services-words.ts';
import { heaviestFirst, openFindings, type ShownFinding } from './shown-finding.ts';
import { shown } from './text/width.ts';
import { counted } from '../text/words.ts';

type Level = 'error' | 'warning' | 'notice';

const LEVELS: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'notice', info: 'notice' };
/** GitHub shows so many annotations of each level a step, and drops the others in silence (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md). */
const MOST = 10;

/**
 * Workflow commands of GitHub Actions, a line each: failed gates, then findings, those that cost most first; in a check only new ones. What
 * several services share is one annotation that names them, so that it takes the room of one.
 * '' when there is nothing to say. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(subject: Subject): string {
  const { report, check } = subject;
  const gates = (check?.gates ?? report.gates).filter(({ passed }) => !passed);
  const findings = toldOnce(heaviestFirst(check?.new ?? openFindings(report)));
  const room: Record<Level, number> = { error: MOST - Math.min(gates.length, MOST), warning: MOST, notice: MOST - 1 };
  const lines = gates.map(({ gate, because }) => command('error', { title: `${gate} failed` }, shown(because)));
  for (const each of findings) {
    const level = LEVELS[each.first.finding.severity];
    if (room[level] === 0) continue;
    room[level] -= 1;
    lines.push(annotation(level, each, subject));
  }
  const more = gates.length + findings.length - lines.length;
  if (more > 0) lines.push(command('notice', { title: 'optimize' }, `${more} more in the job summary`));
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(level: Level, told: Told, subject: Subject): string {
  const { first, repeats } = told;
  const { rule, points } = first.finding;
  const advice = adviceLine(first.finding, subject.report.rules.get(rule));
  return command(level, { title: points > 0 ? `${rule} (-${counted(points, 'point')})` : rule, ...placeProperties(first, subject) },
    [shown(placedMessage(first.finding)), ...(advice === '' ? [] : [advice]), ...(repeats.length === 0 ? [] : [shown(`in ${servicesWords(told)}`)])].join('\n'));
}

/** Columns only where the place is on one line: GitHub drops the annotation's lines otherwise. */
function placeProperties(each: ShownFinding, subject: Subject): Readonly<Record<string, string | number>> {
  const place = placeInRepository(each, subject);
  if (place === undefined) return {};
  const { start, end } = place;
  // A place that ends with its line ends at the start of the next one, which is not part of it.
  const endLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const lines = { file: shown(place.path), line: start.line, endLine };
  if (place.isWholeFile || start.line !== end.line) return lines;
  return { ...lines, col: start.column, endColumn: Math.max(end.column, start.column) };
}

function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escapedData(message)}`;
}

/** As the runner takes it apart: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
