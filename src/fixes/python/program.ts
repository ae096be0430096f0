import type { PythonFile, CallSite } from '../../code/python/python-file.ts';
import { openProgram } from '../../code/python/open-program.ts';
import type { Program } from '../../code/python/program.ts';
import type { Evidence } from '../../model/fact.ts';
import type { FixContext } from '../context.ts';
import { placeOf } from '../planned.ts';

/** The Python program of the service as its files say it now. */
export async function programOf({ files, service, services }: FixContext): Promise<Program> {
  const below = (root: string) => (path: string) => root === '' || path.startsWith(`${root}/`);
  const others = services.filter(({ root, name }) => name !== service.name && root !== service.root && below(service.root)(root));
  const own = files.below(service.root).filter((path) => !others.some(({ root }) => below(root)(path)));
  const paths = [...new Set([...own, ...service.files])].filter((path) => path.endsWith('.py') && files.has(path)).sort();
  const { program } = await openProgram({ files, root: service.root, paths, facts: service.facts, environment: new Map() });
  return program;
}

/** The file that a piece of evidence stands in, as the program read it. */
export function fileOf(program: Program, at: Evidence): PythonFile | undefined {
  const path = placeOf(at)?.file.path;
  return path === undefined ? undefined : program.files.get(path);
}

/** The call that a piece of evidence points at. */
export function callAt(program: Program, at: Evidence): CallSite | undefined {
  const range = placeOf(at)?.range;
  return fileOf(program, at)?.calls.find(({ call }) => call.range.start === range?.start && call.range.end === range.end);
}
