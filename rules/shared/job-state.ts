import { valueOf, type Evidence, type FactSet, type JobState } from '#rule';
import { recordsIn } from './records.ts';
import { counted } from './words.ts';

/** Progress of jobs that a process keeps to itself. */
export const jobStates = (facts: FactSet): readonly JobState[] => recordsIn(facts['tasks.states']) ?? [];

/** How many copies of the program run for sure, and what says so; undefined where one does, or nobody knows. */
export function copiesOf(facts: FactSet): { readonly words: string; readonly evidence: readonly [Evidence, ...Evidence[]] } | undefined {
  const [replicas, workers] = [facts['deploy.replicas'], facts['server.workers']].map((fact) => (fact?.state === 'known' && fact.value > 1 ? fact : undefined));
  const [first, ...rest] = [replicas, workers].filter((fact) => fact !== undefined);
  if (first === undefined) return undefined;
  const words = [replicas && counted(replicas.value, 'replica'), workers && counted(workers.value, 'worker')].filter((part) => part !== undefined).join(' of ');
  return { words, evidence: [first, ...rest] };
}

/** True where the finding about progress in memory is queue/job-state's. */
export function isJobState(facts: FactSet, at: Evidence & { readonly value: unknown }): boolean {
  if (valueOf(facts['service.kind']) !== 'web') return false;
  return jobStates(facts).some(({ at: own }) => startOf(own) === startOf(at) && startOf(own) !== undefined);
}

function startOf(fact: Evidence): string | undefined {
  return fact.state === 'known' && fact.provenance.kind === 'declared' ? `${fact.provenance.file.path}:${fact.provenance.range.start}` : undefined;
}
