import type { Range } from '../text/range.ts';

/** Fewer lines are left as they are. */
const LONG_RUN = 30;

/**
 * The text for the parser: long runs of lines that are blank or a comment become one comment each, at the same offsets. After each token
 * tree-sitter-python reads all comments that follow, to find out how the next line is indented, so that thousands of lines take
 * minutes: https://github.com/tree-sitter/tree-sitter-python/blob/master/src/scanner.c
 */
export function joinCommentLines(text: string): string {
  const lines = text.split('\n');
  if (lines.length < LONG_RUN) return text;
  const parts: string[] = [];
  for (let first = 0; first < lines.length;) {
    const end = endOfRun(lines, first);
    if (end === first) parts.push(lines[first] ?? '');
    else parts.push(lines.slice(first, end).join(end - first < LONG_RUN ? '\n' : ' '));
    first = Math.max(end, first + 1);
  }
  return parts.join('\n');
}

/** The line after a run that begins with a comment, the line itself where none does. */
function endOfRun(lines: readonly string[], first: number): number {
  if (!/^[ \t\f]*#/.test(lines[first] ?? '')) return first;
  let end = first + 1;
  while (end < lines.length - 1 && /^\s*(?:#|$)/.test(lines[end] ?? '')) end += 1;
  return end;
}

/** The comments as the text has them, a line each: of joined lines too. The parser counts the carriage return of CRLF as a part of the comment before it. */
export function commentLines(comments: readonly Range[], text: string): readonly Range[] {
  return comments.flatMap(({ start, end }) => {
    const found: Range[] = [];
    for (let at = start; at < end;) {
      const newline = text.indexOf('\n', at);
      const lineEnd = newline === -1 || newline > end ? end : newline;
      const mark = text.indexOf('#', at);
      if (mark !== -1 && mark < lineEnd) found.push({ start: mark, end: text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd });
      at = lineEnd + 1;
    }
    return found;
  });
}
