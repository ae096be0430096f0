import type { Argument } from './argument.ts';
import { withText } from './argument.ts';

/**
 * One option of a program: its name, its flags, and what it takes. `flag` and `off` take nothing; `maybe` takes a value with `=`
 * or the next word; `list` adds up; `int` must be a number.
 */
export type OptionRow = readonly [name: string, flags: string, takes: 'text' | 'int' | 'flag' | 'off' | 'list' | 'maybe'];

/** One use of an option. `value` is undefined for a flag. */
export interface OptionUse {
  readonly row: OptionRow;
  readonly value: Argument | undefined;
  readonly at: Argument;
}

/** A command line as the program's own parser reads it. */
export interface CommandLine {
  readonly uses: readonly OptionUse[];
  readonly positionals: readonly Argument[];
  /** What the program complains about before it starts. */
  readonly error: { readonly message: string; readonly at: Argument } | undefined;
  /** A word that may hold further options: `$EXTRA_ARGS`. */
  readonly openEnded: Argument | undefined;
}

/** How a parser reads: argparse takes `--time` for `--timeout` and `-w4`; click takes exact names only; 'loose' skips what it does not know. */
export type OptionStyle = 'argparse' | 'click' | 'loose';

interface Reading {
  readonly uses: OptionUse[];
  readonly positionals: Argument[];
  error: { message: string; at: Argument } | undefined;
  openEnded: Argument | undefined;
  /** Index of the last positional: argparse refuses a second group of them. */
  last: number;
}

/** Reads a command line with a table of options. */
export function readOptions(words: readonly Argument[], table: readonly OptionRow[], style: OptionStyle): CommandLine {
  const reading: Reading = { uses: [], positionals: [], error: undefined, openEnded: undefined, last: -1 };
  let index = 0;
  while (index < words.length && reading.error === undefined) {
    const word = words[index];
    if (word === undefined) break;
    if (word.value === '--') {
      reading.positionals.push(...words.slice(index + 1));
      break;
    }
    index += readWord(words, index, { table, style, reading });
  }
  return reading;
}

interface Parser {
  readonly table: readonly OptionRow[];
  readonly style: OptionStyle;
  readonly reading: Reading;
}

/** How many words this one and its value are. */
function readWord(words: readonly Argument[], index: number, parser: Parser): number {
  const { reading, style } = parser;
  const word = words[index] as Argument;
  if (word.splits && (word.value === undefined || word.value === '')) {
    reading.openEnded = word;
    return 1;
  }
  if (!/^-./.test(word.text) || /^-\d+$/.test(word.text)) {
    if (style === 'argparse' && reading.positionals.length > 0 && reading.last !== index - 1) refuse(reading, word, `unrecognized arguments: ${word.text}`);
    reading.positionals.push(word);
    reading.last = index;
    return 1;
  }
  return word.text.startsWith('--') || style === 'click' ? readLong(words, index, parser) : readShort(words, index, parser);
}

function refuse(reading: Reading, at: Argument, message: string): void {
  reading.error ??= { message, at };
}

function readLong(words: readonly Argument[], index: number, parser: Parser): number {
  const { reading, style } = parser;
  const word = words[index] as Argument;
  const equals = word.text.indexOf('=');
  const flag = equals === -1 ? word.text : word.text.slice(0, equals);
  const row = rowOf(flag, parser);
  if (row === undefined || row === 'ambiguous') {
    if (style !== 'loose') refuse(reading, word, style === 'click' ? `no such option ${flag}` : row === 'ambiguous' ? `ambiguous option: ${flag}` : `unrecognized arguments: ${flag}`);
    return 1;
  }
  const inline = equals === -1 ? undefined : withText(word, equals + 1);
  return takeValue(words, index, { ...parser, row, inline });
}

function readShort(words: readonly Argument[], index: number, parser: Parser): number {
  const { reading, style } = parser;
  const word = words[index] as Argument;
  const flag = word.text.slice(0, 2);
  const row = rowOf(word.text, parser);
  if (row !== undefined && row !== 'ambiguous' && row[1].split(' ').includes(word.text)) return takeValue(words, index, { ...parser, row, inline: undefined });
  const short = rowOf(flag, parser);
  if (short === undefined || short === 'ambiguous') {
    if (style !== 'loose') refuse(reading, word, `unrecognized arguments: ${word.text}`);
    return 1;
  }
  if (short[2] === 'flag' || short[2] === 'off') {
    reading.uses.push({ row: short, value: undefined, at: word });
    const rest = word.text.slice(2);
    // Flags glued together are few; a word of thousands of them is no command line.
    if (rest === '' || rest.length > 40) return 1;
    return readShort(words.map((other, at) => (at === index ? { ...word, text: `-${rest}`, value: `-${rest}` } : other)), index, parser);
  }
  const inline = word.text.length === 2 ? undefined : withText(word, word.text[2] === '=' ? 3 : 2);
  return takeValue(words, index, { ...parser, row: short, inline });
}

function takeValue(words: readonly Argument[], index: number, parser: Parser & { readonly row: OptionRow; readonly inline: Argument | undefined }): number {
  const { reading, row, inline, style } = parser;
  const at = words[index] as Argument;
  if (row[2] === 'flag' || row[2] === 'off') {
    if (inline !== undefined) refuse(reading, at, `${at.text} takes no value`);
    reading.uses.push({ row, value: undefined, at });
    return 1;
  }
  const next = words[index + 1];
  const takesNext = inline === undefined && next !== undefined && (style === 'click' || !/^-[^\d]/.test(next.text) || next.text.includes(' '));
  const value = inline ?? (takesNext ? next : undefined);
  if (value === undefined && row[2] !== 'maybe') refuse(reading, at, `${at.text} expects a value`);
  if (row[2] === 'int' && value?.value !== undefined && !isInteger(value.value)) refuse(reading, value, `${at.text} is no whole number`);
  reading.uses.push({ row, value, at });
  return takesNext ? 2 : 1;
}

function isInteger(text: string): boolean {
  return /^\s*[+-]?\d+(_\d+)*\s*$/.test(text);
}

function rowOf(flag: string, { table, style }: Parser): OptionRow | 'ambiguous' | undefined {
  const exact = table.find((row) => row[1].split(' ').includes(flag));
  if (exact !== undefined || style !== 'argparse' || !flag.startsWith('--')) return exact;
  const flags = table.flatMap((row) => row[1].split(' ').filter((name) => name.startsWith(flag)).map((name) => ({ name, row })));
  return flags.length > 1 ? 'ambiguous' : flags[0]?.row;
}
