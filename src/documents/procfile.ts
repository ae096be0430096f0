import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { Parsed, SyntaxProblem } from '../text/syntax-problem.ts';
import type { DataNode } from './data.ts';
import { parseYamlDocuments } from './yaml.ts';

/** One process type and its command. */
export interface ProcfileEntry {
  readonly process: string;
  readonly command: string;
  /** The name of the process. */
  readonly processRange: Range;
  /** The command as it stands in the file, quotes included. */
  readonly commandRange: Range;
}

/** What differs between the two readings, as a sentence part. */
export interface ProcfileDisagreement {
  readonly message: string;
  readonly range: Range;
}

/** A Procfile as its two kinds of readers see it. */
export interface Procfile {
  /** As Railpack and Nixpacks read it: a YAML map of strings, where the last of equal names counts. */
  readonly yaml: Parsed<readonly ProcfileEntry[]>;
  /** As foreman reads it: `name: command` lines, others ignored. */
  readonly lines: readonly ProcfileEntry[];
  /** As Heroku's classic parser reads it: the colon may be missing, and lines may be indented. */
  readonly classicLines: readonly ProcfileEntry[];
  readonly disagreements: readonly ProcfileDisagreement[];
}

/** Far more than any real Procfile; a YAML parser takes seconds for megabytes of lines. */
const MOST_CHARACTERS = 200_000;

/** Characters that YAML does not allow anywhere: https://yaml.org/spec/1.2.2/#51-character-set */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/;

/** https://github.com/ddollar/foreman `Procfile#parse`: the name starts the line, and something follows the colon. */
const FOREMAN_LINE = /^([\w-]+):[\t ]*(\S.*|[\t ])$/;

/** What Heroku's own reader takes: the colon is optional, a blank is not. */
const CLASSIC_LINE = /^(\s*)([\w-]+)(:?\s+)(.*)$/;

/** Reads a Procfile in all the ways that its readers do. It always succeeds; the YAML reading may not. */
export async function parseProcfile(text: string): Promise<Procfile> {
  const yaml = await readAsYaml(text);
  const lines = readLines(text, foremanEntry);
  return { yaml, lines, classicLines: readLines(text, classicEntry), disagreements: disagreementsOf(yaml, lines) };
}

async function readAsYaml(text: string): Promise<Parsed<readonly ProcfileEntry[]>> {
  if (text.length > MOST_CHARACTERS) return syntaxFailure(text, 'the file is too large to be a Procfile', { start: 0, end: 0 });
  const unprintable = UNPRINTABLE.exec(text);
  if (unprintable !== null) {
    return syntaxFailure(text, 'a control character is not allowed', { start: unprintable.index, end: unprintable.index + 1 });
  }
  const parsed = await parseYamlDocuments(text, 2);
  if (!parsed.ok) return parsed;
  const [first, second] = parsed.document;
  if (second !== undefined) return syntaxFailure(text, 'there is more than one YAML document', second.root.range);
  return first === undefined ? { ok: true, document: [] } : entriesFrom(text, first.root);
}

function entriesFrom(text: string, root: DataNode): Parsed<readonly ProcfileEntry[]> {
  if (root.kind === 'null') return { ok: true, document: [] };
  if (root.kind !== 'object') return syntaxFailure(text, 'this is no YAML map of process names and commands', root.range);
  const entries = new Map<string, ProcfileEntry>();
  for (const { key, keyRange, value } of root.entries) {
    if (value.kind === 'object' || value.kind === 'array') {
      return syntaxFailure(text, `the command of ${key} is no string for YAML`, value.range);
    }
    entries.set(key, { process: key, command: commandFrom(text, value), processRange: keyRange, commandRange: value.range });
  }
  return { ok: true, document: [...entries.values()] };
}

/** A number or boolean stays as it is written, because the readers ask for strings. */
function commandFrom(text: string, value: DataNode): string {
  if (value.kind === 'string') return String(value.value);
  return value.kind === 'null' ? '' : text.slice(value.range.start, value.range.end);
}

type ReadLine = (line: string, offset: number) => ProcfileEntry | undefined;

function readLines(text: string, read: ReadLine): ProcfileEntry[] {
  const entries: ProcfileEntry[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const entry = read(line.endsWith('\r') ? line.slice(0, -1) : line, offset);
    if (entry !== undefined) entries.push(entry);
    offset += line.length + 1;
  }
  return entries;
}

function foremanEntry(line: string, offset: number): ProcfileEntry | undefined {
  const [, process = '', command = ''] = FOREMAN_LINE.exec(line) ?? [];
  if (process === '') return undefined;
  return entryAt({ process, command, processStart: offset, commandStart: offset + line.length - command.length });
}

function classicEntry(line: string, offset: number): ProcfileEntry | undefined {
  const [, indent = '', process = '', between = '', rest = ''] = CLASSIC_LINE.exec(line) ?? [];
  if (process === '') return undefined;
  const processStart = offset + indent.length;
  return entryAt({ process, command: rest.trimEnd(), processStart, commandStart: processStart + process.length + between.length });
}

interface Placed {
  readonly process: string;
  readonly command: string;
  readonly processStart: number;
  readonly commandStart: number;
}

function entryAt({ process, command, processStart, commandStart }: Placed): ProcfileEntry {
  return {
    process,
    command,
    processRange: { start: processStart, end: processStart + process.length },
    commandRange: { start: commandStart, end: commandStart + command.length },
  };
}

function disagreementsOf(yaml: Parsed<readonly ProcfileEntry[]>, lines: readonly ProcfileEntry[]): ProcfileDisagreement[] {
  if (!yaml.ok) return [refusal(yaml.problem)];
  const commands = new Map(yaml.document.map((entry) => [entry.process, entry.command]));
  return lines.flatMap((line) => {
    const command = commands.get(line.process);
    if (command?.trim() === line.command.trim()) return [];
    const read = command === undefined ? 'no such process' : `"${command.trim()}"`;
    return [{ message: `read as YAML, ${line.process} is ${read}`, range: line.commandRange }];
  });
}

function refusal(problem: SyntaxProblem): ProcfileDisagreement {
  return { message: `read as YAML, the file is broken: ${problem.message}`, range: problem.range };
}

/** Which process a builder starts: `any` when it takes one of several in no certain order. */
export type PickedProcess = ProcfileEntry | 'any' | undefined;

/** Railpack: web, then worker, then any entry that has a command. */
export function pickForRailpack(entries: readonly ProcfileEntry[]): PickedProcess {
  const filled = entries.filter((entry) => entry.command !== '');
  const named = processNamed(filled, 'web') ?? processNamed(filled, 'worker');
  return named ?? (filled.length > 1 ? 'any' : filled[0]);
}

/** Nixpacks: web, then worker, then the alphabetically first one that is not `release`. */
export function pickForNixpacks(entries: readonly ProcfileEntry[]): PickedProcess {
  const others = entries.filter((entry) => entry.process !== 'release');
  const sorted = others.toSorted((a, b) => (a.process < b.process ? -1 : 1));
  return processNamed(entries, 'web') ?? processNamed(entries, 'worker') ?? sorted[0];
}

function processNamed(entries: readonly ProcfileEntry[], name: string): ProcfileEntry | undefined {
  return entries.find((entry) => entry.process === name);
}
