import type { PythonExpression } from '../../documents/python-tree.ts';
import { holeOf } from '../../documents/sql-placeholders.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** A text that is written down, and where its first character stands in the file. */
export interface LiteralText {
  readonly text: string;
  /** Undefined where the characters are not those of the file: escapes, several strings side by side. */
  readonly start: number | undefined;
}

const OPENING = /^[rbufRBUF]*("""|'''|"|')/;

/** The text of a string or f-string; what an f-string puts in is a name of the same length. Undefined of anything else. */
export function literalText(expression: PythonExpression, { text: source }: SourceFile): LiteralText | undefined {
  if (expression.kind !== 'string' && expression.kind !== 'fstring') return undefined;
  const { start, end } = expression.range;
  const [opening = '', quote = ''] = OPENING.exec(source.slice(start, start + 8)) ?? [];
  const from = start + opening.length;
  const inner = source.slice(from, end - quote.length);
  const isPlain = opening !== '' && source.endsWith(quote, end) && (!inner.includes('\\') || /r/i.test(opening));
  if (expression.kind === 'string') return isPlain && inner === expression.value ? { text: inner, start: from } : { text: expression.value, start: undefined };
  const texts = expression.parts.map((part) => (part.kind === 'string' ? part.value : holeOf(8)));
  if (!isPlain || inner.includes(quote)) return { text: texts.join(''), start: undefined };
  let filled = inner;
  for (const part of expression.parts) {
    if (part.kind === 'string') continue;
    const open = filled.lastIndexOf('{', part.range.start - from);
    const close = filled.indexOf('}', part.range.end - from);
    if (open === -1 || close === -1) return { text: texts.join(''), start: undefined };
    filled = filled.slice(0, open) + holeOf(close + 1 - open) + filled.slice(close + 1);
  }
  return { text: filled, start: from };
}
