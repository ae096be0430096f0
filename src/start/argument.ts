import type { Expanded } from '../documents/shell/expand.ts';
import { certain } from '../documents/shell/expand.ts';
import type { Place } from './origin.ts';

/** One word of a command line, and where it stands. */
export interface Argument extends Expanded, Place {}

/** A word that somebody else wrote than the command: an argument of a script that npm passes on. */
export function argumentAt(text: string, place: Place): Argument {
  return { ...certain(text), origin: place.origin, range: place.range };
}

/** The same place with another text: the value of `--workers=4`. */
export function withText(argument: Argument, from: number): Argument {
  const value = argument.value?.slice(from);
  return { ...argument, text: argument.text.slice(from), value };
}

/** Words as one command line, quoted where they must be. */
export function commandLine(words: readonly Expanded[]): string {
  return words.map((word) => (/^[^\s'"\\]+$/.test(word.text) ? word.text : `'${word.text.replaceAll("'", `'\\''`)}'`)).join(' ');
}
