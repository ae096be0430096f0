import { stripVTControlCharacters } from 'node:util';

/** Columns of a text of the CLI's that is passed on. */
const LONGEST = 160;
/** Characters that are looked through. */
const MOST = 4_000;
/** Control characters but line ends. */
const CONTROLS = /[^\n\P{Cc}]/gu;
/** What a sentence for people is made of: words of letters, and small numbers. */
const PLAIN_WORD = /^[("]?(?:[A-Za-z][a-z]{0,13}(?:['-][a-z]{1,10})?|[A-Z]{2,8}|\d{1,3})[).,:;!?"]*$/;

/** A text without what a terminal would obey. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n').replaceAll(CONTROLS, '');
}

/**
 * The first line of a text that nobody knows, after those that repeat what was asked (`> Environment production`), with all hidden that could be a value of a variable or a token: addresses, what is quoted, given to a
 * name, long or no plain word, and whatever stands in `secret`, what the program was given.
 */
export function scrubbed(text: string, secret = ''): string {
  const line = plainText(text.slice(0, MOST)).split('\n').map((each) => each.trim()).find((each) => each !== '' && !each.startsWith('> ')) ?? '';
  if (line === '') return 'it failed and did not say why';
  const unquoted = line.replace(/^(?:error|warning): */i, '').replaceAll(/"[^"]*"?|'[^' ]*[^'\w ][^']*'|(?<!\w)'[^']*'?|`[^`]*`?/g, '…');
  const words = unquoted.split(/\s+/).map((word) => (word.startsWith('…') || (PLAIN_WORD.test(word) && !isGiven(word, secret)) ? word : '…'));
  const short = words.join(' ').replaceAll(/…(?: …)+/g, '…').slice(0, LONGEST);
  return `it failed: ${short}`;
}

/** True for a word of what the program was given; very short ones are in every text. */
function isGiven(word: string, secret: string): boolean {
  const bare = word.replaceAll(/[^\w]/g, '');
  return bare.length > 3 && secret.includes(bare);
}
