import type { Expanded } from '../documents/shell/expand.ts';
import { certain } from '../documents/shell/expand.ts';
import type { Argument } from './argument.ts';
import type { Call } from './engine.ts';
import { layersAround } from './engine.ts';
import { knownAt, originOfFile } from './origin.ts';
import type { Path, ShellState } from './path.ts';
import { withVariable } from './path.ts';
import { findFile, projectPath } from './project-path.ts';
import { decideTest } from './shell-test.ts';
import { parseShell } from '../documents/shell-command.ts';

type Builtin = (words: readonly Argument[], call: Call) => Promise<readonly Path[]> | readonly Path[];

/** Commands that the shell itself runs, undefined for any other. */
export async function runBuiltin(name: string, words: readonly Argument[], call: Call): Promise<readonly Path[] | undefined> {
  const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  return builtin === undefined ? undefined : builtin(words.slice(1), call);
}

const done = (call: Call, more: Partial<Path> = {}): readonly Path[] => [{ ...call.path, status: true, ...more }];
const withState = (call: Call, state: ShellState): readonly Path[] => done(call, { state });

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': (_, call) => done(call),
  true: (_, call) => done(call),
  false: (_, call) => done(call, { status: false }),
  '[': (words, call) => done(call, { status: decideTest(words.slice(0, -1), call.path.state, call.context.run.input) }),
  test: (words, call) => done(call, { status: decideTest(words, call.path.state, call.context.run.input) }),
  cd: (words, call) => withState(call, { ...call.path.state, directory: folderAfter(words, call) }),
  pushd: (words, call) => withState(call, { ...call.path.state, directory: folderAfter(words, call) }),
  popd: (_, call) => withState(call, { ...call.path.state, directory: undefined }),
  export: (words, call) => withState(call, exported(words, call, true)),
  declare: (words, call) => withState(call, exported(words, call, words.some((word) => /^-\w*x/.test(word.text)))),
  typeset: (words, call) => withState(call, exported(words, call, words.some((word) => /^-\w*x/.test(word.text)))),
  local: (words, call) => withState(call, exported(words, call, false)),
  readonly: (words, call) => withState(call, exported(words, call, false)),
  unset: (words, call) => withState(call, unsetAll(words, call.path.state)),
  set: (words, call) => withState(call, afterSet(words, call.path.state)),
  shift: (words, call) => withState(call, shifted(words, call.path.state)),
  exit: (words, call) => done(call, { end: /^[1-9]/.test(words[0]?.text ?? '') ? 'failed' : 'exit' }),
  return: (words, call) => done(call, { end: 'return', status: /^[1-9]/.test(words[0]?.text ?? '') ? false : true }),
  exec: runExec,
  eval: runEval,
  '.': runSource,
  source: runSource,
  command: (words, call) => (/^-[vV]/.test(words[0]?.text ?? '') ? done(call, { status: undefined }) : call.context.run.engine.words(words, call)),
  trap: (_, call) => done(call), ulimit: (_, call) => done(call), umask: (_, call) => done(call), alias: (_, call) => done(call), shopt: (_, call) => done(call),
  break: (_, call) => done(call), continue: (_, call) => done(call), getopts: (_, call) => done(call, { status: undefined }),
  read: (words, call) => withState(call, exported(words.filter((word) => /^\w+$/.test(word.text)), call, false)),
};

function folderAfter(words: readonly Argument[], call: Call): string | undefined {
  const [target] = words.filter((word) => !/^-[PLe@]*$/.test(word.text) || word.text === '-');
  if (target === undefined || target.value === undefined || target.value !== target.text || target.text === '-') return ownFolder(target, call);
  return projectPath(target.text, call.path.state.directory, call.context.run.input);
}

/** `cd "$(dirname "$0")/.."`: the folder of the script, and on from there. */
function ownFolder(target: Argument | undefined, call: Call): string | undefined {
  const { script, run } = call.context;
  const match = /^"?\$\(dirname (?:-- )?"?\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\}|\{BASH_SOURCE\[0\]:-\$0\})"?\)"?(\/[\w./-]*)?"?$/.exec(target?.text ?? '')
    ?? /^\$\{0%\/\*\}(\/[\w./-]*)?$/.exec(target?.text ?? '');
  if (match === null || script === undefined) return undefined;
  return projectPath(`.${match[1] ?? ''}`, script.split('/').slice(0, -1).join('/'), run.input);
}

