import { parseShell } from '../documents/shell-command.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Argument } from './argument.ts';
import type { Call, Context } from './engine.ts';
import { layersAround } from './engine.ts';
import type { Path, ShellState } from './path.ts';

/** A text for a shell of its own. */
export interface ShellText {
  readonly context: Context;
  /** `$1`, `$2`, ... in it. */
  readonly positional: readonly Argument[];
  /** The file that it is, for the problem of one that does not parse. */
  readonly file?: SourceFile;
}

/** Runs a text in a new shell: only exported variables reach it, and nothing that it sets comes back. */
export async function runText(text: string, call: Call, shellText: ShellText): Promise<readonly Path[]> {
  const { path, mode } = call;
  const { context, positional, file } = shellText;
  const parsed = await parseShell(text);
  if (!parsed.ok) {
    const { provenance } = context.run.input.command;
    if (file === undefined && context.depth === 0 && provenance.kind === 'declared') {
      context.run.problems.push({ kind: 'syntax', path: provenance.file.path, message: parsed.problem.message, at: provenance });
    }
    if (file !== undefined) context.run.problems.push({ kind: 'syntax', path: file.path, message: parsed.problem.message, at: { file, range: parsed.problem.range } });
    const name = file?.path ?? 'the command';
    const launch = { words: [positionalName(text, call)], place: call.place, state: path.state, background: mode.background, layers: layersAround(call.context, mode), opaque: `${name}: ${parsed.problem.message}` };
    return [{ ...path, launches: [...path.launches, launch], status: undefined }];
  }
  const inside: Path = { ...path, state: childState(path.state, positional), end: undefined };
  const after = await context.run.engine.list(parsed.document.body, inside, context, { background: mode.background, tail: true, replaced: false, pipedInto: mode.pipedInto, readsPipe: mode.readsPipe });
  return after.map((one) => ({ ...one, state: path.state, end: mode.replaced ? (one.end === 'failed' ? 'failed' : 'exec') : undefined, status: one.end === 'failed' ? undefined : true }));
}

function positionalName(text: string, call: Call): Argument {
  const line = text.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
  return { text: line, value: undefined, reason: 'it does not parse', variables: [], opaque: true, splits: false, ...call.place };
}

function childState(state: ShellState, positional: readonly Argument[]): ShellState {
  const variables = new Map([...state.variables].filter(([, variable]) => variable.exported));
  return { variables, isUnset: state.isUnset, positional, directory: state.directory, functions: new Map(), exportsAll: false };
}
