/** A word as a POSIX shell reads it: bare where no character of it means anything to a shell, else in single quotes. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-][\w@%+=:,./~^-]*$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
