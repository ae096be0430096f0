import { FACTS, isFactName } from '../model/fact-names.ts';
import { factOfReason } from '../model/fact-words.ts';
import type { FactSet } from '../model/facts.ts';
import type { Verdict } from '../report.ts';

/** Points that one reason costs, and the rules that it keeps from being decided. */
export interface UndecidedReason {
  readonly reason: string;
  readonly rules: readonly string[];
  readonly points: number;
}

/** Points that are lost because something could not be known, by reason, the dearest first. */
export function undecidedReasons(verdicts: readonly Verdict[]): readonly UndecidedReason[] {
  const reasons = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'undecided' || verdict.points === 0) continue;
    const reason = verdict.because ?? '';
    const own = reasons.get(reason);
    if (own === undefined) reasons.set(reason, [verdict]);
    else own.push(verdict);
  }
  return [...reasons].map(([reason, own]) => ({ reason, rules: own.map(({ rule }) => rule), points: pointsOf(own) })).sort((a, b) => b.points - a.points);
}

/** What the reader can do about a reason: set what is not set, or state a fact that a file cannot tell; '' where nothing is known. */
export function remedyFor(reason: string, facts: FactSet): string {
  const name = factOfReason(reason) ?? reason.split(/[\s,;:]+/).find(isFactName);
  if (name === undefined || ['list', 'record'].includes(FACTS[name][0])) return '';
  return facts[name]?.state === 'absent' ? 'decided once it is set' : `to decide it: say ${name} under facts in optimize.yaml`;
}

function pointsOf(verdicts: readonly Verdict[]): number {
  let sum = 0;
  for (const { points } of verdicts) sum += points;
  return sum;
}
