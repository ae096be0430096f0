import type { FactSet } from '../../model/facts.ts';
import type { Problem } from '../../model/problem.ts';
import type { Program } from './program.ts';

/** Reads one framework or library: what the program's code says about it. */
export type Reader = (program: Program) => ReaderResult;

/** Facts of one reader. Lists of several readers are joined. */
export interface ReaderResult {
  readonly facts: FactSet;
  readonly problems?: readonly Problem[];
}
