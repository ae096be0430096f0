import type { PythonClass } from '../../documents/python-tree.ts';
import type { ScopeNode } from './python-file.ts';

/** The class around a method. */
export function enclosingClass(chain: readonly ScopeNode[]): PythonClass | undefined {
  const found = chain.findLast((node) => node.kind === 'class');
  return found?.kind === 'class' ? found : undefined;
}
