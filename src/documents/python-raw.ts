import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Range } from '../text/range.ts';

/** A node of the parser's tree as an object: named nodes, and operators (whose type is their text). */
export interface RawNode {
  readonly type: string;
  /** The role in the parent: 'left', 'name', 'body'; '' for none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly RawNode[];
}

/** What one walk over the parser's tree gives. */
export interface RawTree {
  readonly root: RawNode;
  /** Places that the parser could not read. */
  readonly errors: readonly Range[];
}

interface OpenNode extends RawNode {
  readonly children: RawNode[];
}

/** Levels that are kept: enough for people's code, and few enough for those who walk the result by recursion. */
const DEEPEST = 900;

/** Tokens that carry a meaning of their own; all other unnamed tokens are left out. */
const KEPT_TOKENS = new Set([
  'async', '*', '**', '+', '-', '/', '//', '%', '@', '|', '&', '^', '~', '<<', '>>',
  'and', 'or', 'not', '==', '!=', '<>', '<', '>', '<=', '>=', 'in', 'is', 'not in', 'is not',
  '=', '+=', '-=', '*=', '/=', '//=', '%=', '@=', '**=', '|=', '&=', '^=', '<<=', '>>=', 'else',
]);

/** Nodes that say nothing about the program. */
const SKIPPED = new Set(['comment', 'line_continuation']);

/** Nodes whose text is all we need. */
const LEAVES = new Set(['identifier', 'integer', 'float', 'dotted_name', 'import_prefix', 'string_start', 'string_end',
  'string_content', 'escape_sequence', 'type_conversion', 'comment']);

/** Copies the parser's tree into objects in one walk without recursion. Deeper levels than we keep are left out. */
export function rawTreeOf(tree: Tree): RawTree {
  const cursor = tree.walk();
  try {
    return walk(cursor);
  } finally {
    cursor.delete();
  }
}

function walk(cursor: TreeCursor): RawTree {
  const root = nodeAt(cursor);
  const errors: Range[] = root.type === 'ERROR' ? [{ start: root.start, end: root.end }] : [];
  const open: OpenNode[] = [root];
  let descend = cursor.gotoFirstChild();
  while (open.length > 0) {
    if (!descend && !cursor.gotoNextSibling()) {
      open.pop();
      if (open.length === 0 || !cursor.gotoParent()) break;
      continue;
    }
    descend = false;
    const node = keptNode(cursor, errors);
    if (node === undefined) continue;
    open.at(-1)?.children.push(node);
    if (open.length >= DEEPEST || LEAVES.has(node.type) || !cursor.gotoFirstChild()) continue;
    open.push(node);
    descend = true;
  }
  return { root, errors };
}

/** The node at the cursor when it matters, undefined for punctuation and comments. */
function keptNode(cursor: TreeCursor, errors: Range[]): OpenNode | undefined {
  const type = cursor.nodeType;
  if (type === 'ERROR' || cursor.nodeIsMissing) errors.push({ start: cursor.startIndex, end: cursor.endIndex });
  const kept = cursor.nodeIsNamed ? !SKIPPED.has(type) : KEPT_TOKENS.has(type);
  return kept ? nodeAt(cursor) : undefined;
}

function nodeAt(cursor: TreeCursor): OpenNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? '',
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}
