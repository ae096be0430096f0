import type { Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { pathsOf, refused } from '../planned.ts';
import { dyingReason } from '../settings/dying-file.ts';

/** The plan, unless it writes into a file that is about to be read no more. */
export function surviving(planned: Planned, { asOf }: FixContext): Planned {
  if (!planned.ok) return planned;
  const [reason] = pathsOf(planned.changes).flatMap((path) => dyingReason(path, asOf) ?? []);
  return reason === undefined ? planned : refused(reason);
}
