import { splitWords } from '../documents/shell/split-words.ts';
import type { Argument } from './argument.ts';
import { argumentAt, commandLine } from './argument.ts';
import { runBuiltin } from './builtins.ts';
import type { Call, Context } from './engine.ts';
import { layersAround, MAXIMUM_DEPTH } from './engine.ts';
import { originOfFile, knownAt } from './origin.ts';
import { runPackageScript } from './package-scripts.ts';
import type { Launch, Path, ShellState } from './path.ts';
import { withVariable } from './path.ts';
import { programOf } from './program.ts';
import { findFile, projectPath } from './project-path.ts';
import { runText } from './run-text.ts';
import type { WrapperRow } from './wrapper-table.ts';
import { WRAPPERS, signalsAll } from './wrapper-table.ts';

/** Programs whose exit status is the point of calling them. */
const QUESTIONS = new Set(['which', 'type', 'hash', 'grep', 'nc', 'pg_isready', 'curl', 'wget', 'diff', 'cmp', 'pgrep', 'ping']);

/** Task runners whose own configuration decides what runs. */
const TASK_RUNNERS = new Set(['turbo', 'nx', 'lerna', 'concurrently', 'conc', 'npm-run-all', 'npm-run-all2', 'run-s', 'run-p', 'wireit', 'moon', 'rush', 'make', 'just', 'task', 'mprocs', 'invoke', 'inv', 'tox', 'nox', 'doit', 'poe', 'honcho', 'foreman', 'overmind', 'supervisord', 'circusd']);

/** Runs a command's words: a part of the shell, a wrapper, a script, or a program. */
export async function runWords(words: readonly Argument[], call: Call): Promise<readonly Path[]> {
  const [first] = words;
  const { path, context } = call;
  if (first === undefined) return [path];
  if (context.depth > MAXIMUM_DEPTH || context.run.budget <= 0) return launch(words, call, 'it calls itself, or nests deeper than we follow');
  const fromShell = context.shell === undefined ? undefined : await runBuiltin(first.text, words, call);
  if (fromShell !== undefined) return fromShell;
  const called = path.state.functions.get(first.text);
  if (called !== undefined) return runFunction(words, call);
  if (first.value === undefined) return launch(words, call, first.reason);
  return (await runWrapper(words, call)) ?? (await runShell(words, call)) ?? (await runScript(words, call)) ?? (await runPackageScript(words, call, launch)) ?? launch(words, call, undefined);
}

/** The command is a program: this is as far as the shell goes. */
function launch(words: readonly Argument[], call: Call, opaque: string | undefined): readonly Path[] {
  const { path, context, mode, place } = call;
  const name = programOf(words).name;
  const reason = opaque ?? (TASK_RUNNERS.has(name) ? `${name} decides what runs` : undefined);
  const started: Launch = { words, place, state: path.state, background: mode.background, layers: layersAround(context, mode), opaque: reason, pipedInto: mode.pipedInto, readsPipe: mode.readsPipe };
  const status = QUESTIONS.has(name) ? undefined : true;
  return [{ ...path, launches: [...path.launches, started].slice(-200), end: mode.replaced ? 'exec' : undefined, status }];
}

async function runFunction(words: readonly Argument[], call: Call): Promise<readonly Path[]> {
  const { path, context, mode } = call;
  const body = path.state.functions.get(words[0]?.text ?? '');
  if (body === undefined) return [path];
  const inside = { ...path, state: { ...path.state, positional: words.slice(1) } };
  const after = await context.run.engine.node(body, inside, { ...context, depth: context.depth + 1 }, { ...mode, tail: false });
  return after.map((one) => ({ ...one, end: one.end === 'return' ? undefined : one.end, state: { ...one.state, positional: path.state.positional } }));
}

