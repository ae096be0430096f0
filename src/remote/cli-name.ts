import type { LiveName } from '../model/live-state.ts';

/** Letters, digits, signs and blanks: nothing that moves a cursor or turns the reading direction, no line end, and no flag. */
const PLAIN = /^(?!-)[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;

/** True for a word that a terminal shows as it is, and that a program takes for no flag. */
export function isPlainWord(word: string): boolean {
  return PLAIN.test(word);
}

/**
 * What a service or an environment is called in a command for people: its name; its id where the name is no plain word, or one of the others
 * has it too. The railway CLI takes both, and names without case: https://github.com/railwayapp/cli/blob/v5.71.0/src/controllers/project.rs
 */
export function cliName({ id, name }: LiveName, others: readonly LiveName[] = []): string {
  const isShared = others.some((other) => other.id !== id && [other.name, other.id].some((word) => word.toLowerCase() === name.toLowerCase()));
  return isShared || !isPlainWord(name) ? id : name;
}
