import type { Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { pathsOf, refused } from '../planned.ts';
import { dyingReason } from '../settings/dying-file.ts';

/** The plan, unless it writes into a file that is about to be read no more. */
export function surviving(planned: Planned, { asOf }: FixContext): Planned {
  const reasons = planned.ok ? pathsOf(planned.changes).flatMap((path) => dyingReason(path, asOf) ?? []) : [];
  return reasons[0] === undefined ? planned : refused(reasons[0]);
}
