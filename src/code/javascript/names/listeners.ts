import type { Site } from '../syntax/module.ts';
import { memberName, textOf, unwrap } from '../syntax/tree.ts';

const LISTENS = /^(?:on|once|addListener)$/;

/** The event that a call listens to: `error` of `pool.on('error', ...)`, `*` where it is no literal; undefined of any other call. */
export function heardBy({ node }: Site): string | undefined {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && LISTENS.test(memberName(callee) ?? '') ? textOf(node.arguments[0]) ?? '*' : undefined;
}
