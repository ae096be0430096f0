/** A text that stands inside another one, as its reader gets it: each character knows where it stands there. */
export interface Decoded {
  readonly text: string;
  /** For each character, where what it is written as begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** How a text is written inside another one: in quotes, with escapes, in an indented block. */
export interface Quoting {
  /** Reads what stands between `start` and `end`; undefined where it is written in a way that we do not follow. */
  decode(source: string, start: number, end: number): Decoded | undefined;
  /** A text as it is written there; undefined where it cannot be. */
  write(text: string): string | undefined;
}

/** Collects characters with their places. */
class Decoding {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  put(text: string, start: number, end: number): void {
    this.text += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

/** The characters stand there as they are. */
export function decodeAsIs(source: string, start: number, end: number): Decoded {
  const decoding = new Decoding();
  for (let index = start; index < end; index += 1) decoding.put(source.charAt(index), index, index + 1);
  return decoding;
}

/** A doubled quote is one: `'it''s'`. */
export function decodeDoubled(source: string, start: number, end: number): Decoded {
  const decoding = new Decoding();
  let index = start;
  while (index < end) {
    const width = source.startsWith("''", index) ? 2 : 1;
    decoding.put(source.charAt(index), index, index + width);
    index += width;
  }
  return decoding;
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', e: '\u001B' };

/** Backslash escapes as JSON, TOML, YAML and JavaScript have in common. */
export function decodeEscapes(source: string, start: number, end: number): Decoded {
  const decoding = new Decoding();
  let index = start;
  while (index < end) {
    const { text, width } = source.charAt(index) === '\\' ? escapeAt(source, index) : { text: source.charAt(index), width: 1 };
    decoding.put(text, index, index + width);
    index += width;
  }
  return decoding;
}

/** Escapes in a string of a Dockerfile, where a line that ends with a backslash goes on in the next one that is no comment. */
export function decodeContinued(source: string, start: number, end: number): Decoded {
  const decoding = new Decoding();
  let index = start;
  while (index < end) {
    const gap = source.charAt(index) === '\\' ? /^\\[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(source.slice(index, end)) : null;
    const { text, width } = gap !== null ? { text: '', width: gap[0].length }
      : source.charAt(index) === '\\' ? escapeAt(source, index) : { text: source.charAt(index), width: 1 };
    decoding.put(text, index, index + width);
    index += width;
  }
  return decoding;
}

function escapeAt(source: string, index: number): { readonly text: string; readonly width: number } {
  const next = source.charAt(index + 1);
  const digits = /^(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2}))/i.exec(source.slice(index + 1, index + 12));
  if (digits !== null) {
    const code = Number.parseInt(digits[1] ?? digits[2] ?? digits[3] ?? '', 16);
    return { text: code > 0x10_ff_ff ? '' : String.fromCodePoint(code), width: digits[0].length + 1 };
  }
  return { text: LETTERS[next] ?? next, width: 2 };
}

/** Inside double quotes of a shell a backslash escapes a few characters only. */
export function decodeShellDouble(source: string, start: number, end: number): Decoded {
  const decoding = new Decoding();
  let index = start;
  while (index < end) {
    const escapes = source.charAt(index) === '\\' && /["\\$`]/.test(source.charAt(index + 1));
    decoding.put(source.charAt(escapes ? index + 1 : index), index, index + (escapes ? 2 : 1));
    index += escapes ? 2 : 1;
  }
  return decoding;
}

/** Lines of one scalar that YAML folds: a break with its indentation is one blank. An empty line is not followed. */
export function decodeFolded(source: string, start: number, end: number): Decoded | undefined {
  const decoding = new Decoding();
  let index = start;
  while (index < end) {
    const gap = /^[ \t]*\r?\n[ \t]*/.exec(source.slice(index, end));
    const width = gap?.[0].length ?? 1;
    if (gap !== null && /[\r\n]/.test(source.charAt(index + width))) return undefined;
    decoding.put(gap === null ? source.charAt(index) : ' ', index, index + width);
    index += width;
  }
  return decoding;
}

/** A YAML block: the header's line, then lines that share an indentation. `>` folds them; what it does with odd lines is not followed. */
export function decodeBlock(source: string, start: number, end: number): Decoded | undefined {
  const header = /^[|>][-+]?[ \t]*(?:#.*)?\r?\n/.exec(source.slice(start, end));
  const indent = /^ */.exec(source.slice(start + (header?.[0].length ?? 0), end))?.[0] ?? '';
  if (header === null || indent === '') return undefined;
  const [folds, keeps] = [header[0].startsWith('>'), !header[0].startsWith('-', 1)];
  const decoding = new Decoding();
  let index = start + header[0].length;
  while (index < end) {
    if (!source.startsWith(indent, index)) return undefined;
    const line = /^[^\r\n]*/.exec(source.slice(index, end))?.[0] ?? '';
    const lineEnd = index + line.length;
    for (let at = index + indent.length; at < lineEnd; at += 1) decoding.put(source.charAt(at), at, at + 1);
    const next = source.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
    const isLast = next >= end;
    if (source.charAt(next - 1) === '\n' && (!isLast || keeps)) decoding.put(folds && !isLast ? ' ' : '\n', lineEnd, next);
    index = next;
  }
  return decoding;
}
