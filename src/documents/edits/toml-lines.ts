import { insertAt } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import { cannot, edits, indexFor, pathText, type DataEdits, type DataPath, type Placing } from './data-edit.ts';
import { signFor } from './entry-style.ts';
import { tomlKey } from './scalar-text.ts';
import { removeLines } from './whole-lines.ts';
import { isPath, startsWith, type TomlLine, type TomlSection } from './toml-places.ts';

/** The section that gets a line; `below` names the dotted keys that it belongs to. */
interface Target {
  readonly sections: readonly TomlSection[];
  readonly section: TomlSection;
  readonly below?: DataPath;
}

interface NewLine {
  /** As written. */
  readonly key: string;
  readonly last: readonly string[];
  readonly value: string;
  readonly placing: Placing | undefined;
}

/** Adds a line to a section, laid out as its neighbours are. */
export function addLine(text: string, { sections, section, below = [] }: Target, line: NewLine): DataEdits {
  const siblings = section.lines.filter(({ path }) => startsWith(path, below));
  const names = siblings.map(({ path }) => String(path.at(-1)));
  const index = indexFor(names, line.last.at(-1) ?? '', line.placing);
  const neighbour = siblings[index - 1] ?? siblings[0];
  const indent = neighbour === undefined ? emptyIndent(text, sections, section) : indentAt(text, neighbour.range.start);
  const sign = signFor(text, neighbour === undefined ? firstLines(sections) : siblings, { key: line.key, usual: ' = ' });
  const written = `${indent}${line.key}${sign}${line.value}`;
  if (neighbour !== undefined && index === 0) return edits(insertAt(lineStart(text, neighbour.range.start), `${written}${newlineOf(text)}`));
  if (neighbour !== undefined) return insertBehind(text, neighbour.range.end, written);
  return section.header === undefined ? insertAtTop(text, sections, written) : insertBehind(text, section.header.end, written);
}

/** Adds a section at the end of the file, or before the sections below it. */
export function addSection(
  text: string, sections: readonly TomlSection[], { path, key, value }: { readonly path: DataPath; readonly key: string; readonly value: string },
): DataEdits {
  const newline = newlineOf(text);
  const sign = signFor(text, firstLines(sections), { key, usual: ' = ' });
  const sample = sections.find(({ header, lines }) => header !== undefined && lines.length > 0);
  const outer = sample?.header === undefined ? '' : indentAt(text, sample.header.start);
  const inner = sample?.lines[0] === undefined ? '' : indentAt(text, sample.lines[0].range.start);
  const lines = [`${outer}[${path.map((name) => tomlKey(String(name))).join('.')}]`, `${inner}${key}${sign.replace(/ {2,}/, ' ')}${value}`];
  const below = sections.find((section) => section.header !== undefined && startsWith(section.path, path));
  if (below?.header !== undefined) return edits(insertAt(commentsAbove(text, below.header.start), `${lines.join(newline)}${newline}${newline}`));
  const written = lines.join(newline);
  if (text.trim() === '') return edits({ range: { start: 0, end: text.length }, text: `${written}${newline}` });
  const gap = text.endsWith('\n') ? (/\n[ \t]*\r?\n$/.test(text) ? '' : newline) : newline + newline;
  return edits(insertAt(text.length, `${gap}${written}${text.endsWith('\n') ? newline : ''}`));
}

/** Removes the line of a key; a section that holds nothing else goes with it, unless it is all that the file has. */
export function removeLine(text: string, sections: readonly TomlSection[], path: DataPath): DataEdits {
  const section = sections.find(({ lines }) => lines.some((line) => isPath(line.path, path)));
  const line = section?.lines.find((candidate) => isPath(candidate.path, path));
  if (section === undefined || line === undefined) return cannot(`${pathText(path)} is no line of its own`);
  const { start, end } = withoutSection(text, { sections, section }) ?? { start: line.range.start, end: lineEnd(text, line.range.end) };
  return edits(removeLines(text, start, end));
}

/** The whole section with the blank lines above it, where only the one line stands in it. */
function withoutSection(text: string, { sections, section }: Target): { readonly start: number; readonly end: number } | undefined {
  const { header, lines: [only, ...others] } = section;
  if (header === undefined || only === undefined || others.length > 0 || section.isItem) return undefined;
  const isAll = sections.every((other) => other === section || other.lines.length === 0);
  const isParent = sections.some((other) => other !== section && startsWith(other.path, section.path));
  if (isAll || isParent) return undefined;
  const end = lineEnd(text, only.range.end);
  const start = lineStart(text, header.start);
  const after = text.slice(end, nextHeader(sections, end) ?? text.length);
  if (text.slice(lineEnd(text, header.end), lineStart(text, only.range.start)).trim() !== '' || after.includes('#')) return undefined;
  const isLast = after.trim() === '' && nextHeader(sections, end) === undefined;
  const blanks = /(?:\r?\n[ \t]*)*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  if (!isLast) return { start, end: end + (/^(?:[ \t]*\r?\n)*/.exec(after)?.[0].length ?? 0) };
  return { start: Math.min(start, start - blanks + (/^\r?\n/.exec(text.slice(start - blanks))?.[0].length ?? 0)), end };
}

function nextHeader(sections: readonly TomlSection[], offset: number): number | undefined {
  return sections.find(({ header }) => header !== undefined && header.start >= offset)?.header?.start;
}

function insertBehind(text: string, offset: number, line: string): DataEdits {
  const end = lineEnd(text, offset);
  const newline = newlineOf(text);
  return edits(insertAt(end, text.charAt(end - 1) === '\n' ? `${line}${newline}` : `${newline}${line}`));
}

/** Keys without a section stand before all sections. */
function insertAtTop(text: string, sections: readonly TomlSection[], line: string): DataEdits {
  const newline = newlineOf(text);
  const first = sections.find(({ header }) => header !== undefined)?.header;
  if (first !== undefined) return edits(insertAt(commentsAbove(text, first.start), `${line}${newline}${newline}`));
  const end = text.length;
  return edits(insertAt(end, end === 0 || text.endsWith('\n') ? `${line}${newline}` : `${newline}${line}`));
}

/** Where the comment lines begin that stand right above a place. */
function commentsAbove(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function emptyIndent(text: string, sections: readonly TomlSection[], { header }: TomlSection): string {
  const sample = sections.find((section) => section.header !== undefined && section.lines.length > 0);
  if (sample?.lines[0] !== undefined) return indentAt(text, sample.lines[0].range.start);
  return header === undefined ? '' : indentAt(text, header.start);
}

/** One line of another section, whose signs a lone new line takes over. */
function firstLines(sections: readonly TomlSection[]): readonly TomlLine[] {
  return sections.flatMap(({ lines }) => lines).slice(0, 1);
}
