import type { FactSet } from './facts.ts';
import type { Known } from './fact.ts';
import type { Problem } from './problem.ts';

/** A value that lost against another one for the same fact. */
export interface Override {
  /** The fact's name. */
  readonly name: string;
  readonly loser: Known<unknown>;
  /** Why it lost: "a Procfile wins over the provider default". */
  readonly because: string;
}

/** One deployable of the project. */
export interface Service {
  readonly name: string;
  /** Folder from the project root, '' for the root. */
  readonly root: string;
  readonly facts: FactSet;
  readonly overrides: readonly Override[];
  /** Files that the service's facts were read from, sorted. */
  readonly files: readonly string[];
  /** Problems of those files. */
  readonly problems: readonly Problem[];
}

/** Something worth saying that is no finding: a file that nobody read, an assumption that was made. */
export interface Notice {
  readonly message: string;
  readonly path?: string;
}

export interface Project {
  readonly services: readonly Service[];
  /** Problems of files that belong to no service. */
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** The date for which it was read, `2026-11-22`. */
  readonly asOf: string;
  readonly measures: ReadMeasures;
}

/** What the readers did, for --debug and the benchmark. */
export interface ReadMeasures {
  readonly files: number;
  /** Code files that the prefilter looked at. */
  readonly codeFiles: number;
  /** Code files that were parsed. */
  readonly parsed: number;
}
