/** A variable as a value of ours names it: `$PORT`, `${PORT:-8000}`. */
const PLAIN_WORD = /^(?:[\w@%+=:,./^-]|\$\w+|\$\{\w+(?::?[-+][\w.:/-]*)?\})+$/;
const OPERATOR = /^(?:&&|\|\||[|;&]|\d?>>?|\d?<|\d?>&\d|&>)$/;

/** True for a text that means something else to a shell than to a program: a variable, a command's output. */
export const needsShell = (text: string): boolean => /\$[\w{(]|`/.test(text);

/** A word for a shell that puts its variables in. */
export function shellWord(text: string): string {
  if (PLAIN_WORD.test(text)) return text;
  return needsShell(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words of an array as a command for a shell; operators that stand as words of their own are meant as such. */
export function shellCommand(words: readonly string[]): string {
  return words.map((word) => (OPERATOR.test(word) ? word : shellWord(word))).join(' ');
}

/** The source of a word whose text gives way to another one from an offset on, in the quotes that it had. */
export function rewrittenWord({ source, text, from, value }: { readonly source: string; readonly text: string; readonly from: number; readonly value: string }): string | undefined {
  const prefix = text.slice(0, from);
  const quote = /^(["'])[\s\S]*\1$/.exec(source)?.[1];
  if (quote !== undefined && source.slice(1).startsWith(prefix)) return inQuotes(quote, `${prefix}${value}`);
  if (!source.startsWith(prefix)) return undefined;
  const rest = /^(["'])[\s\S]*\1$/.exec(source.slice(from))?.[1];
  return `${prefix}${rest === undefined ? shellWord(value) : inQuotes(rest, value)}`;
}

/** Variables need double quotes. */
function inQuotes(quote: string, text: string): string {
  const used = quote === "'" && !needsShell(text) && !text.includes("'") ? "'" : '"';
  return used === "'" ? `'${text}'` : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
