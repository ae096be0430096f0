import type { Range } from '../text/range.ts';
import { joinPieces } from './joined-text.ts';
import type { JoinedText } from './joined-text.ts';

/** A dependency of PEP 508: `uvicorn[standard]>=0.30 ; python_version >= "3.9"`. */
export interface Requirement {
  readonly kind: 'requirement';
  /** As written. */
  readonly name: string;
  readonly nameRange: Range;
  readonly extras: readonly string[];
  /** As written, without brackets; '' when there is none. */
  readonly specifier: string;
  /** Where the specifier stands; empty, behind name and extras, when there is none. */
  readonly specifierRange: Range;
  readonly marker: string | undefined;
  /** Of `name @ url`. */
  readonly url: string | undefined;
  /** The requirement without options and comment. */
  readonly range: Range;
  /** `--hash` and the like behind it. */
  readonly options: string;
}

/** One logical line of a requirements file. */
export type RequirementLine =
  | Requirement
  /** `-r other.txt` or `-c constraints.txt`. */
  | { readonly kind: 'include'; readonly path: string; readonly constraint: boolean; readonly range: Range }
  /** `-e .`, a URL or a path: what it installs has no name, or the one behind `#egg=`. */
  | { readonly kind: 'location'; readonly target: string; readonly editable: boolean; readonly egg: string | undefined; readonly range: Range }
  | { readonly kind: 'option'; readonly text: string; readonly range: Range }
  /** pip refuses the file because of this line. */
  | { readonly kind: 'invalid'; readonly text: string; readonly range: Range };

