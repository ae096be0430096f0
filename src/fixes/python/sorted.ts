/** True when texts stand in the order of a dictionary, in any of the ways that sorters treat capitals. */
export function isSorted(texts: readonly string[]): boolean {
  return KEYS.some((key) => texts.every((text, index) => index === 0 || key(texts[index - 1] ?? '') <= key(text)));
}

/** As it stands, without case, and as isort does by default: constants, classes, the rest. */
const KEYS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => `${/^[A-Z0-9_]{2,}$/.test(text) ? 0 : /^[A-Z]/.test(text) ? 1 : 2}${text.toLowerCase()}`,
];
