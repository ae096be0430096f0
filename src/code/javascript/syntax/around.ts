import type { Node } from 'oxc-parser';
import { isFunction, type FunctionNode, type Path } from './tree.ts';

const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

/** The function that a place stands in, itself where it is one. */
export function functionAround(path: Path): FunctionNode | undefined {
  for (let current: Path | undefined = path; current !== undefined; current = current.up) if (isFunction(current.node)) return current.node;
  return undefined;
}

/** The loop around a place, inside its function. */
export function loopAround(path: Path): Path | undefined {
  for (let current = path.up; current !== undefined && !isFunction(current.node); current = current.up) {
    if (LOOPS.has(current.node.type)) return current;
  }
  return undefined;
}

/** True where a loop stands around a place, inside its function. */
export const isInLoop = (path: Path): boolean => loopAround(path) !== undefined;

/** The node above, brackets left out. */
export function above(path: Path): Path | undefined {
  let current = path.up;
  while (current !== undefined && /^(?:ParenthesizedExpression|ChainExpression|TSAsExpression|TSNonNullExpression)$/.test(current.node.type)) current = current.up;
  return current;
}

/** True for a node that lies inside another. */
export const isInside = (inner: Node, outer: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;
