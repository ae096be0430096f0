import { FACTS, isFactName } from '../../model/fact-names.ts';
import type { FactSet } from '../../model/facts.ts';
import type { Verdict } from '../../report.ts';
import type { Paint } from '../paint.ts';
import { shown } from './width.ts';
import { wrap, wrapParts } from './wrap.ts';

/** Rules that are named below a reason; the rest is counted. */
const MOST_RULES = 5;
const INDENT = '        ';

/** What the points that are lost for want of knowledge are shown with. */
export interface UndecidedView {
  readonly facts: FactSet;
  readonly width: number;
  readonly paint: Paint;
}

/** Points that are lost because something could not be known: by reason, the dearest first, with what would decide it. */
export function undecidedText(verdicts: readonly Verdict[], { facts, width, paint }: UndecidedView): readonly string[] {
  const reasons = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'undecided' || verdict.points === 0) continue;
    const reason = verdict.because ?? '';
    reasons.set(reason, [...(reasons.get(reason) ?? []), verdict]);
  }
  if (reasons.size === 0) return [];
  const groups = [...reasons].map(([reason, own]) => ({ reason, rules: own.map(({ rule }) => rule), points: pointsOf(own) }));
  groups.sort((a, b) => b.points - a.points);
  const room = width - INDENT.length;
  const lines = groups.flatMap(({ reason, rules, points }, index) => [
    ...hanging(`  ? ${`-${points}`.padStart(3)} `, reason, width).map((line) => paint.yellow(line)),
    ...wrapParts(named(rules), ', ', room).map((line) => INDENT + paint.dim(line)),
    ...wrap(index === 0 ? remedyFor(reason, facts) : '', room).map((line) => INDENT + paint.green(line)),
  ]);
  return ['', paint.cyan('undecided'), ...lines];
}

function pointsOf(verdicts: readonly Verdict[]): number {
  let sum = 0;
  for (const { points } of verdicts) sum += points;
  return sum;
}

function named(rules: readonly string[]): readonly string[] {
  if (rules.length <= MOST_RULES + 1) return rules;
  return [...rules.slice(0, MOST_RULES), `and ${rules.length - MOST_RULES} more`];
}

/** What the reader can do about the dearest one, because the others often follow: set what is not set, or state a fact that a file cannot tell. */
function remedyFor(reason: string, facts: FactSet): string {
  const name = reason.split(/[\s,;:]+/).find(isFactName);
  if (name === undefined || ['list', 'record'].includes(FACTS[name][0])) return '';
  return facts[name]?.state === 'absent' ? 'decided once it is set' : `to decide it: --assume ${name}=VALUE`;
}

/** A text whose first line starts with a head, and whose other lines stand below the text. */
function hanging(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...more] = wrap(shown(text), width - head.length);
  return [head + first, ...more.map((line) => ' '.repeat(head.length) + line)];
}
