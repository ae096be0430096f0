import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { indentedLines } from '../indent-lines.ts';
import { styleOf } from '../style.ts';
import { isWholeStatement, sentCall, type SentCall } from './sent-call.ts';

/** `at` are calls of Alembic's `op` in one file; each runs inside `op.get_context().autocommit_block()`, neighbours in one. */
export async function autocommitBlock({ at }: Rewrite): Promise<Planned> {
  const calls: SentCall[] = [];
  for (const each of at) {
    const found = await sentCall(each);
    if (typeof found === 'string') return refused(found);
    const { callee } = found.call;
    if (callee.kind !== 'attribute' || callee.object.kind !== 'name' || callee.object.name !== 'op') return refused('it is not called on op of Alembic');
    if (!isWholeStatement(found)) return refused('its result is used');
    if (!calls.some(({ spot }) => spot.statement === found.spot.statement)) calls.push(found);
  }
  const [first] = calls;
  if (first === undefined) return refused('there is no call');
  const { text } = first.file;
  const edits: TextEdit[] = [];
  for (const [index, call] of calls.entries()) {
    const { start, end } = call.spot.statement.range;
    if (text.slice(lineStart(text, start), start).trim() !== '' || !/^[ \t]*(#[^\n]*)?\r?(\n|$)/.test(text.slice(end))) return refused('it shares its line with other code');
    const before = calls[index - 1];
    const isNeighbour = before !== undefined && before.spot.block === call.spot.block && call.spot.block.indexOf(before.spot.statement) + 1 === call.spot.block.indexOf(call.spot.statement);
    edits.push(...indented(call, isNeighbour));
  }
  return edited(first.file.path, edits);
}

/** The lines of a statement one level deeper, below the line that opens the block; a neighbour belongs to the block above it. */
function indented({ file: { text }, tree, spot: { statement: { range } } }: SentCall, isNeighbour: boolean): readonly TextEdit[] {
  const [first, ...rest] = indentedLines(text, tree, range, styleOf(text, tree).indent);
  if (first === undefined || isNeighbour) return first === undefined ? [] : [first, ...rest];
  const opening = `${indentAt(text, range.start)}with op.get_context().autocommit_block():${newlineOf(text)}`;
  return [insertAt(first.range.start, `${opening}${first.text}`), ...rest];
}
