import type { PythonModule } from '../../documents/python-tree.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';

/** The start of the comments that stand directly above a statement; of its own line when they open the file, where they speak of the file. */
export function aboveComments(text: string, tree: PythonModule, offset: number): number {
  const own = lineStart(text, offset);
  let start = own;
  for (const comment of tree.comments.toReversed()) {
    if (comment.start >= start || lineEnd(text, comment.end) !== start || text.slice(lineStart(text, comment.start), comment.start).trim() !== '') continue;
    start = lineStart(text, comment.start);
  }
  return start === 0 ? own : start;
}
