import { parseJson } from '../documents/json.ts';
import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { ObjectNode } from '../documents/data.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import type { Argument } from './argument.ts';
import { argumentAt } from './argument.ts';
import type { Call, Context } from './engine.ts';
import { layersAround } from './engine.ts';
import type { Origin } from './origin.ts';
import { knownAt, originOfFile } from './origin.ts';
import type { PackageCall } from './package-call.ts';
import { packageCallOf } from './package-call.ts';
import { packageFolder } from './package-folder.ts';
import type { Layer, Path } from './path.ts';
import { runText } from './run-text.ts';

type LaunchOpaque = (words: readonly Argument[], call: Call, opaque: string | undefined) => readonly Path[];

/** `npm start`, `pnpm --filter web start`, `yarn build`: the script of package.json, with its hooks. */
export async function runPackageScript(words: readonly Argument[], call: Call, launch: LaunchOpaque): Promise<readonly Path[] | undefined> {
  const wanted = packageCallOf(words);
  if (wanted === undefined) return undefined;
  const { run } = call.context;
  const folder = await packageFolder(wanted, call.path.state.directory, run.input);
  if (typeof folder === 'object') return launch(words, call, folder.reason);
  const file = run.input.files.read(folder === '' ? 'package.json' : `${folder}/package.json`);
  const scripts = file === undefined ? undefined : await scriptsOf(file);
  if (file === undefined || scripts === undefined) return launch(words, call, file === undefined ? 'there is no package.json where it runs' : `${file.path} does not parse`);
  run.files.add(file.path);
  const paths = await runHooked(wanted, words, { call, launch, file, folder, scripts });
  return paths.map((path) => ({ ...path, state: call.path.state }));
}

interface Found {
  readonly call: Call;
  readonly launch: LaunchOpaque;
  readonly file: SourceFile;
  readonly folder: string;
  readonly scripts: ObjectNode;
}

async function scriptsOf(file: SourceFile): Promise<ObjectNode | undefined> {
  const parsed = await parseJson(file.text);
  if (!parsed.ok) return undefined;
  const scripts = findNode(parsed.document.root, ['scripts']);
  return scripts?.kind === 'object' ? scripts : { kind: 'object', entries: [], range: { start: 0, end: 0 } };
}

async function runHooked(wanted: PackageCall, words: readonly Argument[], found: Found): Promise<readonly Path[]> {
  const { call, scripts, folder } = found;
  const state = { ...call.path.state, directory: folder };
  const script = scriptText(scripts, wanted.script);
  if (script === undefined) return withoutScript(wanted, words, { ...found, call: { ...call, path: { ...call.path, state } } });
  const layer: Layer = { kind: 'package-manager', at: knownAt(call.place, 'start.wrappers', `${wanted.manager} ${wanted.script}`), stays: true };
  const layers = [...layersAround(call.context, call.mode), layer];
  let paths: readonly Path[] = [{ ...call.path, state }];
  for (const name of [`pre${wanted.script}`, wanted.script]) {
    const text = scriptText(scripts, name);
    if (text === undefined || (name !== wanted.script && !wanted.hooks)) continue;
    const args = name === wanted.script ? wanted.args : [];
    const results: Path[] = [];
    for (const path of paths) results.push(...(path.end === undefined ? await runScriptText(text, args, { ...call, path }, { layers, found }) : [path]));
    paths = results;
  }
  return paths;
}

interface ScriptText {
  readonly value: string;
  readonly range: Range;
}

function scriptText(scripts: ObjectNode, name: string): ScriptText | undefined {
  const node = entryOf(scripts, name)?.value;
  const value = stringOf(node);
  return value === undefined || node === undefined ? undefined : { value, range: node.range };
}

async function runScriptText(text: ScriptText, args: readonly Argument[], call: Call, { layers, found }: { layers: readonly Layer[]; found: Found }): Promise<readonly Path[]> {
  const inner = originOfFile(found.file).inside(text.value, text.range);
  const place = { origin: inner, range: { start: 0, end: text.value.length } };
  const line = [text.value, ...args.map(quoted)].join(' ');
  const [first] = args;
  const origin = first === undefined ? inner : withArguments(inner, text.value.length, first);
  const context: Context = { ...call.context, origin, layers, depth: call.context.depth + 1, script: undefined,
    shell: { kind: 'sh', script: false, at: knownAt(place, 'start.wrappers', 'sh -c') } };
  return runText(line, { ...call, place }, { context, positional: [] });
}

/** Arguments that are passed on stand behind the script's text, and in the file of the one who passes them. */
function withArguments(script: Origin, length: number, first: Argument): Origin {
  const own = (range: Range) => range.end <= length;
  return {
    known: (name, value, range) => (own(range) ? script.known(name, value, range) : range.start < length ? script.known(name, value, { start: range.start, end: length }) : first.origin.known(name, value, first.range)),
    unresolved: (name, reason, range) => (own(range) ? script.unresolved(name, reason, range) : first.origin.unresolved(name, reason, first.range)),
    inside: (text, range) => (own(range) ? script.inside(text, range) : first.origin.inside(text, first.range)),
  };
}

function quoted(argument: Argument): string {
  if (argument.value !== argument.text) return `"${argument.text}"`;
  return /^[\w./:=@%+,-]+$/.test(argument.text) ? argument.text : `'${argument.text.replaceAll("'", `'\\''`)}'`;
}

/** A name that no script has: npm starts server.js, the others run the program of that name. */
function withoutScript(wanted: PackageCall, words: readonly Argument[], { call, launch, folder, file }: Found): Promise<readonly Path[]> | readonly Path[] {
  const { input, engine } = call.context.run;
  const layer: Layer = { kind: 'package-manager', at: knownAt(call.place, 'start.wrappers', wanted.manager), stays: true };
  const context: Context = { ...call.context, shell: undefined, layers: [...layersAround(call.context, call.mode), layer], depth: call.context.depth + 1 };
  const [first] = words;
  if (wanted.script === 'start' && first !== undefined && input.files.has(folder === '' ? 'server.js' : `${folder}/server.js`)) {
    return engine.words([argumentAt('node', first), argumentAt('server.js', first)], { ...call, context });
  }
  if (wanted.program !== undefined) return engine.words(wanted.program, { ...call, context });
  return launch(words, call, `${file.path} has no script ${wanted.script}`);
}
