import { expressionAt, statementsAround } from '../../../code/python/walk.ts';
import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { withoutStatement } from '../statement-edits.ts';
import { writtenAt } from '../written-at.ts';

/** Takes `session.refresh(row)` out, where it is a statement of its own. */
export async function dropRefresh({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return refused(found);
  const { file, tree, range } = found;
  const statement = statementsAround(tree.body, range).at(-1)?.statement;
  const call = expressionAt(tree.body, range);
  const value = statement?.kind === 'expression' ? statement.value : undefined;
  const removal = statement !== undefined && call !== undefined && (value === call || (value?.kind === 'await' && value.value === call)) ? withoutStatement({ file, tree }, statement) : undefined;
  return removal === undefined ? refused('it shares its line with other code') : edited(file.path, [removal]);
}
