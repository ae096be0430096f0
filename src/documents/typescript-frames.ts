import { skipLine } from './typescript-skip.ts';

/** What a level takes of the parser's stack, roughly. */
export const COST = { bracket: 8, nesting: 3, chaining: 1 } as const;

export type FrameKind = 'round' | 'square' | 'curly' | 'template' | 'tag' | 'children';

/** What came last: an operand ends an expression, an operator waits for one, a name may be either for types, `unsure` is either. */
export type Last = 'operand' | 'operator' | 'name' | 'unsure';

/** What is open: a bracket, a template, a JSX element. */
export interface Frame {
  kind: FrameKind;
  /** What its end is to what follows. */
  readonly after: Last;
  /** What may nest in it since the last separator. */
  pending: number;
  /** What commas took off `pending`, and all that the last separator took off: an `else` goes on with it. */
  passed: number;
  ended: number;
  angles: number;
  /** What stands around it, all together. */
  readonly below: number;
}

export interface Measure {
  readonly text: string;
  readonly hasJsx: boolean;
  readonly frames: Frame[];
  top: Frame;
  index: number;
  last: Last;
  /** The word that came last, when a word did. */
  word: string;
  /** True when a line ended since the last token. */
  isNewLine: boolean;
  closedCurly: boolean;
  /** Up to here quotes, separators and closing brackets are not believed: something before could be read in two ways. */
  doubtUntil: number;
}

export function step(measure: Measure, cost: number): void {
  measure.top.pending += cost;
  measure.last = 'operator';
  measure.word = '';
  measure.index += 1;
}

/** What nests ends here: `;` and what is read as the end of a statement. */
export function separate(measure: Measure): void {
  if (measure.index < measure.doubtUntil) return;
  const { top } = measure;
  top.ended = top.pending + top.passed;
  top.pending = 0;
  top.passed = 0;
  top.angles = 0;
}

/** `if (a) b; else if (a) b; else` nests beyond its separators, and so does what ends with `while (a);`. */
export function resume(frame: Frame): void {
  frame.pending += frame.passed + frame.ended;
  frame.passed = 0;
  frame.ended = 0;
}

/** From here to the end of the line, or of the text when the line may open something that goes on behind it, nothing is believed to close. */
export function doubt(measure: Measure): void {
  const { text, index } = measure;
  const end = skipLine(text, index);
  const rest = text.slice(index, end);
  const goesOn = rest.includes('`') || rest.includes('/*') || rest.endsWith('\\') || (measure.hasJsx && /<[\w$>]/.test(rest));
  measure.doubtUntil = goesOn ? Number.POSITIVE_INFINITY : Math.max(measure.doubtUntil, end);
}

export function open(measure: Measure, kind: FrameKind, after: Last): void {
  const { top } = measure;
  const frame: Frame = { kind, after, pending: 0, passed: 0, ended: 0, angles: 0, below: top.below + top.pending + (top.angles + 1) * COST.bracket };
  measure.frames.push(frame);
  measure.top = frame;
  measure.last = 'operator';
  measure.word = '';
  measure.index += 1;
}

/** Takes off what is open. In a chain it counts as a link: `a()()()`; children of an element stand side by side. */
export function leave(measure: Measure): void {
  if (measure.frames.length === 1) return;
  measure.frames.pop();
  measure.top = measure.frames.at(-1) ?? measure.top;
  if (measure.top.kind === 'children') measure.top.pending = 0;
  else measure.top.pending += COST.chaining;
}