const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const NAME = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y;
const EXTRAS = /\s*\[([^\][]*)\]/y;
const CLAUSE = /\s*(?:===|==|~=|!=|<=|>=|<|>)\s*[^,;\s()]*/y;
const LOCATION = /^(?:[a-z][a-z0-9+.-]*:\/\/|\.{0,2}[/\\]|\.{1,2}$|~\/|[a-z]:\\|file:)/i;
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz|egg)(?:#.*)?$/i;

/**
 * Reads a requirements file as pip does: https://pip.pypa.io/en/stable/reference/requirements-file-format/. Any text is one; a line
 * that pip would refuse is marked as such.
 */
export function parseRequirements(text: string): readonly RequirementLine[] {
  return logicalLines(text).flatMap((line) => {
    const read = readLine(line);
    return read === undefined ? [] : [read];
  });
}

/** Reads one dependency string, as `pyproject.toml` has them; its ranges count from the string's start. */
export function parseRequirement(text: string): Requirement | undefined {
  return readRequirement(joinPieces(text, [{ start: 0, end: text.length }]), 0, text.length, '');
}

/** Lines with their continuations. A comment line ends a continuation. */
function logicalLines(text: string): readonly JoinedText[] {
  const lines: JoinedText[] = [];
  let pieces: Range[] = [];
  for (const line of physicalLines(text)) {
    const content = text.slice(line.start, line.end);
    const comment = content.trimStart().startsWith('#');
    if (content.endsWith('\\') && !comment) {
      pieces.push({ start: line.start, end: line.start + withoutBackslashes(content) });
      continue;
    }
    if (!comment) pieces.push(line);
    if (pieces.length > 0) lines.push(joinPieces(text, pieces));
    pieces = [];
  }
  if (pieces.length > 0) lines.push(joinPieces(text, pieces));
  return lines;
}

function physicalLines(text: string): readonly Range[] {
  const lines: Range[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_ENDS)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

function withoutBackslashes(line: string): number {
  let end = line.length;
  while (line.charAt(end - 1) === '\\') end -= 1;
  return end;
}

/** A `#` begins a comment at the start of a line and behind white space only: URLs have them too. */
function commentStart(text: string): number {
  for (let index = text.indexOf('#'); index !== -1; index = text.indexOf('#', index + 1)) {
    if (index === 0 || /\s/.test(text.charAt(index - 1))) return index;
  }
  return text.length;
}

/** pip splits at single spaces: the first word that begins with a dash begins the options. */
function optionsStart(text: string, start: number, end: number): number {
  for (let word = start; word < end;) {
    if (text.charAt(word) === '-') return word;
    const space = text.indexOf(' ', word);
    if (space === -1 || space >= end) return end;
    word = space + 1;
  }
  return end;
}

function readLine(line: JoinedText): RequirementLine | undefined {
  const { start, end } = trimmed(line.text, 0, commentStart(line.text));
  if (start === end) return undefined;
  const options = optionsStart(line.text, start, end);
  const optionText = line.text.slice(options, end);
  const part = trimmed(line.text, start, options);
  if (part.start === part.end) return readOption(line, optionText, { start: options, end });
  return readRequirement(line, part.start, part.end, optionText) ?? readLocation(line, part);
}

function readOption(line: JoinedText, text: string, at: Range): RequirementLine {
  const range = line.source(at.start, at.end);
  const [, name = '', value = ''] = /^(-[a-zA-Z]|--[a-z-]+)[\s=]*(.*)$/s.exec(text) ?? [];
  const plain = value.replace(/^(["'])(.*)\1$/s, '$2');
  if (name === '-r' || name === '--requirement') return { kind: 'include', path: plain, constraint: false, range };
  if (name === '-c' || name === '--constraint') return { kind: 'include', path: plain, constraint: true, range };
  if (name === '-e' || name === '--editable') {
    return { kind: 'location', target: plain, editable: true, egg: eggOf(plain), range };
  }
  return { kind: 'option', text, range };
}

function readLocation(line: JoinedText, part: Range): RequirementLine {
  const text = line.text.slice(part.start, part.end);
  const range = line.source(part.start, part.end);
  if (!LOCATION.test(text) && !ARCHIVE.test(text)) return { kind: 'invalid', text, range };
  return { kind: 'location', target: text, editable: false, egg: eggOf(text), range };
}

function eggOf(target: string): string | undefined {
  return /[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(target)?.[1];
}

function readRequirement(line: JoinedText, start: number, end: number, options: string): Requirement | undefined {
  const text = line.text.slice(0, end);
  const name = matchAt(NAME, text, start);
  if (name === undefined) return undefined;
  const nameEnd = start + name[0].length;
  const extras = matchAt(EXTRAS, text, nameEnd);
  const extraNames = (extras?.[1] ?? '').split(',').map((extra) => extra.trim());
  if (extras !== undefined && extraNames.length > 1 && extraNames.includes('')) return undefined;
  const behind = nameEnd + (extras?.[0].length ?? 0);
  const tail = readTail(text, behind);
  if (tail === undefined) return undefined;
  return {
    kind: 'requirement',
    name: name[0],
    nameRange: line.source(start, nameEnd),
    extras: extraNames.filter((extra) => extra !== ''),
    specifier: text.slice(tail.specifier.start, tail.specifier.end).trim(),
    specifierRange: line.source(tail.specifier.start, tail.specifier.end),
    marker: tail.marker,
    url: tail.url,
    range: line.source(start, trimmed(text, start, end).end),
    options,
  };
}

interface Tail {
  readonly specifier: Range;
  readonly url: string | undefined;
  readonly marker: string | undefined;
}

/** What stands behind name and extras: a URL or a specifier, and a marker. */
function readTail(text: string, behind: number): Tail | undefined {
  const start = trimmed(text, behind, text.length).start;
  if (text.charAt(start) === '@') return readUrl(text, behind, start + 1);
  const open = text.charAt(start) === '(';
  const first = open ? start + 1 : start;
  const last = specifierEnd(text, first);
  if (last === undefined) return undefined;
  const close = open ? text.indexOf(')', last) : last;
  if (open && (close === -1 || text.slice(last, close).trim() !== '')) return undefined;
  const specifier = last > first ? trimmed(text, first, last) : { start: behind, end: behind };
  return withMarker(text, open ? close + 1 : last, { specifier, url: undefined });
}

/** Behind a URL a marker needs a space before its semicolon. */
function readUrl(text: string, behind: number, start: number): Tail | undefined {
  const from = trimmed(text, start, text.length).start;
  const length = text.slice(from).search(/\s/);
  const end = length === -1 ? text.length : from + length;
  if (end === from) return undefined;
  return withMarker(text, end, { specifier: { start: behind, end: behind }, url: text.slice(from, end) });
}

function withMarker(text: string, from: number, tail: Omit<Tail, 'marker'>): Tail | undefined {
  const rest = text.slice(from).trim();
  if (rest === '') return { ...tail, marker: undefined };
  const marker = rest.slice(1).trim();
  return rest.startsWith(';') && isMarker(marker) ? { ...tail, marker } : undefined;
}

/** The end of a comma-separated list of clauses; undefined when it ends in a comma. */
function specifierEnd(text: string, start: number): number | undefined {
  let end = start;
  for (let clause = matchAt(CLAUSE, text, start); clause !== undefined; clause = matchAt(CLAUSE, text, end + 1)) {
    end = (end === start ? start : end + 1) + clause[0].length;
    const comma = trimmed(text, end, text.length).start;
    if (text.charAt(comma) !== ',') return end;
    end = comma;
  }
  return end === start ? start : undefined;
}

/** A comparison at least; whether each word is known does not matter here. */
function isMarker(marker: string): boolean {
  return /["']/.test(marker) && /[<>=]|\bin\b/.test(marker);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function trimmed(text: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
