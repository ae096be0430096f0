import type { StepState } from '../../src/model/applied-plan.ts';
import type { DoubleMode } from './railway-double.ts';

/** How the call can fail that makes the second step of a plan: what is said of that step, and the code of the failure. Railway can be asked no more after that. */
export const AT_SECOND_STEP: readonly (readonly [DoubleMode, StepState, string])[] = [
  ['not-logged-in', 'failed', 'railway-login'], ['expired-token', 'failed', 'railway-login'], ['unauthorized', 'failed', 'railway-login'], ['invalid-token', 'failed', 'railway-unauthorized'],
  ['not-linked', 'failed', 'railway-unlinked'], ['project-deleted', 'failed', 'railway-unlinked'], ['environment-restricted', 'failed', 'railway-unauthorized'], ['two-factor', 'failed', 'railway-unauthorized'],
  ['rate-limited', 'unsure', 'railway-failed'], ['offline', 'unsure', 'railway-offline'], ['connection-cut', 'unsure', 'railway-offline'], ['gateway', 'unsure', 'railway-answer'],
  ['platform-silent', 'unsure', 'railway-timeout'], ['malformed', 'unsure', 'railway-answer'], ['empty', 'unsure', 'railway-answer'], ['banner-before-json', 'unsure', 'railway-answer'],
  ['unknown-failure', 'unsure', 'railway-failed'], ['killed', 'unsure', 'railway-failed'], ['slow', 'unsure', 'railway-timeout'],
];
