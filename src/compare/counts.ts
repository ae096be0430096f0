import type { Counts } from '../check-report.ts';
import type { Report } from '../report.ts';

/** How many open findings are new, and how many a baseline accepts; the others were there before. */
export interface KnownCounts {
  readonly new: number;
  readonly baselined: number;
}

/** Counts of everything that was checked, so that nothing is hidden: `total` is the sum of the rest. */
export function countChecks({ services }: Report, known: KnownCounts): Counts {
  const open = services.reduce((sum, { findings }) => sum + findings.length, 0);
  const ignored = services.reduce((sum, { findings, verdicts, ignored: accepted }) => {
    const rules = new Set([...findings, ...accepted.map(({ finding }) => finding)].map(({ rule }) => rule));
    return sum + accepted.length + verdicts.filter(({ outcome, rule }) => outcome === 'ignored' && !rules.has(rule)).length;
  }, 0);
  const outcomes = (wanted: string) => services.reduce((sum, { verdicts }) => sum + verdicts.filter(({ outcome }) => outcome === wanted).length, 0);
  const parts = {
    new: known.new, unchanged: open - known.new - known.baselined, baselined: known.baselined, ignored,
    passed: outcomes('pass'), notApplicable: outcomes('not-applicable'), undecided: outcomes('undecided'),
  };
  return { total: Object.values(parts).reduce((sum, count) => sum + count, 0), ...parts };
}
