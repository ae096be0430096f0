import type { ScopeNode } from '../../code/python/python-file.ts';
import { blocksOf } from '../../code/python/walk.ts';
import type { PythonStatement } from '../../documents/python-tree.ts';

/** The functions and classes around an offset, outermost first. */
export function scopesAround(body: readonly PythonStatement[], offset: number): readonly ScopeNode[] {
  const around = body.find(({ range }) => range.start <= offset && offset < range.end);
  if (around === undefined) return [];
  const inner = blocksOf(around).flatMap((block) => scopesAround(block, offset));
  return around.kind === 'function' || around.kind === 'class' ? [around, ...inner] : inner;
}
