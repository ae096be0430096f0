import type { Range } from '../text/range.ts';

/** A line of a .dockerignore that says something. */
export interface IgnoreLine {
  /** The pattern as Docker compares it: cleaned, without the slash in front, with `!` where it lets files in again. */
  readonly pattern: string;
  /** Where it stands. */
  readonly range: Range;
}

/**
 * The patterns of a .dockerignore in order. `#` begins a comment at the start of a line only; blanks around a pattern, a byte order mark
 * and a slash in front do not count. https://github.com/moby/patternmatcher/blob/main/ignorefile/ignorefile.go
 */
export function readDockerIgnore(text: string): readonly IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = match.index === 0 ? match[0].replace(/^\uFEFF/, '') : match[0];
    const written = line.trim();
    if (line.startsWith('#') || written === '') continue;
    const start = match.index + match[0].indexOf(written);
    const inverted = written.startsWith('!');
    const pattern = cleaned(inverted ? written.slice(1).trim() : written);
    lines.push({ pattern: inverted ? `!${pattern}` : pattern, range: { start, end: start + written.length } });
  }
  return lines;
}

/** As Go's filepath.Clean, with no slash in front. */
function cleaned(pattern: string): string {
  if (pattern === '') return '';
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : pattern.startsWith('/') ? '/' : '.';
}
