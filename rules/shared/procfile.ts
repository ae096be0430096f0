import type { ProcessEntry } from '#rule';

/** True for a process that a file of this name names. */
export function isNamedBy({ process }: ProcessEntry, name: string): boolean {
  return process.provenance.kind === 'declared' && process.provenance.file.path.split('/').at(-1) === name;
}
