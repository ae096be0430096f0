import type { Change, Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { refused } from '../planned.ts';

/** Makes a file from a template; one that is there already is left alone. */
export async function createFile({ path }: Extract<Change, { kind: 'create-file' }>, _context: FixContext): Promise<Planned> {
  return refused(`nothing makes ${path}`);
}
