import type { Finding } from '../model/finding.ts';
import { GRADES, type Grade } from '../model/grade.ts';
import type { CategoryMark, ScoreCard, Verdict } from '../report.ts';

/** Which grade a rule's open critical finding leaves at best. */
export type Caps = ReadonlyMap<string, 'fair' | 'poor'>;

/**
 * The score of one service from its verdicts. The lost points of all categories sum to 100 - value. `unignored` are the verdicts as
 * they would be if nothing were ignored.
 */
export function scoreOf(verdicts: readonly Verdict[], findings: readonly Finding[], caps: Caps, unignored = verdicts): ScoreCard {
  let lost = 0;
  let undecided = 0;
  const categories = new Map<string, CategoryMark>();
  for (const verdict of verdicts) {
    const lostHere = lostBy(verdict);
    const undecidedHere = verdict.outcome === 'undecided' ? verdict.points : 0;
    lost += lostHere;
    undecided += undecidedHere;
    const id = categoryOf(verdict.rule);
    const mark = categories.get(id) ?? { id, points: 0, lost: 0, undecided: 0 };
    categories.set(id, {
      id,
      points: mark.points + verdict.points,
      lost: mark.lost + lostHere,
      undecided: mark.undecided + undecidedHere,
    });
  }
  const value = 100 - lost;
  const marks = [...categories.values()].filter((mark) => mark.points > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const raw = 100 - unignored.reduce((sum, verdict) => sum + lostBy(verdict), 0);
  return { value, raw, lost, undecided, categories: marks, ...gradeOf(value, findings, caps) };
}

/** The points of a verdict that are lost. */
export function lostBy({ outcome, points }: Verdict): number {
  return outcome === 'fail' || outcome === 'undecided' ? points : 0;
}

/** The first part of a rule's id. */
export function categoryOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}

/** The score of a project is that of its lowest service. */
export function lowest<T extends { readonly score: ScoreCard }>(services: readonly [T, ...T[]]): T {
  let result: T = services[0];
  for (const service of services) if (service.score.value < result.score.value) result = service;
  return result;
}

function gradeOf(value: number, findings: readonly Finding[], caps: Caps): { grade: Grade; cappedBy: readonly string[] } {
  const own: Grade = value >= 95 ? 'excellent' : value >= 80 ? 'good' : value >= 60 ? 'fair' : 'poor';
  const capping = findings.flatMap((finding) => {
    const cap = finding.severity === 'critical' ? (caps.get(finding.rule) ?? 'fair') : undefined;
    return cap !== undefined && rank(cap) < rank(own) ? [{ rule: finding.rule, cap }] : [];
  });
  let grade = own;
  for (const { cap } of capping) if (rank(cap) < rank(grade)) grade = cap;
  return { grade, cappedBy: [...new Set(capping.map(({ rule }) => rule))].sort() };
}

function rank(grade: Grade): number {
  return -GRADES.indexOf(grade);
}