function exported(words: readonly Argument[], call: Call, visible: boolean): ShellState {
  let { state } = call.path;
  for (const word of words) {
    if (word.text.startsWith('-')) continue;
    const equals = word.text.indexOf('=');
    const name = equals === -1 ? word.text : word.text.slice(0, equals);
    const before = state.variables.get(name);
    if (!/^[A-Za-z_]\w*$/.test(name)) continue;
    if (equals === -1) {
      if (visible && before !== undefined) state = withVariable(state, name, { ...before, exported: true });
      continue;
    }
    const expanded: Expanded = { text: word.text.slice(equals + 1), value: word.value?.slice(equals + 1), reason: word.reason, variables: word.variables, opaque: word.opaque, splits: false };
    const seen = visible || state.exportsAll || before?.exported === true;
    state = withVariable(state, name, { expanded, exported: seen, place: { origin: word.origin, range: word.range } });
  }
  return state;
}

function unsetAll(words: readonly Argument[], before: ShellState): ShellState {
  return words.filter((word) => !word.text.startsWith('-')).map((word) => word.text)
    .reduce((state, name) => withVariable(state, name, { expanded: 'unset', exported: false, place: undefined }), before);
}

function afterSet(words: readonly Argument[], state: ShellState): ShellState {
  const first = words[0]?.text ?? '';
  const exportsAll = /^-[a-z]*a/.test(first) || (first === '-o' && words[1]?.text === 'allexport') ? true
    : /^\+[a-z]*a/.test(first) || (first === '+o' && words[1]?.text === 'allexport') ? false : state.exportsAll;
  if (first === '--') return { ...state, positional: words.slice(1) };
  return first !== '' && !/^[-+]/.test(first) ? { ...state, positional: words } : { ...state, exportsAll };
}

function shifted(words: readonly Argument[], state: ShellState): ShellState {
  const count = words[0] === undefined ? 1 : Number(words[0].text);
  return { ...state, positional: Number.isInteger(count) && count >= 0 ? state.positional?.slice(count) : undefined };
}

function runExec(words: readonly Argument[], call: Call): Promise<readonly Path[]> | readonly Path[] {
  let index = 0;
  while (/^-[acl]/.test(words[index]?.text ?? '')) index += words[index]?.text === '-a' ? 2 : 1;
  const rest = words.slice(index);
  if (rest.length === 0) return done(call);
  if (rest.every((word) => word.splits && (word.value === undefined || word.value === ''))) {
    const opaque = rest[0]?.reason ?? 'it runs its arguments';
    const launch = { words: rest, place: call.place, state: call.path.state, background: call.mode.background, layers: layersAround(call.context, { ...call.mode, replaced: true }), opaque };
    return done(call, { launches: [...call.path.launches, launch], end: 'exec' });
  }
  return call.context.run.engine.words(rest, { ...call, mode: { ...call.mode, replaced: true } });
}

async function runEval(words: readonly Argument[], call: Call): Promise<readonly Path[]> {
  if (words.some((word) => word.value === undefined)) return done(call, { status: undefined });
  const parsed = await parseShell(words.map((word) => word.text).join(' '));
  if (!parsed.ok) return done(call, { status: undefined });
  const [first] = words;
  const origin = first === undefined ? call.context.origin : first.origin.inside('', first.range);
  return call.context.run.engine.list(parsed.document.body, call.path, { ...call.context, origin, depth: call.context.depth + 1 }, call.mode);
}

/** `. ./lib.sh` runs in the same shell. A virtual environment's `activate` and `.env` files set nothing that we may rely on. */
async function runSource(words: readonly Argument[], call: Call): Promise<readonly Path[]> {
  const { context, path } = call;
  const [target] = words;
  const name = target === undefined ? undefined : findFile(target.text, path.state.directory, context.run.input);
  if (target !== undefined && /(^|\/)activate$/.test(target.text)) context.run.activations.push(knownAt(call.place, 'start.activation', target.text));
  if (name === undefined || /(^|\/)(\.env[^/]*|activate)$/.test(name) || context.depth > 8) return done(call);
  const file = context.run.input.files.read(name);
  const parsed = file === undefined ? undefined : await parseShell(file.text);
  if (file === undefined || parsed?.ok !== true) return done(call);
  context.run.files.add(file.path);
  const inside = { ...context, origin: originOfFile(file), script: file.path, depth: context.depth + 1 };
  const positional = words.length > 1 ? words.slice(1).map((word) => (word.value === word.text ? certain(word.text) : word)) : path.state.positional;
  const after = await context.run.engine.list(parsed.document.body, { ...path, state: { ...path.state, positional } }, inside, { ...call.mode, tail: false });
  return after.map((one) => ({ ...one, end: one.end === 'return' ? undefined : one.end, state: { ...one.state, positional: path.state.positional } }));
}
