import type { UnfinishedApply, UnfinishedStep } from '../../model/applied-plan.ts';

/** A run of `apply` that was broken off, as JSON of a plan and of a status. */
export function unfinishedJson({ id, startedAt, project, environment, steps }: UnfinishedApply) {
  return { id, startedAt, project, environment, steps: steps.map(stepJson) };
}

function stepJson({ id, state, takeBack, isUntouched }: UnfinishedStep) {
  return { id, state, takeBack, ...(isUntouched === undefined ? {} : { untouched: isUntouched }) };
}
