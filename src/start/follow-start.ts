import { splitWords } from '../documents/shell/split-words.ts';
import type { Fact } from '../model/fact.ts';
import { renamed, undecidable } from '../model/fact.ts';
import type { FactName, FactSet } from '../model/facts.ts';
import type { StartStep } from '../model/facts/start.ts';
import type { Argument } from './argument.ts';
import { argumentAt, commandLine } from './argument.ts';
import type { Context, Following } from './engine.ts';
import { known } from './fact-makers.ts';
import { isServing } from './merge-paths.ts';
import { knownAt, originOfFact } from './origin.ts';
import type { Launch, Path, ShellState } from './path.ts';
import { purposeOf } from './purpose.ts';
import { runText } from './run-text.ts';
import { runWords } from './run-words.ts';
import { readServer } from './server-facts.ts';
import { factSetOf } from './server-sheet.ts';
import { mergeReadings } from './servers/merge-readings.ts';
import type { ServerFactsRead } from './servers/server-call.ts';
import { walkList, walkNode } from './shell-walk.ts';
import { variablesOf } from './shell-variables.ts';
import { distinctPlaces, scriptFiles } from './script-files.ts';
import { signalFacts } from './signal-path.ts';
import type { StartInput, StartReading } from './start-input.ts';

/** Commands that following one start command may run. */
const BUDGET = 5000;

/** Follows a start command to the server that ends it. */
export async function followStart(input: StartInput): Promise<StartReading> {
  const run: Following = { input, problems: [], files: new Set(), budget: BUDGET, overflow: false, scripts: [], activations: [], engine: { list: walkList, node: walkNode, words: runWords } };
  const paths = await followCommand(input, run);
  const reading = await readPaths(paths, run);
  const facts = new Map<FactName, Fact<unknown>>([
    ['start.command', renamed(input.command, 'start.command')],
    ['start.form', known('start.form', input.form, [input.command])],
    ['start.steps', known('start.steps', stepsOf(paths, reading), [input.command])],
    ['start.scriptFiles', known('start.scriptFiles', await scriptFiles(run.scripts), [input.command])],
    ['start.activations', known('start.activations', distinctPlaces(run.activations), [input.command])],
  ]);
  for (const [name, fact] of reading.facts) facts.set(name, fact);
  return { facts: factSetOf(facts) as FactSet, overrides: reading.overrides, problems: run.problems, files: [...run.files].sort() };
}

async function followCommand(input: StartInput, run: Following): Promise<readonly Path[]> {
  const { command, form, root } = input;
  const origin = originOfFact(command);
  const state: ShellState = { variables: variablesOf(input.environment), isUnset: (name) => input.environment.get(name)?.state === 'absent', positional: [], directory: input.directory ?? root, functions: new Map(), exportsAll: false };
  const path: Path = { state, launches: [], end: undefined, status: true };
  const range = { start: 0, end: command.value.length };
  const place = { origin, range };
  const mode = { background: false, tail: true, replaced: false };
  const context: Context = { run, origin, layers: [], shell: undefined, script: undefined, depth: 0 };
  const call = { path, context, mode, place };
  if (form === 'shell') {
    const kind = input.shell;
    const shell = { kind, script: false, at: knownAt(place, 'start.wrappers', kind === undefined ? 'shell' : `${kind} -c`) } as const;
    return runText(command.value, call, { context: { ...context, shell }, positional: [] });
  }
  const words = splitWords(command.value);
  if (words.ok) return runWords(wordsIn(words.document, command.value, place), call);
  const whole: Argument = argumentAt(command.value, place);
  return [{ ...path, launches: [{ words: [whole], place, state, background: false, layers: [], opaque: words.problem.message }] }];
}

/** The words of an exec form, each where it stands as far as that can be found. */
function wordsIn(words: readonly string[], text: string, place: Launch['place']): readonly Argument[] {
  let position = 0;
  return words.map((word) => {
    const start = word === '' ? -1 : text.indexOf(word, position);
    if (start === -1) return argumentAt(word, place);
    position = start + word.length;
    return argumentAt(word, { origin: place.origin, range: { start, end: position } });
  });
}

/** The steps of all ways; a program that turned out to start a server is one. */
function stepsOf(paths: readonly Path[], reading: ServerFactsRead): readonly StartStep[] {
  const kind = reading.facts.get('service.kind');
  const started = reading.facts.get('start.serverCommand');
  const server = kind?.state === 'known' && kind.value === 'web' && started?.state === 'known' ? started.value : undefined;
  const steps = new Map<string, StartStep>();
  for (const launch of paths.flatMap((path) => path.launches)) {
    const line = commandLine(launch.words);
    const key = `${launch.place.range.start} ${line} ${launch.state.directory ?? '?'}`;
    const purpose = purposeOf(launch.words);
    if (steps.has(key)) continue;
    steps.set(key, { words: launch.words.map((word) => word.text), at: knownAt(launch.place, 'start.steps', line), purpose: purpose === 'program' ? (line === server ? 'server' : 'other') : purpose, background: launch.background, directory: launch.state.directory,
      ...(launch.pipedInto === undefined ? {} : { pipedInto: launch.pipedInto }) });
  }
  return [...steps.values()];
}

/** The facts of the server, as far as all ways through the scripts agree on it. */
async function readPaths(paths: readonly Path[], run: Following): Promise<ServerFactsRead> {
  const alive = paths.filter((path) => path.end !== 'failed');
  const servers = (alive.length === 0 ? paths : alive).flatMap((path) => serverOf(path) ?? []);
  const distinct = new Map(servers.map((launch) => [`${commandLine(launch.words)}\0${launch.state.directory ?? '?'}\0${JSON.stringify(launch.layers.map((layer) => [layer.kind, layer.stays]))}`, launch]));
  const { command } = run.input;
  if (distinct.size === 0 || run.overflow || run.budget <= 0) {
    const reason = run.overflow || run.budget <= 0 ? 'there are more ways through the scripts than we follow' : 'no command in it starts a server';
    return { facts: new Map([['start.server', undecidable('start.server', reason, [command])]]), overrides: [] };
  }
  const readings: ServerFactsRead[] = [];
  for (const launch of distinct.values()) {
    const reading = await readServer(launch, run);
    if (launch.opaque === undefined) for (const [name, fact] of signalFacts(launch, command)) reading.facts.set(name, fact);
    readings.push(reading);
  }
  return mergeReadings(readings, `a condition decides which of ${distinct.size} commands starts`);
}

/** The command that a way is about: a server, the foreground before the background, then a worker, then any program. */
function serverOf(path: Path): Launch | undefined {
  const programs = path.launches.filter((launch) => isServing(launch));
  const writing = programs.filter(({ readsPipe }) => readsPipe !== true);
  const serving = writing.length > 0 ? writing : programs;
  const front = serving.filter((launch) => !launch.background);
  const last = (launches: readonly Launch[], purpose: string) => launches.findLast((launch) => purposeOf(launch.words) === purpose);
  return last(front, 'server') ?? last(serving, 'server') ?? last(front, 'worker') ?? front.at(-1) ?? serving.at(-1)
    ?? path.launches.findLast((launch) => launch.opaque !== undefined);
}
