import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
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
  readonly comments: readonly Range[];
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
    return walk({ cursor, kinds: kindsOf(tree.language), faulty: tree.rootNode.hasError, errors: [], comments: [] });
  } finally {
    cursor.delete();
  }
}

interface Walk {
  readonly cursor: TreeCursor;
  readonly kinds: readonly Kind[];
  readonly faulty: boolean;
  readonly errors: Range[];
  readonly comments: Range[];
}

/** What to do with a kind of node, by its number: every call into WebAssembly that this saves counts. */
interface Kind {
  readonly type: string;
  readonly kept: boolean;
  readonly leaf: boolean;
}

const ERROR: Kind = { type: 'ERROR', kept: true, leaf: false };

let known: { readonly language: Language; readonly kinds: readonly Kind[] } | undefined;

function kindsOf(language: Language): readonly Kind[] {
  if (known?.language === language) return known.kinds;
  const kinds = Array.from({ length: language.nodeTypeCount }, (_, id): Kind => {
    const type = language.nodeTypeForId(id) ?? '';
    const kept = language.nodeTypeIsNamed(id) ? !SKIPPED.has(type) : KEPT_TOKENS.has(type);
    return { type, kept, leaf: LEAVES.has(type) || !language.nodeTypeIsNamed(id) };
  });
  known = { language, kinds };
  return kinds;
}

function walk(run: Walk): RawTree {
  const { cursor, errors, comments } = run;
  const root = nodeAt(cursor, run.kinds[cursor.nodeTypeId] ?? ERROR);
  if (root.type === 'ERROR') errors.push({ start: root.start, end: root.end });
  const open: OpenNode[] = [root];
  let descend = cursor.gotoFirstChild();
  while (open.length > 0) {
    if (!descend && !cursor.gotoNextSibling()) {
      open.pop();
      if (open.length === 0 || !cursor.gotoParent()) break;
      continue;
    }
    descend = false;
    const kind = run.kinds[cursor.nodeTypeId] ?? ERROR;
    if (run.faulty) noteError(run, kind);
    if (kind.type === 'comment') comments.push({ start: cursor.startIndex, end: cursor.endIndex });
    if (!kind.kept) continue;
    const node = nodeAt(cursor, kind);
    open.at(-1)?.children.push(node);
    if (kind.leaf || open.length >= DEEPEST || !cursor.gotoFirstChild()) continue;
    open.push(node);
    descend = true;
  }
  return { root, errors, comments };
}

function noteError({ cursor, errors }: Walk, kind: Kind): void {
  if (kind.type === 'ERROR' || cursor.nodeIsMissing) errors.push({ start: cursor.startIndex, end: cursor.endIndex });
}

function nodeAt(cursor: TreeCursor, kind: Kind): OpenNode {
  return { type: kind.type, field: cursor.currentFieldName ?? '', start: cursor.startIndex, end: cursor.endIndex, children: [] };
}
