import type * as morph from 'ts-morph';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** Nodes by the names of their kinds; only these are asked for. */
interface Kinds {
  readonly ArrayLiteralExpression: morph.ArrayLiteralExpression;
  readonly ArrowFunction: morph.ArrowFunction;
  readonly BinaryExpression: morph.BinaryExpression;
  readonly CallExpression: morph.CallExpression;
  readonly ConditionalExpression: morph.ConditionalExpression;
  readonly FunctionDeclaration: morph.FunctionDeclaration;
  readonly Identifier: morph.Identifier;
  readonly ImportDeclaration: morph.ImportDeclaration;
  readonly NewExpression: morph.NewExpression;
  readonly ObjectLiteralExpression: morph.ObjectLiteralExpression;
  readonly PrefixUnaryExpression: morph.PrefixUnaryExpression;
  readonly PropertyAccessExpression: morph.PropertyAccessExpression;
  readonly PropertyAssignment: morph.PropertyAssignment;
  readonly ShorthandPropertyAssignment: morph.ShorthandPropertyAssignment;
  readonly SpreadAssignment: morph.SpreadAssignment;
  readonly VariableDeclaration: morph.VariableDeclaration;
}

/** Parses a file on its own, types and libraries left out. Nothing is ever written with this tree: it only says where things stand. */
export async function openTree({ path, text }: SourceFile): Promise<morph.SourceFile> {
  const { Project } = await import('ts-morph');
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, skipFileDependencyResolution: true, compilerOptions: { allowJs: true } });
  return project.createSourceFile(`/${jsxPath(path)}`, text);
}

/** Plain JavaScript may hold JSX, which TypeScript reads in `.jsx` and `.tsx` only as the scan reads it. */
const jsxPath = (path: string): string => path.replace(/\.[cm]?js$/, '.jsx');

/** A node, if it is of a kind. */
export function asKind<K extends keyof Kinds>(node: morph.Node | undefined, kind: K): Kinds[K] | undefined {
  return node?.getKindName() === kind ? (node as unknown as Kinds[K]) : undefined; // The name says which class it is.
}

/** The outermost node that stands exactly at a range; a statement of one expression is that expression. */
export function nodeAt(tree: morph.SourceFile, { start, end }: Range): morph.Node | undefined {
  let found: morph.Node | undefined;
  for (let node = tree.getDescendantAtPos(start); node !== undefined && node.getStart() >= start; node = node.getParent()) {
    if (node.getStart() === start && node.getEnd() === end && !isAround(node)) found = node;
  }
  return found;
}

const isAround = (node: morph.Node): boolean => /^(SourceFile|ExpressionStatement)$/.test(node.getKindName());

/** All nodes of a tree but for its tokens, which getDescendants makes anew each time: that takes seconds in files of thousands of lines. */
export function nodesIn(tree: morph.Node): readonly morph.Node[] {
  const found: morph.Node[] = [];
  tree.forEachDescendant((node) => void found.push(node));
  return found;
}

const WRAPPERS = new Set(['ParenthesizedExpression', 'AsExpression', 'SatisfiesExpression', 'TypeAssertionExpression', 'NonNullExpression']);

/** The expression inside parentheses and type annotations. */
export function unwrapped(node: morph.Node | undefined): morph.Node | undefined {
  let inner = node;
  while (inner !== undefined && WRAPPERS.has(inner.getKindName())) inner = (inner as morph.ParenthesizedExpression).getExpression();
  return inner;
}

/** The range of a node, without the comments before it. */
export const rangeOf = (node: morph.Node): Range => ({ start: node.getStart(), end: node.getEnd() });
