import type { Planned } from '../../model/change.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { refused } from '../planned.ts';

/** Writes a setting of a service into .railway/railway.ts. */
export async function setRailwayTsSetting(wanted: WantedFact, _context: FixContext): Promise<Planned> {
  return refused(`nothing writes ${wanted.fact} into .railway/railway.ts yet`);
}
