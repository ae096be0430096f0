import type { Node } from 'oxc-parser';
import { isFunction, type Path } from '../syntax/tree.ts';

const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

/** The loop around a place, inside its function. */
export function loopAround(path: Path): Path | undefined {
  for (let current = path.up; current !== undefined && !isFunction(current.node); current = current.up) {
    if (LOOPS.has(current.node.type)) return current;
  }
  return undefined;
}

export const isInLoop = (path: Path): boolean => loopAround(path) !== undefined;

/** The function around a place. */
export function functionPath(path: Path): Path | undefined {
  let current = path.up;
  while (current !== undefined && !isFunction(current.node)) current = current.up;
  return current;
}

/** The node above, brackets left out. */
export function above(path: Path): Path | undefined {
  let current = path.up;
  while (current !== undefined && /^(?:ParenthesizedExpression|ChainExpression|TSAsExpression|TSNonNullExpression)$/.test(current.node.type)) current = current.up;
  return current;
}

/** True for a node that lies inside another. */
export const isInside = (inner: Node, outer: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;
