import type { Problem } from '../../model/problem.ts';
import type { CodeInput } from '../code-input.ts';
import { indexCallers } from './callers.ts';
import { loadProgram } from './load-program.ts';
import { indexMarks } from './marks.ts';
import type { Program } from './program.ts';

/** The program of a service with what its readers need to know of it: who calls a function, and which ones frameworks call. */
export async function openProgram(input: CodeInput): Promise<{ readonly program: Program; readonly problems: readonly Problem[] }> {
  const opened = await loadProgram(input);
  const { program } = opened;
  if (!program.index.done) {
    indexCallers(program);
    indexMarks(program);
    program.index.done = true;
  }
  return opened;
}
