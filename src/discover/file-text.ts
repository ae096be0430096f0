import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';

/** Larger files are no configuration and no hand-written code; lock files are larger than either. */
const LARGEST_FILE = 1_000_000;
const LARGEST_LOCK = 20_000_000;
/** The file of a baseline has a line for each accepted finding, whatever it is called. */
const BASELINE = /\.jsonl$/;
const LOCKS = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;
/** A line of this length is data or a bundle; parsers take quadratic time on some of them. */
const LONGEST_LINE = 500_000;

/** How many bytes of a file are read at most. */
export function sizeLimit(path: string): number {
  return LOCKS.test(path) || BASELINE.test(path) ? LARGEST_LOCK : LARGEST_FILE;
}

/** What is said of a file that is larger. */
export function tooLarge(path: string, size: number): Problem {
  return { kind: 'too-large', path, message: `${path} has ${size} bytes, more than the ${sizeLimit(path)} that are read` };
}

/** What is said of a link that leads out of the project. */
export function linkOut(path: string): Problem {
  return { kind: 'unreadable', path, message: `${path} is a link out of the project` };
}

/** The file with its text without its byte order mark, or why there is none. */
export function fileOfBytes(bytes: Buffer, path: string): SourceFile | Problem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { kind: 'encoding', path, message: `${path} is UTF-16; the tools that read it expect UTF-8` };
  }
  if (bytes.includes(0)) return { kind: 'encoding', path, message: `${path} is binary: it holds NUL bytes and is no text` };
  const longest = longestLine(bytes);
  if (longest > LONGEST_LINE && !LOCKS.test(path)) return { kind: 'too-large', path, message: `${path} has a line of ${longest} bytes` };
  const text = bytes.toString('utf8');
  return { path, text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
}

function longestLine(bytes: Buffer): number {
  if (bytes.length <= LONGEST_LINE) return 0;
  let longest = 0;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    longest = Math.max(longest, (end === -1 ? bytes.length : end) - start);
    if (end === -1) return longest;
    start = end + 1;
  }
}
