import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import type { Decoded, Quoting } from './decoded.ts';

/** A text with commands as its reader gets it, and the way back into the file. */
export interface CommandText {
  readonly file: SourceFile;
  readonly text: string;
  /** The token that holds it, quotes included. */
  readonly whole: Range;
  /** Where a stretch of the text stands in the file. An empty one stands behind the character before it. */
  rangeOf(range: Range): Range;
  /** A text as it is written at a place of this one; undefined where it cannot be. */
  write(text: string): string | undefined;
}

/** The text of a token of a file, where reading it gives what the file's own parser says. */
export function textInFile(file: SourceFile, token: { readonly whole: Range; readonly inner: Range; readonly quoting: Quoting; readonly value: string }): CommandText | undefined {
  const { whole, inner, quoting, value } = token;
  const decoded = quoting.decode(file.text, inner.start, inner.end);
  if (decoded === undefined || decoded.text !== value) return undefined;
  return { file, text: decoded.text, whole, rangeOf: (range) => placeOf(decoded, range, inner.start), write: quoting.write };
}

/** A text that some other reader made of a file: a command of a Dockerfile, with continuations taken out. */
export function textOfParts(file: SourceFile, text: string, source: (start: number, end: number) => Range): CommandText {
  return {
    file, text, whole: source(0, text.length),
    rangeOf: ({ start, end }) => (end > start ? source(start, end) : { start: source(start - 1, start).end, end: source(start - 1, start).end }),
    write: (written) => (/[\r\n]/.test(written) ? undefined : written),
  };
}

/** A text that stands in a word of another one: `sh -c "..."`. */
export function textInText(outer: CommandText, inner: Range, quoting: Quoting): CommandText | undefined {
  const decoded = quoting.decode(outer.text, inner.start, inner.end);
  if (decoded === undefined) return undefined;
  return {
    file: outer.file, text: decoded.text, whole: outer.rangeOf(inner),
    rangeOf: (range) => outer.rangeOf(placeOf(decoded, range, inner.start)),
    write: (text) => {
      const written = quoting.write(text);
      return written === undefined ? undefined : outer.write(written);
    },
  };
}

function placeOf({ starts, ends }: Decoded, { start, end }: Range, origin: number): Range {
  if (end > start) return { start: starts[start] ?? origin, end: ends[end - 1] ?? origin };
  const after = start === 0 ? (starts[0] ?? origin) : (ends[start - 1] ?? origin);
  return { start: after, end: after };
}
