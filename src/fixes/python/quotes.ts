/** A text as a literal, in the quotes that a file prefers. */
export function quoted(text: string, file: string): string {
  const quote = file.split("'").length > file.split('"').length ? "'" : '"';
  return `${quote}${text}${quote}`;
}
