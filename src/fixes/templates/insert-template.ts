import type { Change, Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { refused } from '../planned.ts';

/** Puts a template's text into the file that a fact points at. */
export async function insertTemplate({ template }: Extract<Change, { kind: 'insert' }>, _context: FixContext): Promise<Planned> {
  return refused(`nothing inserts ${template}`);
}
