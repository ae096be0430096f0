/** More names than this are counted. */
const MOST_NAMES = 5;

/** Names in a sentence: "a, b and c", "a, b, c, d and 12 more". */
export function listed(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
