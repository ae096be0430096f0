import type { CheckReport } from '../../check-report.ts';
import { signed } from '../words.ts';

/** The score of a check in every format: `70/100 fair, 74 before (-4)`; what is said instead where the change can affect no service. */
export function scoreWords({ report: { score }, before, isAnyTouched, untouched }: CheckReport): string {
  if (!isAnyTouched) return untouchedWords(untouched.length);
  const change = before === undefined ? 0 : score.value - before.score.value;
  return `${score.value}/100 ${score.grade}${change === 0 ? '' : `, ${score.value - change} before (${signed(change)})`}`;
}

/** `none of 2 services is touched`; a project with one is scanned whatever changed. */
export function untouchedWords(count: number): string {
  return `none of ${count} services is touched`;
}

/** What became of findings: `2 new, 0 fixed, 7 known`. A baseline knows of none that is fixed, and accepts those that it knows. */
export function findingWords({ against, counts, fixed }: CheckReport): string {
  return [
    `${counts.new} new`, ...(against.kind === 'ref' ? [`${fixed.length} fixed`, `${counts.unchanged} known`] : [`${counts.baselined} accepted`]),
    ...(counts.ignored === 0 ? [] : [`${counts.ignored} ignored`]),
  ].join(', ');
}
