/** How the lines of a text end: `\r\n` where most of them do, else `\n`. What is inserted ends its lines the same way. */
export function newlineOf(text: string): '\n' | '\r\n' {
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > text.split('\n').length - 1 ? '\r\n' : '\n';
}

/** The blanks at the start of the line that holds an offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** The offset at which the line that holds an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset after the line that holds an offset, its newline included; the end of the text for the last line. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** One level of indentation: a tab, or the blanks by which a line is most often deeper than the one before it; undefined in a flat file. */
export function indentUnitOf(text: string): string | undefined {
  const counts = new Map<string, number>();
  let previous = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const step = indent.startsWith(previous) ? indent.slice(previous.length) : '';
    if (/^(\t| {2,8})$/.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
    previous = indent;
  }
  const [best] = [...counts].sort(([a, left], [b, right]) => right - left || a.length - b.length);
  return best?.[0];
}
