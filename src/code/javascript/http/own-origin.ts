import type { Site } from '../syntax/module.ts';

/** True for `fetch('/api/x')`, which has no host: it runs in a browser. */
export function asksOwnOrigin({ node, module }: Site): boolean {
  const [first] = node.arguments;
  return first !== undefined && /^['"`]\/(?!\/)/.test(module.file.text.slice(first.start, first.start + 3));
}
