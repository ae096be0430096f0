import { decodeContent, TEXT_ESCAPE } from '../../documents/python-strings.ts';
import type { PythonExpression } from '../../documents/python-tree.ts';
import { holeOf } from '../../documents/sql-placeholders.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { escapedPieces, type TextPiece } from '../../text/text-pieces.ts';

/** A text that is written down, and where its first character stands in the file. */
export interface LiteralText {
  readonly text: string;
  /** Undefined where the characters are not those of the file: escapes, several strings side by side. */
  readonly start: number | undefined;
  /** Where its stretches stand, when there is no such start; none where that is not known. */
  readonly pieces: readonly TextPiece[];
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
  if (expression.kind === 'string') return isPlain && inner === expression.value ? { text: inner, start: from, pieces: [] } : piecewise(expression.parts ?? [{ ...expression, range: { start: from, end: end - quote.length } }], source);
  const apart = piecewise(expression.parts, source);
  if (!isPlain || inner.includes(quote)) return apart;
  let filled = inner;
  for (const part of expression.parts) {
    if (part.kind === 'string') continue;
    const open = filled.lastIndexOf('{', part.range.start - from);
    const close = filled.indexOf('}', part.range.end - from);
    if (open === -1 || close === -1) return apart;
    filled = filled.slice(0, open) + holeOf(close + 1 - open) + filled.slice(close + 1);
  }
  return { text: filled, start: from, pieces: [] };
}

/** The text of parts, each of which is what stands between quotes, or is put in. */
function piecewise(parts: readonly PythonExpression[], source: string): LiteralText {
  const pieces: TextPiece[] = [];
  let text = '';
  for (const part of parts) {
    const piece = { from: text.length, at: part.range.start };
    const written = source.slice(part.range.start, part.range.end);
    // One that has escapes and none of them decoded is raw.
    const isEscaped = part.kind === 'string' && part.value !== written;
    pieces.push(...(isEscaped ? escapedPieces(written, piece, TEXT_ESCAPE, (escape) => decodeContent(escape, '').length) : [piece]));
    text += part.kind === 'string' ? part.value : holeOf(8);
  }
  return { text, start: undefined, pieces };
}
