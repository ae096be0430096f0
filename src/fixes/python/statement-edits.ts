import { blocksOf, everyStatement } from '../../code/python/walk.ts';
import { removeLines } from '../../documents/edits/whole-lines.ts';
import type { PythonStatement } from '../../documents/python-tree.ts';
import type { TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Written } from './containers.ts';

/** Takes a statement out with its lines; undefined where something else stands on them, or where its block would be empty. */
export function withoutStatement({ file: { text }, tree }: Written, statement: PythonStatement): TextEdit | undefined {
  const { start, end } = statement.range;
  const [first, stop] = [lineStart(text, start), lineEnd(text, end)];
  const comment = tree.comments.find((each) => each.start >= end && each.start < stop);
  if (text.slice(first, start).trim() !== '' || text.slice(end, comment?.start ?? stop).trim() !== '') return undefined;
  const blocks = [tree.body, ...[...everyStatement(tree.body)].flatMap(blocksOf)];
  const own = blocks.find((block) => block.includes(statement));
  if (own === undefined || (own !== tree.body && own.length < 2)) return undefined;
  return removeLines(text, start, stop);
}
