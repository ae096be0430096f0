import type { Parsed } from '../../text/syntax-problem.ts';

/**
 * Words of a string by the rules of POSIX quoting, nothing expanded: as gunicorn reads GUNICORN_CMD_ARGS and container runtimes
 * read an exec form that is written as a string. https://docs.python.org/3/library/shlex.html#parsing-rules
 */
export function splitWords(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  let word: string | undefined;
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      index += 1;
      continue;
    }
    const piece = pieceAt(text, index);
    if ('message' in piece) return { ok: false, problem: { message: piece.message, range: { start: index, end: text.length } } };
    word = (word ?? '') + piece.value;
    index = piece.end;
  }
  if (word !== undefined) words.push(word);
  return { ok: true, document: words };
}

type Piece = { readonly value: string; readonly end: number } | { readonly message: string };

function pieceAt(text: string, start: number): Piece {
  const character = text.charAt(start);
  if (character === '\\') {
    if (start + 1 >= text.length) return { message: 'a backslash ends the text and escapes nothing' };
    return { value: text.charAt(start + 1), end: start + 2 };
  }
  if (character === "'") {
    const end = text.indexOf("'", start + 1);
    if (end === -1) return { message: 'a single quote is never closed' };
    return { value: text.slice(start + 1, end), end: end + 1 };
  }
  return character === '"' ? doubleQuoted(text, start) : { value: character, end: start + 1 };
}

/** Inside double quotes a backslash escapes only itself and the quote. */
function doubleQuoted(text: string, start: number): Piece {
  let value = '';
  let index = start + 1;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"') return { value, end: index + 1 };
    const next = text.charAt(index + 1);
    const escapes = character === '\\' && (next === '"' || next === '\\');
    value += escapes ? next : character;
    index += escapes ? 2 : 1;
  }
  return { message: 'a double quote is never closed' };
}
