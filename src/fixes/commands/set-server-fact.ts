import type { Planned } from '../../model/change.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { refused } from '../planned.ts';

/** Writes a setting of the server: into its command wherever that stands, or into the configuration file that sets it. */
export async function setServerFact({ fact }: WantedFact, _context: FixContext): Promise<Planned> {
  return refused(`nothing writes ${fact}`);
}
