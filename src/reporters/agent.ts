import type { CheckReport } from '../check-report.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { GateResult, Report } from '../report.ts';
import { findingWords, scoreWords } from './check/words.ts';
import { adviceOf } from './advice.ts';
import type { Subject } from './format.ts';
import { liveWords } from './live-words.ts';
import { whereOfFinding } from './place.ts';
import { toldOnce, type Told } from './repeats.ts';
import { servicesWords } from './services-words.ts';
import { openFindings, type ShownFinding } from './shown-finding.ts';
import { shown } from './text/width.ts';
import { remedyFor, undecidedReasons } from './undecided.ts';
import { counted } from '../text/words.ts';
import { againstText } from './against.ts';

/**
 * The report for a language model: one line with the score, then one line per finding, the heaviest first:
 * `path:line:column severity rule -points message | fix(safe): title | id`, and `| in api (-3) and worker` before the id of what several services
 * share. A check gives what is new, and the gates that failed.
 */
export function agentReport({ report, check }: Subject): string {
  const lines = check === undefined ? scanLines(report) : checkLines(check, report);
  return `${lines.join('\n')}\n`;
}

function scanLines(report: Report): readonly string[] {
  const all = openFindings(report).toSorted(heavier);
  const undecided = report.services.flatMap(({ service, verdicts }) => undecidedReasons(verdicts).map(({ reason, rules, points }) => {
    const remedy = remedyFor(reason, service.facts);
    return `undecided -${points} in ${service.name}: ${reason} | ${rules.join(', ')}${remedy === '' ? '' : ` | ${remedy}`}`;
  }));
  const head = `score ${scoreText(report)} | ${counted(all.length, 'finding')}, ${counted(report.score.undecided, 'point')} undecided${report.live === undefined ? '' : ` | ${liveWords(report)}`}`;
  return [head, ...failedGates(report.gates), ...toldOnce(all).map((each) => findingLine(each, report)), ...undecided].map(oneLine);
}

function checkLines(check: CheckReport, report: Report): readonly string[] {
  const score = check.isAnyTouched ? `score ${scoreWords(check)}${eachScore(report)}` : scoreWords(check);
  const head = `check ${check.passed ? 'passed' : 'failed'} against ${againstText(check.against)}: ${score} | ${findingWords(check)}`;
  return [head, ...failedGates(check.gates), ...toldOnce(check.new).map((each) => findingLine(each, report))].map(oneLine);
}

function failedGates(gates: readonly GateResult[]): readonly string[] {
  return gates.filter(({ passed }) => !passed).map(({ gate, limit, because }) => `failed gate ${gate}=${limit}: ${because}`);
}

/** `59 poor`, and the score of each service where there are several. */
function scoreText(report: Report): string {
  const { value, grade } = report.score;
  return `${value}/100 ${grade}${eachScore(report)}`;
}

function eachScore({ services }: Report): string {
  return services.length < 2 ? '' : ` (${services.map((each) => `${each.service.name} ${each.score.value}`).join(', ')})`;
}

function findingLine(told: Told, report: Report): string {
  const { first: { finding, service }, repeats } = told;
  const { title, applicability = 'advice' } = adviceOf(finding, report.rules.get(finding.rule));
  const place = whereOfFinding(finding, service) || '-';
  const fix = title === '' ? '' : ` | fix(${applicability}): ${title}`;
  const shared = repeats.length === 0 ? '' : ` | in ${servicesWords(told)}`;
  return `${place} ${finding.severity} ${finding.rule} -${finding.points} ${finding.message}${fix}${shared} | ${finding.id}`;
}

function heavier({ finding: a }: ShownFinding, { finding: b }: ShownFinding): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.points - a.points;
}

/** A name of a file may hold a line break, and a line is a finding. */
function oneLine(text: string): string {
  return shown(text).replaceAll(/\s+/g, ' ');
}
