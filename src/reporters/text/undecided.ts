import type { FactSet } from '../../model/facts.ts';
import type { Verdict } from '../../report.ts';
import type { Paint } from '../paint.ts';
import { remedyFor, undecidedReasons } from '../undecided.ts';
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
  const groups = undecidedReasons(verdicts);
  if (groups.length === 0) return [];
  const room = width - INDENT.length;
  const lines = groups.flatMap(({ reason, rules, points }, index) => [
    ...hanging(`  ? ${`-${points}`.padStart(3)} `, reason, width).map((line) => paint.yellow(line)),
    ...wrapParts(named(rules), ', ', room).map((line) => INDENT + paint.dim(line)),
    // What decides the dearest one often decides the others too.
    ...wrap(index === 0 ? remedyFor(reason, facts) : '', room).map((line) => INDENT + paint.green(line)),
  ]);
  return ['', paint.cyan('undecided'), ...lines];
}

function named(rules: readonly string[]): readonly string[] {
  if (rules.length <= MOST_RULES + 1) return rules;
  return [...rules.slice(0, MOST_RULES), `and ${rules.length - MOST_RULES} more`];
}

/** A text whose first line starts with a head, and whose other lines stand below the text. */
function hanging(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...more] = wrap(shown(text), width - head.length);
  return [head + first, ...more.map((line) => ' '.repeat(head.length) + line)];
}
