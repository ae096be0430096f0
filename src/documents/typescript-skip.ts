const BACKSLASH = 92;
const NEWLINE = 10;

/** True at the end of a line, as JavaScript sees lines. */
export function isLineEnd(code: number): boolean {
  return code === NEWLINE || code === 13 || code === 0x2028 || code === 0x2029;
}

/** The offset of the next line end. */
export function skipLine(text: string, from: number): number {
  let index = from;
  while (index < text.length && !isLineEnd(text.charCodeAt(index))) index += 1;
  return index;
}

/** The offset behind a block comment. */
export function skipComment(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end === -1 ? text.length : end + 2;
}

/** The offset behind a quoted string; a line end closes one that is not closed. */
export function skipString(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) return index + 1;
    if (code === BACKSLASH) index += text.charCodeAt(index + 1) === 13 && text.charCodeAt(index + 2) === NEWLINE ? 2 : 1;
    else if (code === NEWLINE || code === 13) return index;
  }
  return text.length;
}

/** The offset behind an attribute's string in JSX: it knows no escapes and spans lines. */
export function skipAttribute(text: string, from: number): number {
  const end = text.indexOf(text.charAt(from), from + 1);
  return end === -1 ? text.length : end + 1;
}

/** The offset of the backtick that ends a template or of the `${` that interrupts it. */
export function skipTemplate(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 96 || (code === 36 && text.charCodeAt(index + 1) === 123)) return index;
    if (code === BACKSLASH) index += 1;
  }
  return text.length;
}

/** The offset behind a regular expression; undefined when the line holds no end of one. */
export function skipPattern(text: string, from: number): number | undefined {
  let inClass = false;
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isLineEnd(code)) return undefined;
    if (code === BACKSLASH) index += 1;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === 47 && !inClass) return index + 1;
  }
  return undefined;
}

/** The offset behind a word that starts here. */
export function skipWord(text: string, from: number): number {
  let index = from + 1;
  while (index < text.length && isWordCode(text.charCodeAt(index))) index += 1;
  return index;
}

/** Letters, digits, `_`, `$`, `#`, escapes and everything beyond ASCII but spaces. */
export function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code === 35
    || code === BACKSLASH || (code > 127 && !isLineEnd(code) && code !== 0xa0 && code !== 0xfeff && !(code >= 0x2000 && code <= 0x200a)
      && code !== 0x202f && code !== 0x205f && code !== 0x3000 && code !== 0x1680);
}
