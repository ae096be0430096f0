import type { ShellList, ShellNode } from '../documents/shell/shell-tree.ts';
import type { Known } from '../model/fact.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Argument } from './argument.ts';
import type { Layer, Path } from './path.ts';
import type { Origin, Place } from './origin.ts';
import type { StartInput } from './start-input.ts';

/** What one following of a start command shares: its input, what it found on the way, and how much it may still do. */
export interface Following {
  readonly input: StartInput;
  readonly problems: Problem[];
  readonly files: Set<string>;
  /** Commands that may still be run: a script that calls itself must end. */
  budget: number;
  /** Set when there were more ways through the scripts than we follow. */
  overflow: boolean;
  readonly engine: Engine;
  /** Shell scripts that were run. */
  readonly scripts: ScriptRun[];
  /** Virtual environments that were activated. */
  readonly activations: Known<string>[];
}

/** A shell script that was run, and how. */
export interface ScriptRun {
  readonly file: SourceFile;
  readonly interpreter: 'bash' | 'sh';
  readonly isExecuted: boolean;
}

/** The shell whose text is read. */
export interface Shell {
  /** Undefined when nothing says which shell it is. */
  readonly kind: 'bash' | 'sh' | undefined;
  /** True for a file; false for the text of `-c`. */
  readonly script: boolean;
  readonly at: Known<string>;
}

/** Where a command is read. */
export interface Context {
  readonly run: Following;
  readonly origin: Origin;
  /** What stands outside this shell. */
  readonly layers: readonly Layer[];
  /** Undefined in the exec form, where no shell is. */
  readonly shell: Shell | undefined;
  /** Path of the script that is read. */
  readonly script: string | undefined;
  readonly depth: number;
}

/** How a command is started. */
export interface Mode {
  readonly background: boolean;
  /** True for the last command of the text, where bash replaces itself. */
  readonly tail: boolean;
  /** True below `exec`. */
  readonly replaced: boolean;
  /** The command behind the next `|`, as written. */
  readonly pipedInto?: string | undefined;
  /** True behind a `|`. */
  readonly readsPipe?: boolean | undefined;
}

/** The parts that call each other. */
export interface Engine {
  list(list: ShellList, path: Path, context: Context, mode: Mode): Promise<readonly Path[]>;
  node(node: ShellNode, path: Path, context: Context, mode: Mode): Promise<readonly Path[]>;
  words(words: readonly Argument[], call: Call): Promise<readonly Path[]>;
}

/** A command and everything about the way it is called. */
export interface Call {
  readonly path: Path;
  readonly context: Context;
  readonly mode: Mode;
  readonly place: Place;
}

/** Nesting of scripts, `sh -c` and package scripts that we follow. */
export const MAXIMUM_DEPTH = 10;

/** Ways through the scripts that we keep apart. */
export const MAXIMUM_PATHS = 12;

/** The layers outside a command that this shell starts, the shell itself included. */
export function layersAround(context: Context, mode: Mode): readonly Layer[] {
  const { shell } = context;
  if (shell === undefined) return context.layers;
  return [...context.layers, { kind: 'shell', at: shell.at, stays: shellStays(shell, mode, context.run.input.image) }];
}

/** Images whose /bin/sh is the one of busybox, or bash. Others are built on Debian, whose /bin/sh is dash. */
const REPLACING_SHELL = /alpine|busybox|(^|\/)(ubi\d*|centos|fedora|rockylinux|almalinux|amazonlinux|amazoncorretto|oraclelinux)\b/;

/**
 * Whether the shell's process stays between. Measured on bash 5.2.15, dash 0.5.12 and busybox 1.35.0 with `SHELL -c COMMAND` and a
 * look at the process: bash and busybox replace themselves by the last simple command of a list without redirects (`cd x && server`,
 * `A=1 server`), dash never does, and none does for the last line of a script file, a pipe, a group or a command with a redirect.
 */
function shellStays(shell: Shell, mode: Mode, image: string | undefined): boolean | undefined {
  if (mode.replaced) return false;
  if (shell.script || !mode.tail || mode.background) return true;
  if (shell.kind === 'sh') return !REPLACING_SHELL.test(image ?? '');
  return shell.kind === 'bash' ? false : undefined;
}
