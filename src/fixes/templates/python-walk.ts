import type { PythonCall, PythonExpression } from '../../documents/python-tree.ts';

/** Every expression below a part of a Python tree, in no order that means anything. */
export function expressionsIn(root: object): readonly PythonExpression[] {
  const found: PythonExpression[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isExpression(next)) found.push(next);
    open.push(...Object.values(next));
  }
  return found;
}

/** The call at a place below a part of a Python tree. */
export function callAt(root: object, { start, end }: { readonly start: number; readonly end: number }): PythonCall | undefined {
  return expressionsIn(root).find((each): each is PythonCall => each.kind === 'call' && each.range.start === start && each.range.end === end);
}

/** Kinds that this folder asks for; statements have other ones. */
const KINDS = new Set<unknown>(['string', 'fstring', 'call']);

const isExpression = (node: object): node is PythonExpression => 'kind' in node && KINDS.has(node.kind);
