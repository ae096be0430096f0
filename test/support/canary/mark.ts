import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** As many characters of a secret are never there by chance, and tell enough of it to be a leak. */
const PIECE = 8;

/** A secret that can be found again, also in pieces and in other encodings. */
export interface Mark {
  /** Letters and digits with a few characters between them that addresses and JSON encode. */
  readonly text: string;
  /** The same for an address: `%26` for `&`. */
  readonly encoded: string;
  readonly base64: string;
  /** A part of letters and digits alone, for a host. */
  readonly word: string;
  /** Matches any piece of it, in any case and encoding. */
  readonly pattern: RegExp;
}

/** A new secret. */
export function newMark(): Mark {
  const [first, second] = [randomWord(18), randomWord(18)];
  const text = `${first}&"${second}`;
  const base64 = Buffer.from(text).toString('base64');
  const pieces = [...piecesOf(first), ...piecesOf(second), ...base64sOf(text).flatMap((each) => piecesOf(each, 12)), ...piecesOf(Buffer.from(text).toString('hex'), 16)];
  return { text, encoded: encodeURIComponent(text), base64, word: first, pattern: new RegExp(pieces.map((piece) => piece.replaceAll(/[+/]/g, '\\$&')).join('|'), 'i') };
}

function randomWord(length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}

/** What base64 makes of a text wherever it begins within three bytes, without the ends that depend on its neighbours; for addresses too. */
function base64sOf(text: string): readonly string[] {
  const inner = [0, 1, 2].map((before) => Buffer.from(`${'x'.repeat(before)}${text}`).toString('base64').slice(before === 0 ? 0 : 4, -4));
  return [...inner, ...inner.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'))];
}

function piecesOf(text: string, length = PIECE): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, index) => text.slice(index, index + length));
}
