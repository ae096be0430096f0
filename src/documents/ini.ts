import { findConflictMarker, syntaxFailure } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument, DataEntry, ObjectNode, ScalarNode } from './data.ts';

/** A section or an option that further lines can still add to. */
interface GrowingSection {
  readonly entry: DataEntry;
  readonly options: Map<string, DataEntry>;
  readonly all: DataEntry[];
  end: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Reads INI as Python's configparser does: sections, `=` or `:`, `#` and `;` comments, indented continuation lines, which PgBouncer does not have. */
export async function parseIni(text: string, { continues = true }: { readonly continues?: boolean } = {}): Promise<Parsed<DataDocument>> {
  const marker = findConflictMarker(text);
  if (marker !== undefined) return syntaxFailure(text, '', marker);
  const sections: GrowingSection[] = [];
  const repeated: { key: string; range: Range }[] = [];
  let option: DataEntry | undefined;
  for (const line of linesOf(text)) {
    const trimmed = line.text.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const place = { start: line.start + line.text.indexOf(trimmed), end: line.start + line.text.trimEnd().length };
    const section = sections.at(-1);
    if (continues && option !== undefined && section !== undefined && /^\s/.test(line.text)) {
      option = continued(section, option, { text: trimmed, range: place });
      continue;
    }
    if (/^\[[^\]]+\]/.test(trimmed)) {
      option = undefined;
      sections.push(openSection(trimmed, place));
      continue;
    }
    const read = optionFrom(line, place);
    if (read === undefined || section === undefined) return syntaxFailure(text, 'this line is no option of a section', place);
    if (section.options.has(read.key)) repeated.push({ key: read.key, range: read.keyRange });
    option = read;
    addOption(section, read);
  }
  return { ok: true, document: { root: rootFrom(sections, text), repeated } };
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const current = { text: line.endsWith('\r') ? line.slice(0, -1) : line, start };
    start += line.length + 1;
    return current;
  });
}

function openSection(trimmed: string, place: Range): GrowingSection {
  const key = trimmed.slice(1, trimmed.indexOf(']'));
  const keyRange = { start: place.start + 1, end: place.start + 1 + key.length };
  const value: ObjectNode = { kind: 'object', entries: [], range: place };
  return { entry: { key, keyRange, value }, options: new Map(), all: [], end: place.end };
}

function addOption(section: GrowingSection, option: DataEntry): void {
  section.options.set(option.key, option);
  section.all.push(option);
  section.end = option.value.range.end;
}

/** Names are read without regard to case, as configparser does. */
function optionFrom(line: Line, place: Range): DataEntry | undefined {
  const at = line.text.search(/[=:]/);
  if (at === -1) return undefined;
  const key = line.text.slice(0, at).trim();
  const value = line.text.slice(at + 1).trim();
  const start = value === '' ? line.start + at + 1 : line.start + line.text.indexOf(value, at + 1);
  return {
    key: key.toLowerCase(),
    keyRange: { start: place.start, end: place.start + key.length },
    value: { kind: 'string', value, range: { start, end: start + value.length } },
  };
}

function continued(section: GrowingSection, option: DataEntry, more: { readonly text: string; readonly range: Range }): DataEntry {
  const first = option.value as ScalarNode; // Only optionFrom and this function make option values.
  const value: ScalarNode = {
    kind: 'string',
    value: `${String(first.value)}\n${more.text}`,
    range: { start: first.value === '' ? more.range.start : first.range.start, end: more.range.end },
  };
  const longer = { ...option, value };
  section.all.pop();
  addOption(section, longer);
  return longer;
}

function rootFrom(sections: readonly GrowingSection[], text: string): ObjectNode {
  const entries = sections.map(({ entry, all, end }) => {
    const range = { start: entry.value.range.start, end };
    return { ...entry, value: { kind: 'object' as const, entries: all, range } };
  });
  return { kind: 'object', entries, range: { start: 0, end: text.length } };
}
