import type { ShellNode } from '../documents/shell/shell-tree.ts';
import type { Expanded, ShellScope } from '../documents/shell/expand.ts';
import type { Known } from '../model/fact.ts';
import type { Argument } from './argument.ts';
import type { Place } from './origin.ts';

/** A variable of a shell or of a process. */
export interface Variable {
  readonly expanded: Expanded | 'unset';
  /** True when started programs see it. */
  readonly exported: boolean;
  /** Where it was set. */
  readonly place: Place | undefined;
}

/** What a shell is in while it runs its commands. */
export interface ShellState {
  readonly variables: ReadonlyMap<string, Variable>;
  /** True of a variable that is certainly not set before the commands run. */
  readonly isUnset: (name: string) => boolean;
  readonly positional: readonly Expanded[] | undefined;
  /** Folder from the project root; undefined when only a run would tell. */
  readonly directory: string | undefined;
  readonly functions: ReadonlyMap<string, ShellNode>;
  /** `set -a`: every assignment is exported. */
  readonly exportsAll: boolean;
}

/** Something that stands between PID 1 and the server. */
export interface Layer {
  readonly kind: 'shell' | 'package-manager' | 'init' | 'wrapper';
  /** True for an init program that passes a signal on to every process behind it. */
  readonly signalsAll?: boolean;
  readonly at: Known<string>;
  /** True when its process stays, false when it replaces itself, undefined when that depends on what nobody wrote down. */
  readonly stays: boolean | undefined;
}

/** A command that a shell reached, wrappers taken off. */
export interface Launch {
  readonly words: readonly Argument[];
  readonly place: Place;
  readonly state: ShellState;
  readonly background: boolean;
  /** Outermost first. */
  readonly layers: readonly Layer[];
  /** Why nothing more can be told of it than its words. */
  readonly opaque: string | undefined;
  /** The command that reads its output through a pipe. */
  readonly pipedInto?: string | undefined;
  /** True where it reads what another command writes. */
  readonly readsPipe?: boolean | undefined;
}

/** One way through the commands. */
export interface Path {
  readonly state: ShellState;
  readonly launches: readonly Launch[];
  /** Why nothing runs after it; undefined while it goes on. `failed` is an error on purpose, as `exit 1`. */
  readonly end: 'exec' | 'exit' | 'failed' | 'return' | undefined;
  /** How the last command ended: undefined when only a run would tell. Commands that are no tests are taken to succeed. */
  readonly status: boolean | undefined;
}

/** The view that expansion needs of a state. */
export function scopeOf(state: ShellState): ShellScope {
  return { variable: (name) => expandedIn(state, name), positional: state.positional };
}

/** What a variable holds; undefined where only the environment knows. */
export function expandedIn({ variables, isUnset }: ShellState, name: string): Expanded | 'unset' | undefined {
  return variables.get(name)?.expanded ?? (isUnset(name) ? 'unset' : undefined);
}

/** The state with one variable set. */
export function withVariable(state: ShellState, name: string, variable: Variable): ShellState {
  return { ...state, variables: new Map(state.variables).set(name, variable) };
}

/** The variable as a started program sees it. */
export function exportedVariable(state: ShellState, name: string): Variable | undefined {
  const variable = state.variables.get(name);
  return variable?.exported === true && variable.expanded !== 'unset' ? variable : undefined;
}
