const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '', '\r\n': '', '\r': '',
};

const BYTES_ESCAPE = /\\(\r\n|x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g;
/** An escape of a literal that is neither raw nor bytes. */
export const TEXT_ESCAPE = /\\(\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|[^])/g;

/** What stands before the first quote of a literal, in lower case: `rb` of `Rb'...'`. */
export function prefixOf(opening: string): string {
  return opening.replace(/['"]+$/, '').toLowerCase();
}

/** The text that a literal's content stands for, by the rules of its prefix. */
export function decodeContent(content: string, prefix: string): string {
  if (prefix.includes('r') || !content.includes('\\')) return content;
  return content.replace(prefix.includes('b') ? BYTES_ESCAPE : TEXT_ESCAPE, (whole: string, body: string) => decodeEscape(whole, body));
}

function decodeEscape(whole: string, body: string): string {
  const simple = Object.hasOwn(SIMPLE_ESCAPES, body) ? SIMPLE_ESCAPES[body] : undefined;
  if (simple !== undefined) return simple;
  if (/^[0-7]/.test(body)) return String.fromCodePoint(Number.parseInt(body, 8));
  if (body.length === 1 || body.startsWith('N')) return whole;
  const code = Number.parseInt(body.slice(1), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
