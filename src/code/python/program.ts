import type { PythonExpression, PythonFunction } from '../../documents/python-tree.ts';
import type { CodeInput } from '../code-input.ts';
import type { ModuleFinder } from './module-paths.ts';
import type { CallSite, Place, PythonFile } from './python-file.ts';
import type { Scope } from '../../model/facts/code.ts';
import type { Instance, Origin } from './origin.ts';

/** What the readers see: the parsed files of a service, and what has been found out about them so far. */
export interface Program {
  readonly input: CodeInput;
  /** Parsed files by path, in the order of their paths. */
  readonly files: ReadonlyMap<string, PythonFile>;
  readonly finder: ModuleFinder;
  /** Names of the packages that the service installs; empty when nobody knows. */
  readonly packages: ReadonlySet<string>;
  /** Callee origins that were asked for already. */
  readonly origins: Map<PythonExpression, Origin | undefined>;
  /** Objects that were asked for already. */
  readonly instances: Map<PythonExpression, Instance | undefined>;
  /** Tests of branches that were asked for already; undefined also for one that is being decided. */
  readonly truths: Map<PythonExpression, boolean | undefined>;
  /** Scopes of functions that were asked for already. */
  readonly scopes: Map<PythonFunction, Scope>;
  /** Steps that one search for an object may still take. */
  readonly effort: { left: number; open: boolean };
  /** Calls by the project function that they call. */
  readonly callers: Map<PythonFunction, CallSite[]>;
  /** What marks a function as the handler of a request, as start-up code, as a job. */
  readonly marks: Map<PythonFunction, Scope>;
  /** True when the files are those that the started one imports, and no others can be loaded. */
  readonly closed: boolean;
  /** Files that another parsed file imports. */
  readonly imported: ReadonlySet<string>;
}

/** The place of code at the top of a file. */
export function moduleOf(file: PythonFile): Place {
  return { file, chain: [] };
}

/** Every call of every file that counts as the application or a script of it. */
export function* callsOf(program: Program): Generator<CallSite> {
  for (const file of program.files.values()) yield* file.calls;
}
