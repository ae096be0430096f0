import type { Instruction } from 'dockerfile-ast';
import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import { joinContinuations, readInstruction, textOf, writtenNode } from './dockerfile/docker-instructions.ts';
import type { RawInstruction } from './dockerfile/docker-instructions.ts';
import type { DockerInstruction, DockerStage, DockerVariable, Dockerfile } from './dockerfile/docker-tree.ts';
import { splitDockerWords } from './dockerfile/docker-words.ts';

/** Longer files are no Dockerfiles, and the parser gets slow. */
const MAXIMUM_LENGTH = 200_000;

/** https://docs.docker.com/reference/dockerfile/ */
const KEYWORDS = new Set(['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER',
  'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

/** Variables that BuildKit sets by itself. https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
const AUTOMATIC = ['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT', 'BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT'];

/** Reads a Dockerfile into stages. */
export async function parseDockerfile(text: string): Promise<Parsed<Dockerfile>> {
  if (text.length > MAXIMUM_LENGTH) return syntaxFailure(text, 'too long for a Dockerfile', { start: 0, end: 0 });
  const loaded = await import('dockerfile-ast');
  const { DockerfileParser } = loaded.default ?? loaded;
  try {
    const file = DockerfileParser.parse(text);
    const escape = file.getEscapeCharacter();
    const offsets = lineOffsets(text);
    const raws = file.getInstructions().map((instruction) => rawInstruction(instruction, { text, escape, offsets }));
    return buildStages(text, escape, raws);
  } catch (error) {
    // The parser meets texts that nobody tried on it; what it throws says nothing to a user.
    if (!(error instanceof Error)) throw error;
    return syntaxFailure(text, 'this cannot be read as a Dockerfile', { start: 0, end: 0 });
  }
}

interface ParserSource {
  readonly text: string;
  readonly escape: string;
  readonly offsets: readonly number[];
}

interface ParserRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Where lines begin, as the parser counts them. */
function lineOffsets(text: string): readonly number[] {
  const offsets = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) offsets.push(match.index + match[0].length);
  return offsets;
}

function rangeFrom(range: ParserRange, offsets: readonly number[]): Range {
  const at = (place: ParserRange['start']): number => (offsets[place.line] ?? 0) + place.character;
  return { start: at(range.start), end: at(range.end) };
}

/** Methods that only some kinds of instruction have. */
interface Extras {
  getFlags?(): readonly { getName(): string; getValue(): string | null; getRange(): ParserRange }[];
  getHeredocs?(): readonly { getContentRange(): ParserRange | null }[];
}

function rawInstruction(instruction: Instruction, { text, escape, offsets }: ParserSource): RawInstruction {
  const extras = instruction as Instruction & Extras; // Border: the parser's types hide them behind classes.
  const range = rangeFrom(instruction.getRange(), offsets);
  const behind = instruction.getArgumentsRange();
  const heredocs = (extras.getHeredocs?.() ?? []).flatMap((heredoc) => {
    const content = heredoc.getContentRange();
    return content === null ? [] : [rangeFrom(content, offsets)];
  });
  const all = behind === null ? { start: range.end, end: range.end } : rangeFrom(behind, offsets);
  const newline = text.indexOf('\n', all.start);
  const end = heredocs.length > 0 && newline !== -1 ? Math.min(newline, all.end) : all.end;
  return {
    keyword: instruction.getKeyword(),
    range,
    arguments: joinContinuations(text, { start: all.start, end }, escape),
    flags: (extras.getFlags?.() ?? []).map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? '', range: rangeFrom(flag.getRange(), offsets) })),
    heredocs,
  };
}

type Variables = Map<string, string | undefined>;

interface OpenStage {
  readonly stage: Omit<DockerStage, 'instructions'>;
  readonly instructions: DockerInstruction[];
  readonly scope: Variables;
}

function buildStages(source: string, escape: string, raws: readonly RawInstruction[]): Parsed<Dockerfile> {
  const globals: DockerVariable[] = [];
  const outer: Variables = new Map(AUTOMATIC.map((name) => [name, undefined]));
  const stages: OpenStage[] = [];
  const place = { source, escape, stageOf: (name: string) => stageIndex(name, stages.slice(0, -1)) };
  for (const raw of raws) {
    const current = stages.at(-1);
    if (!KEYWORDS.has(raw.keyword)) return syntaxFailure(source, `${shortened(raw.keyword)} is no Dockerfile instruction`, raw.range);
    if (raw.keyword === 'FROM') {
      const opened = openStage(raw, { ...place, scope: outer }, stages);
      if (opened === undefined) return syntaxFailure(source, 'FROM names no image', raw.range);
      stages.push(opened);
      continue;
    }
    const instruction = readInstruction(raw, { ...place, scope: current?.scope ?? outer });
    if (current === undefined && instruction.kind !== 'arg') return syntaxFailure(source, `${raw.keyword} stands before the first FROM`, raw.range);
    if (instruction.kind === 'arg' || instruction.kind === 'env') setVariables(instruction.variables, current?.scope, outer);
    if (current !== undefined) current.instructions.push(instruction);
    else if (instruction.kind === 'arg') globals.push(...instruction.variables);
  }
  if (stages.length === 0) return syntaxFailure(source, 'a Dockerfile needs a FROM', { start: 0, end: 0 });
  return { ok: true, document: { globals, stages: stages.map(({ stage, instructions }) => ({ ...stage, instructions })) } };
}

/** `ARG NAME` of a stage takes the value of the global one. */
function setVariables(variables: readonly DockerVariable[], scope: Variables | undefined, outer: Variables): void {
  for (const { name, value } of variables) (scope ?? outer).set(name, value ?? (scope === undefined ? undefined : outer.get(name)));
}

function openStage(raw: RawInstruction, place: Parameters<typeof textOf>[2], stages: readonly OpenStage[]): OpenStage | undefined {
  const words = splitDockerWords(raw.arguments.text, place.escape);
  const [image, as, alias] = words;
  if (image === undefined) return undefined;
  const base = textOf(raw.arguments, image, place);
  const word = (range: Range | undefined) => (range === undefined ? undefined : raw.arguments.text.slice(range.start, range.end));
  const baseStage = base.value === undefined ? undefined : stageIndex(base.value, stages);
  const stage = {
    index: stages.length,
    name: word(as)?.toUpperCase() === 'AS' ? word(alias) : undefined,
    base,
    baseStage,
    platform: raw.flags.find((flag) => flag.name === 'platform')?.value,
    range: raw.range,
    written: writtenNode(raw),
  };
  const inherited = baseStage === undefined ? undefined : stages[baseStage]?.scope;
  return { stage, instructions: [], scope: new Map(inherited) };
}

/** The earlier stage of this name or number; the last one where a name is repeated. */
function stageIndex(name: string, stages: readonly OpenStage[]): number | undefined {
  const index = stages.findLastIndex((open) => open.stage.name?.toLowerCase() === name.toLowerCase());
  if (index !== -1) return index;
  return /^\d+$/.test(name) && Number(name) < stages.length ? Number(name) : undefined;
}

function shortened(word: string): string {
  return word.length > 30 ? `${word.slice(0, 30)}…` : word;
}
