/** A value as a JSON document. Halves of characters become U+FFFD: they are legal in JSON, and strict readers refuse the file for them. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? item.replaceAll(/\p{Surrogate}/gu, '\ufffd') : item), 2)}\n`;
}
