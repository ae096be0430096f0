import { derive, valueOf, type FactSet, type Known } from '#rule';

/** Memory in MB of a typical Python service, by what its processes share. */
export interface WorkerMemory {
  /** Of the first worker, with the process above it. */
  readonly first: number;
  /** Of each further one. */
  readonly more: number;
  /** Of each further one where the code is loaded before the workers fork. */
  readonly shared: number;
}

/** What the workers take in MB, from their number. */
export function memoryOfWorkers(workers: Known<number>, facts: FactSet, { first, more, shared }: WorkerMemory): Known<number> {
  const each = valueOf(facts['server.preload']) === true ? shared : more;
  return derive('memory of the workers in MB', [workers], (count) => first + each * Math.max(0, count - 1));
}
