import { Flags } from '@oclif/core';

/** Which steps of a plan are meant. */
export const STEP_FLAG = {
  step: Flags.string({ description: 'only this step, as the plan calls it: web/variables.PORT', helpValue: 'STEP', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_STEP' }),
};
