import type { CheckReport } from '../check-report.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { GateResult, Report } from '../report.ts';
import { adviceOf } from './advice.ts';
import type { Subject } from './format.ts';
import { placeOfFinding, placeText } from './place.ts';
import { openFindings, type ShownFinding } from './shown-finding.ts';
import { shown } from './text/width.ts';
import { remedyFor, undecidedReasons } from './undecided.ts';
import { counted } from '../text/words.ts';
import { againstText } from './against.ts';

/**
 * The report for a language model: one line with the score, then one line per finding, the heaviest first:
 * `path:line:column severity rule -points message | fix(safe): title | id`. A check gives what is new, and the gates that failed.
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
  const head = `score ${scoreText(report)} | ${counted(all.length, 'finding')}, ${counted(report.score.undecided, 'point')} undecided`;
  return [head, ...failedGates(report.gates), ...all.map((each) => findingLine(each, report)), ...undecided].map(oneLine);
}

function checkLines(check: CheckReport, report: Report): readonly string[] {
  const { against, before, counts } = check;
  const was = before === undefined ? '' : `, was ${before.score.value}`;
  const head = `check ${check.passed ? 'passed' : 'failed'} against ${againstText(against)}: score ${scoreText(report)}${was} | ${counts.new} new, ${check.fixed.length} fixed`;
  return [head, ...failedGates(check.gates), ...check.new.map((each) => findingLine(each, report))].map(oneLine);
}

function failedGates(gates: readonly GateResult[]): readonly string[] {
  return gates.filter(({ passed }) => !passed).map(({ gate, limit, because }) => `failed gate ${gate}=${limit}: ${because}`);
}

/** `59 poor`, and the score of each service where there are several. */
function scoreText({ score, services }: Report): string {
  const all = services.length < 2 ? '' : ` (${services.map((each) => `${each.service.name} ${each.score.value}`).join(', ')})`;
  return `${score.value}/100 ${score.grade}${all}`;
}

function findingLine({ finding, service }: ShownFinding, report: Report): string {
  const { title, applicability = 'advice' } = adviceOf(finding, report.rules.get(finding.rule));
  const place = placeText(placeOfFinding(finding, service)) || '-';
  const fix = title === '' ? '' : ` | fix(${applicability}): ${title}`;
  return `${place} ${finding.severity} ${finding.rule} -${finding.points} ${finding.message}${fix} | ${finding.id}`;
}

function heavier({ finding: a }: ShownFinding, { finding: b }: ShownFinding): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.points - a.points;
}

/** A name of a file may hold a line break, and a line is a finding. */
function oneLine(text: string): string {
  return shown(text).replaceAll(/\s+/g, ' ');
}
