import type { ServiceChange, PointMove } from '../check-report.ts';
import { SEVERITIES, type Finding, type Severity } from '../model/finding.ts';
import { GRADES, type Grade } from '../model/grade.ts';
import type { GateResult, Report, ScoreCard } from '../report.ts';
import { counted } from '../text/words.ts';

/** The bars that a project must take; what is undefined is not asked for. */
export interface Gates {
  /** Findings of this severity or worse fail: new ones in a check, all open ones in a scan. */
  readonly failOn?: Severity | 'never' | undefined;
  readonly minScore?: number | undefined;
  readonly minGrade?: Grade | undefined;
  /** How many points each category may have lost. */
  readonly maxLost: ReadonlyMap<string, number>;
}

/** More names than this in one sentence are counted. */
const MOST_NAMED = 3;

/** The gates that look at a project as it is. They hold for each of its services. */
export function stateGates(report: Report, { minScore, minGrade, maxLost }: Gates): readonly GateResult[] {
  return [
    ...(minScore === undefined ? [] : [scoreGate(report, minScore)]),
    ...(minGrade === undefined ? [] : [gradeGate(report, minGrade)]),
    ...[...maxLost].sort(([a], [b]) => (a < b ? -1 : 1)).map(([category, most]) => categoryGate(report, category, most)),
  ];
}

/** The gate for findings, where one is asked for: `new-findings` of a check, `findings` of a scan. */
export function findingsGates(gate: 'findings' | 'new-findings', findings: readonly Finding[], failOn: Gates['failOn']): readonly GateResult[] {
  return failOn === undefined || failOn === 'never' ? [] : [findingsGate(gate, findings, failOn)];
}

function findingsGate(gate: 'findings' | 'new-findings', findings: readonly Finding[], failOn: Severity): GateResult {
  const least = SEVERITIES.indexOf(failOn);
  const failing = findings.filter(({ severity }) => SEVERITIES.indexOf(severity) >= least);
  const kind = gate === 'new-findings' ? 'new ' : '';
  const what = (noun: string) => (failOn === 'critical' ? `${kind}critical ${noun}` : `${kind}${noun} of ${failOn} or worse`);
  const names = counts(failing.map(({ rule, service }) => `${rule} in ${service}`));
  return {
    gate, limit: failOn, passed: failing.length === 0,
    because: failing.length === 0 ? `no ${what('findings')}` : `${failing.length} ${what(failing.length === 1 ? 'finding' : 'findings')}: ${listed(names)}`,
  };
}

/** Each name once, in their order; how often, behind one that is there several times. */
function counts(names: readonly string[]): readonly string[] {
  return [...new Set(names)].map((name) => {
    const count = names.filter((each) => each === name).length;
    return count === 1 ? name : `${name} (${count} times)`;
  });
}

type Move = Pick<PointMove, 'service' | 'rule' | 'points' | 'after'>;

/**
 * The gate for points that services lost between two states. What can no longer be known costs points too, but that is no proof that
 * anything got worse: such points have a gate of their own, which is off unless somebody asks for it.
 */
export function dropGate(services: readonly ServiceChange[], moves: readonly Move[], most: number): GateResult {
  const drops = services.flatMap(({ name, before, after }) => (before === undefined || after === undefined ? [] : [{ name, from: before.value, to: after.value, drop: dropOf(before, after) }]));
  const failing = drops.filter(({ drop }) => drop > most);
  const sentences = failing.map(({ name, from, to }) => {
    const rules = moves.filter(({ service, points, after }) => service === name && points < 0 && after === 'fail').map(({ rule, points }) => `${rule} ${points}`);
    return `${name} went from ${from} to ${to}${rules.length === 0 ? '' : ` (${listed(rules)})`}`;
  });
  const fine = drops.every(({ drop }) => drop <= 0) ? 'no service lost points' : `no service lost more than ${counted(most, 'point')}`;
  return { gate: 'drop', limit: String(most), passed: failing.length === 0, because: failing.length === 0 ? fine : sentences.join('; ') };
}

/** The gate for points that services lost because something can no longer be known. */
export function undecidedGate(moves: readonly Move[], most: number): GateResult {
  const lost = moves.filter(({ points, after }) => points < 0 && after === 'undecided');
  const failing = [...new Set(lost.map(({ service }) => service))].flatMap((service) => {
    const own = lost.filter((move) => move.service === service);
    const points = own.reduce((sum, move) => sum - move.points, 0);
    return points > most ? [`${service} lost ${counted(points, 'point')} to what can no longer be known (${listed(own.map(({ rule, points: each }) => `${rule} ${each}`))})`] : [];
  });
  return {
    gate: 'undecided', limit: String(most), passed: failing.length === 0,
    because: failing.length === 0 ? `no service lost more than ${counted(most, 'point')} to what can no longer be known` : failing.join('; '),
  };
}

/** Points that the score fell by and that are lost for sure. */
function dropOf(before: ScoreCard, after: ScoreCard): number {
  return Math.min(before.value - after.value, (after.lost - after.undecided) - (before.lost - before.undecided));
}

function scoreGate(report: Report, least: number): GateResult {
  const failing = report.services.filter(({ score }) => score.value < least).map(({ service, score }) => `${service.name} has ${score.value}`);
  return {
    gate: 'min-score', limit: String(least), passed: failing.length === 0,
    because: failing.length === 0 ? `every service has ${least} points or more` : `${listed(failing)}; at least ${least} are asked for`,
  };
}

function gradeGate(report: Report, least: Grade): GateResult {
  const failing = report.services.filter(({ score }) => GRADES.indexOf(score.grade) > GRADES.indexOf(least)).map(({ service, score }) => `${service.name} is ${score.grade}`);
  return {
    gate: 'min-grade', limit: least, passed: failing.length === 0,
    because: failing.length === 0 ? `every service is ${least}${least === 'excellent' ? '' : ' or better'}` : `${listed(failing)}; ${least} is asked for`,
  };
}

function categoryGate(report: Report, category: string, most: number): GateResult {
  const failing = report.services.flatMap(({ service, score }) => {
    const lost = score.categories.find(({ id }) => id === category)?.lost ?? 0;
    return lost > most ? [`${service.name} lost ${counted(lost, 'point')} in ${category}`] : [];
  });
  return {
    gate: 'max-lost', limit: `${category}=${most}`, passed: failing.length === 0,
    because: failing.length === 0 ? `no service lost more than ${counted(most, 'point')} in ${category}` : `${listed(failing)}; ${most} may be lost`,
  };
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : names.join(', ');
}
