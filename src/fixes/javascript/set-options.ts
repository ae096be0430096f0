import type { Planned } from '../../model/change.ts';
import type { FixContext, SetOptions } from '../context.ts';
import { refused } from '../planned.ts';

/** Adds, changes and removes arguments of a call in JavaScript. */
export async function setJavaScriptOptions({ at }: SetOptions, _context: FixContext): Promise<Planned> {
  return refused(`nothing writes ${at.name}`);
}
