import type { Known } from '../../../model/fact.ts';
import { codeFact, type CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { isFunction, memberName, unwrap } from '../syntax/tree.ts';
import { firstWord } from './asked.ts';

/** The call whose callback is a transaction around a call: `prisma.$transaction(async (tx) => ...)`; or the `BEGIN` before it. */
export function transactionAround(project: CodeProject, site: Site): Known<string> | undefined {
  for (let current = site.path.up; current !== undefined; current = current.up) {
    const { node, up } = current;
    if (!isFunction(node)) continue;
    const callee = up?.node.type === 'CallExpression' ? unwrap(up.node.callee) : undefined;
    if (callee?.type === 'MemberExpression' && /^(\$?transaction|withTransaction)$/.test(memberName(callee) ?? '')) return codeFact('transaction', { module: site.module, node: callee });
    const begun = begunBefore(project, site, node);
    if (begun !== undefined) return begun;
  }
  return undefined;
}

/** `await client.query('BEGIN')` before the call and `COMMIT` after it, in the same function. */
function begunBefore(project: CodeProject, { module, node }: Site, around: { readonly start: number; readonly end: number }): Known<string> | undefined {
  const text = module.file.text.slice(around.start, around.end);
  if (!/\bBEGIN\b/i.test(text)) return undefined;
  const words = module.sites.filter((each) => each.node.start >= around.start && each.node.end <= around.end && /^query$/.test(memberName(unwrap(each.node.callee)) ?? ''))
    .flatMap((each) => {
      const [argument] = each.node.arguments;
      const word = argument === undefined || argument.type === 'SpreadElement' ? undefined : firstWord(project, module, argument);
      return word === undefined ? [] : [{ word, site: each }];
    });
  const begin = words.findLast(({ word, site }) => word === 'BEGIN' && site.node.end < node.start);
  const ends = words.some(({ word, site }) => word === 'COMMIT' && site.node.start > node.end);
  return begin === undefined || !ends || words.some(({ word, site }) => word === 'COMMIT' && site.node.start > begin.site.node.end && site.node.end < node.start) ? undefined
    : codeFact('transaction', { module, node: begin.site.node });
}
