import type { Planned } from '../../model/change.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { refused } from '../planned.ts';

/** Writes a setting of the deployment, the build or the runtime into the file that owns it. */
export async function setSetting({ fact }: WantedFact, _context: FixContext): Promise<Planned> {
  return refused(`nothing writes ${fact}`);
}
