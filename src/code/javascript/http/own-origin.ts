import type { Site } from '../syntax/module.ts';
import { ownProperty } from '../syntax/tree.ts';

/** True for `fetch('/api/x')`, which has no host, and for one with the cookies of a page: both run in a browser. */
export function asksOwnOrigin({ node, module }: Site): boolean {
  const [first, options] = node.arguments;
  if (first === undefined) return false;
  return /^['"`]\/(?!\/)/.test(module.file.text.slice(first.start, first.start + 3))
    || (options?.type === 'ObjectExpression' && ownProperty(options, 'credentials') !== undefined);
}