async function runWrapper(words: readonly Argument[], call: Call): Promise<readonly Path[] | undefined> {
  const name = (words[0]?.text ?? '').replace(/^.*\//, '');
  const row = WRAPPERS.find((candidate) => (candidate.names.includes(name) || candidate.names.includes(words[0]?.text ?? '')) && followsName(candidate, words));
  if (row === undefined) return undefined;
  const stripped = stripWrapper(row, words, call.path.state, call.context);
  if (stripped.words.length === 0) return undefined;
  const { context, mode } = call;
  const state = stripped.state;
  const [first] = stripped.words;
  const inner = first !== undefined && first.text.endsWith('.py') && !first.text.startsWith('-') ? [argumentAt('python', first), ...stripped.words] : stripped.words;
  const own = row.layer === undefined ? undefined : { kind: row.layer, at: knownAt(call.place, 'start.wrappers', wrapperName(row, words)), stays: true, signalsAll: signalsAll(name, words.slice(1, words.length - stripped.words.length).map(({ text }) => text)) } as const;
  const next: Context = own === undefined ? { ...context, depth: context.depth + 1 }
    : { ...context, depth: context.depth + 1, layers: [...layersAround(context, mode), own], shell: undefined };
  const paths = await runWords(inner, { ...call, path: { ...call.path, state }, context: next });
  return paths.map((after) => ({ ...after, state: call.path.state }));
}

function wrapperName(row: WrapperRow, words: readonly Argument[]): string {
  return [words[0]?.text ?? '', ...(row.subcommand ?? [])].join(' ');
}

function followsName(row: WrapperRow, words: readonly Argument[]): boolean {
  return (row.subcommand ?? []).every((word, index) => words[index + 1]?.text === word);
}

const DIRECTORY_FLAGS = new Set(['--directory', '-C', '--chdir', '--cwd']);

function stripWrapper(row: WrapperRow, words: readonly Argument[], before: ShellState, context: Context): { words: readonly Argument[]; state: ShellState } {
  let state = before;
  let index = 1 + (row.subcommand?.length ?? 0);
  if (row.afterDashes === true) {
    const dashes = words.findIndex((word) => word.text === '--');
    return { words: dashes === -1 ? [] : words.slice(dashes + 1), state };
  }
  let skips = row.skips ?? 0;
  while (index < words.length) {
    const word = words[index];
    if (word === undefined) break;
    const text = word.text;
    if (text === '--') {
      index += 1;
      break;
    }
    const inline = /^(--command)=/.test(text);
    if (inline || text === '--command') return { words: commandWords(inline ? text.slice(10) : (words[index + 1]?.text ?? ''), word), state };
    if (text.startsWith('-') && text !== '-') {
      const [flag, glued] = [text.replace(/=.*/, ''), text.includes('=')];
      const value = glued ? text.slice(text.indexOf('=') + 1) : words[index + 1]?.text;
      if (DIRECTORY_FLAGS.has(flag) && value !== undefined) state = { ...state, directory: projectPath(value, state.directory, context.run.input) };
      index += !glued && (row.values ?? []).includes(flag) ? 2 : 1;
    } else if (row.assigns === true && /^[A-Za-z_]\w*=/.test(text)) {
      const equals = text.indexOf('=');
      const expanded = { ...word, text: text.slice(equals + 1), value: word.value?.slice(equals + 1) };
      state = withVariable(state, text.slice(0, equals), { expanded, exported: true, place: { origin: word.origin, range: word.range } });
      index += 1;
    } else if (skips > 0) {
      skips -= 1;
      index += 1;
    } else break;
  }
  return { words: words.slice(index), state };
}

function commandWords(text: string, word: Argument): readonly Argument[] {
  const split = splitWords(text);
  return split.ok ? split.document.map((piece) => argumentAt(piece, word)) : [];
}

const SHELLS: Readonly<Record<string, 'bash' | 'sh'>> = { bash: 'bash', zsh: 'bash', sh: 'sh', dash: 'sh', ash: 'sh', ksh: 'sh' };

/** `sh -c 'text' name args` and `bash file args`. */
async function runShell(words: readonly Argument[], call: Call): Promise<readonly Path[] | undefined> {
  const kind = SHELLS[(words[0]?.text ?? '').replace(/^.*\//, '')];
  if (kind === undefined) return undefined;
  let index = 1;
  let text = false;
  while (index < words.length && /^[-+]/.test(words[index]?.text ?? '')) {
    const flag = words[index]?.text ?? '';
    index += /^[-+]\w*o$/.test(flag) ? 2 : 1;
    text ||= /^-\w*c\w*$/.test(flag);
    if (flag === '--') break;
  }
  const word = words[index];
  if (word === undefined) return undefined;
  if (!text) return runFile(word, words.slice(index + 1), call, kind);
  const at = knownAt(call.place, 'start.wrappers', commandLine(words.slice(0, index)));
  const context: Context = { ...call.context, origin: word.origin.inside(word.text, word.range), layers: layersAround(call.context, call.mode), shell: { kind, script: false, at }, depth: call.context.depth + 1 };
  const positional = words.slice(index + 2);
  return runText(word.text, call, { context, positional });
}

/** `./start.sh`, `scripts/start`: a file of the project with a shell's or an interpreter's first line. */
async function runScript(words: readonly Argument[], call: Call): Promise<readonly Path[] | undefined> {
  const [first] = words;
  if (first === undefined || !/\/|\.(sh|bash)$|entrypoint/.test(first.text)) return undefined;
  if (/(^|\/)(\.?venv|env|virtualenv|node_modules|vendor)\/|^\/usr\/|^\/opt\/venv\//.test(first.text) && !/\.sh$|entrypoint/.test(first.text)) return undefined;
  return runFile(first, words.slice(1), call, undefined);
}

async function runFile(word: Argument, args: readonly Argument[], call: Call, kind: 'bash' | 'sh' | undefined): Promise<readonly Path[] | undefined> {
  const { context, path, mode } = call;
  const { run } = context;
  const name = findFile(word.text, path.state.directory, run.input);
  const file = name === undefined ? undefined : run.input.files.read(name);
  if (file === undefined) {
    const expected = kind !== undefined || /\.(sh|bash)$/.test(word.text);
    return expected ? launch([word, ...args], call, `${word.text} is not in the project`) : undefined;
  }
  const shebang = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?([\w.-]+)/.exec(file.text)?.[1];
  const interpreter = kind ?? (shebang === undefined ? (/\.(sh|bash)$/.test(file.path) ? 'sh' : undefined) : SHELLS[shebang]);
  if (interpreter === undefined) return shebang === undefined ? undefined : runWords([argumentAt(shebang, word), word, ...args], { ...call, context: { ...context, depth: context.depth + 1 } });
  run.files.add(file.path);
  run.scripts.push({ file, interpreter, isExecuted: kind === undefined });
  if (file.text.includes('\r\n')) {
    const start = file.text.indexOf('\r\n');
    run.problems.push({ kind: 'encoding', path: file.path, message: `${file.path} has Windows line ends, which a shell takes for part of the words`, at: { file, range: { start, end: start + 2 } } });
  }
  const at = knownAt(call.place, 'start.wrappers', commandLine(kind === undefined ? [word] : [argumentAt(kind, word), word]));
  const next: Context = { ...context, origin: originOfFile(file), layers: layersAround(context, mode), shell: { kind: interpreter, script: true, at }, script: file.path, depth: context.depth + 1 };
  return runText(file.text, call, { context: next, positional: args, file });
}
