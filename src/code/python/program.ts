import type { PythonFunction } from '../../documents/python-tree.ts';
import type { CodeInput } from '../code-input.ts';
import type { Analysis } from './analysis.ts';
import type { ModuleFinder } from './module-paths.ts';
import type { CallSite, Place, PythonFile } from './python-file.ts';
import type { Scope } from '../../model/facts/code.ts';

/** What the readers see: the parsed files of a service, and what has been found out about them so far. */
export interface Program extends Analysis {
  readonly input: CodeInput;
  /** Parsed files by path, in the order of their paths. */
  readonly files: ReadonlyMap<string, PythonFile>;
  readonly finder: ModuleFinder;
  /** Names of the packages that the service installs; empty when nobody knows. */
  readonly packages: ReadonlySet<string>;
  /** Scopes of functions that were asked for already. */
  readonly scopes: Map<PythonFunction, Scope>;
  /** Steps that one search for an object may still take. */
  readonly effort: { left: number; open: boolean };
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
