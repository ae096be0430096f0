import type { ConfigPlan } from '../model/config-plan.ts';
import type { Refusal } from '../model/migration.ts';

/** Why a new file does not stay; undefined where it may. `deletesOld` is true where the old files go with it. */
export function refusalOf({ changes, errors, stillRead }: ConfigPlan, { deletesOld }: { readonly deletesOld: boolean }): Refusal | undefined {
  if (changes.some(({ isDestructive }) => isDestructive)) return 'destroys';
  if (errors.length > 0) return 'not-taken';
  return deletesOld && stillRead.length > 0 ? 'still-read' : undefined;
}
