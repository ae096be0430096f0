import { expressionAt, statementsAround } from '../../../code/python/walk.ts';
import { parsePythonFile } from '../../../documents/python.ts';
import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { withoutStatement } from '../statement-edits.ts';

/** Takes `session.refresh(row)` out, where it is a statement of its own. */
export async function dropRefresh({ at: [at] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  if (place === undefined || file === undefined || parsed?.ok !== true) return refused(`${at.name} stands in no Python file`);
  const tree = parsed.document;
  const statement = statementsAround(tree.body, place.range).at(-1)?.statement;
  const call = expressionAt(tree.body, place.range);
  const value = statement?.kind === 'expression' ? statement.value : undefined;
  const removal = statement !== undefined && call !== undefined && (value === call || (value?.kind === 'await' && value.value === call)) ? withoutStatement({ file, tree }, statement) : undefined;
  return removal === undefined ? refused('it shares its line with other code') : edited(file.path, [removal]);
}
