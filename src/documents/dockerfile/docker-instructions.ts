import type { Range } from '../../text/range.ts';
import { joinPieces } from '../joined-text.ts';
import type { JoinedText } from '../joined-text.ts';
import type { DockerCommand, DockerInstruction, DockerMeaning, DockerMount, DockerNode, DockerText, DockerVariable } from './docker-tree.ts';
import { expandDockerText, splitDockerWords } from './docker-words.ts';
import type { DockerScope } from './docker-words.ts';

/** An instruction as the parser splits it. */
export interface RawInstruction {
  readonly keyword: string;
  readonly range: Range;
  /** What stands behind keyword and flags, with continuations and comments taken out; heredocs are left out. */
  readonly arguments: JoinedText;
  readonly flags: readonly { readonly name: string; readonly value: string; readonly range: Range }[];
  /** Bodies of heredocs. */
  readonly heredocs: readonly Range[];
}

/** Where an instruction stands: variables that hold there and what earlier stages are called. */
export interface DockerPlace {
  readonly source: string;
  readonly escape: string;
  readonly scope: DockerScope;
  stageOf(name: string): number | undefined;
}

/** Takes continuations and the comments between them out of a stretch of the source. */
export function joinContinuations(source: string, range: Range, escape: string): JoinedText {
  const pieces: Range[] = [];
  let start = range.start;
  while (start < range.end) {
    const newline = source.indexOf('\n', start);
    const next = newline === -1 || newline >= range.end ? range.end : newline + 1;
    const line = source.slice(start, next);
    const content = line.trimEnd();
    const comment = pieces.length > 0 && /^\s*#/.test(line);
    const continued = content.endsWith(escape) && next < range.end;
    if (!comment && content !== '') pieces.push({ start, end: start + content.length - (continued ? escape.length : 0) });
    start = next;
  }
  return joinPieces(source, pieces);
}

/** The instruction with its values. */
export function readInstruction(raw: RawInstruction, place: DockerPlace): DockerInstruction {
  return { ...meaningOf(raw, place), ...writtenNode(raw) };
}

/** An instruction as it is written. */
export function writtenNode({ range, keyword, arguments: behind, flags }: RawInstruction): DockerNode {
  return { range, keyword, behind: behind.text.trim(), flags: flags.map(({ name, value }) => ({ name, value })) };
}

function meaningOf(raw: RawInstruction, place: DockerPlace): DockerMeaning {
  switch (raw.keyword) {
    case 'ENV': return { kind: 'env', variables: readVariables(raw.arguments, place, true) };
    case 'ARG': return { kind: 'arg', variables: readVariables(raw.arguments, place, false) };
    case 'WORKDIR': return { kind: 'workdir', text: wholeText(raw.arguments, place) };
    case 'USER': return { kind: 'user', text: wholeText(raw.arguments, place) };
    case 'STOPSIGNAL': return { kind: 'stopsignal', text: wholeText(raw.arguments, place) };
    case 'EXPOSE': return { kind: 'expose', values: wordsOf(raw.arguments, place) };
    case 'VOLUME': return { kind: 'volume', values: jsonWords(raw.arguments) ?? wordsOf(raw.arguments, place) };
    case 'COPY': return readCopy(raw, place, 'copy');
    case 'ADD': return readCopy(raw, place, 'add');
    case 'RUN': return { kind: 'run', command: readRun(raw, place), mounts: mountsOf(raw) };
    case 'CMD': return { kind: 'cmd', command: readCommand(raw.arguments) };
    case 'ENTRYPOINT': return { kind: 'entrypoint', command: readCommand(raw.arguments) };
    case 'SHELL': return { kind: 'shell', words: jsonWords(raw.arguments) ?? [] };
    case 'HEALTHCHECK': return { kind: 'healthcheck', command: readHealthCheck(raw, place) };
    case 'ONBUILD': return { kind: 'onbuild' };
    default: return { kind: 'other' };
  }
}

/** A text as written and with the variables of its place. */
export function textOf(joined: JoinedText, at: Range, place: DockerPlace): DockerText {
  const source = joined.text.slice(at.start, at.end);
  return { source, value: expandDockerText(source, place.scope, place.escape), range: joined.source(at.start, at.end) };
}

function wordsOf(joined: JoinedText, place: DockerPlace): readonly DockerText[] {
  return splitDockerWords(joined.text, place.escape).map((word) => textOf(joined, word, place));
}

function wholeText(joined: JoinedText, place: DockerPlace): DockerText {
  const start = joined.text.length - joined.text.trimStart().length;
  return textOf(joined, { start, end: Math.max(start, joined.text.trimEnd().length) }, place);
}

/** `A=1 B="two"`, or the old form of ENV, `A everything else`. All pairs of one instruction see the variables before it. */
function readVariables(joined: JoinedText, place: DockerPlace, hasOldForm: boolean): readonly DockerVariable[] {
  const words = splitDockerWords(joined.text, place.escape);
  const [first, second] = words;
  if (first === undefined) return [];
  const old = hasOldForm && !joined.text.slice(first.start, first.end).includes('=');
  if (old && second !== undefined) {
    const name = joined.text.slice(first.start, first.end);
    const value = textOf(joined, { start: second.start, end: joined.text.trimEnd().length }, place).value;
    return [{ name, value, range: joined.source(first.start, joined.text.trimEnd().length) }];
  }
  return words.map((word) => {
    const text = joined.text.slice(word.start, word.end);
    const equals = text.indexOf('=');
    const range = joined.source(word.start, word.end);
    if (equals === -1) return { name: text, value: undefined, range };
    return { name: text.slice(0, equals), value: expandDockerText(text.slice(equals + 1), place.scope, place.escape), range };
  });
}

function readCopy(raw: RawInstruction, place: DockerPlace, kind: 'copy' | 'add'): DockerMeaning {
  const words = (jsonWords(raw.arguments) ?? wordsOf(raw.arguments, place)).filter((word) => !word.source.startsWith('<<'));
  const destination = words.at(-1);
  const flag = raw.flags.find((candidate) => candidate.name === 'from');
  if (destination === undefined) return { kind: 'other' };
  const from = flag === undefined ? undefined
    : { source: flag.value, value: expandDockerText(flag.value, place.scope, place.escape), range: flag.range };
  const fromStage = from?.value === undefined ? undefined : place.stageOf(from.value);
  return { kind, sources: words.slice(0, -1), destination, from, fromStage };
}

/** A RUN; the body of its heredoc is the script when nothing else stands on its line: `RUN python <<EOF` is no shell script. */
function readRun(raw: RawInstruction, place: DockerPlace): DockerCommand {
  const [body] = raw.heredocs;
  if (body === undefined || !/^<<-?["']?\w+["']?$/.test(raw.arguments.text.trim())) return readCommand(raw.arguments);
  const text = place.source.slice(body.start, body.end);
  return { form: 'shell', text, range: body, source: (start, end) => ({ start: body.start + start, end: body.start + end }) };
}

function readCommand(joined: JoinedText): DockerCommand {
  const words = jsonWords(joined);
  const start = joined.text.length - joined.text.trimStart().length;
  const end = Math.max(start, joined.text.trimEnd().length);
  const range = joined.source(start, end);
  if (words !== undefined) return { form: 'exec', words, range };
  return { form: 'shell', text: joined.text.slice(start, end), range, source: (from, to) => joined.source(start + from, start + to) };
}

function readHealthCheck(raw: RawInstruction, place: DockerPlace): DockerCommand | undefined {
  const { text } = raw.arguments;
  const [keyword] = splitDockerWords(text, place.escape);
  if (keyword === undefined || text.slice(keyword.start, keyword.end).toUpperCase() !== 'CMD') return undefined;
  const rest = raw.arguments.source(keyword.end, text.length);
  return readCommand(joinContinuations(place.source, rest, place.escape));
}

/** The strings of an exec form; undefined when it is no JSON array of strings, and so a shell form. */
function jsonWords(joined: JoinedText): readonly DockerText[] | undefined {
  if (!joined.text.trimStart().startsWith('[')) return undefined;
  const values = parsedStrings(joined.text);
  if (values === undefined) return undefined;
  const places = [...joined.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value, index) => {
    const start = places[index]?.index ?? 0;
    const end = start + (places[index]?.[0].length ?? 0);
    return { source: joined.text.slice(start, end), value, range: joined.source(start, end) };
  });
}

function parsedStrings(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function mountsOf(raw: RawInstruction): readonly DockerMount[] {
  return raw.flags.filter((flag) => flag.name === 'mount').map((flag) => ({
    text: flag.value,
    range: flag.range,
    options: new Map(flag.value.split(',').map((option) => {
      const equals = option.indexOf('=');
      return equals === -1 ? [option, ''] as const : [option.slice(0, equals), option.slice(equals + 1)] as const;
    })),
  }));
}
