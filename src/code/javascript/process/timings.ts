import type { Known } from '../../../model/fact.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { contains, memberName } from '../syntax/tree.ts';

const LOGS = /^(?:log|info|debug|warn|error|verbose|trace)$/;

/** Log lines that tell how long something took: `console.log(`done in ${Date.now() - start} ms`)`. */
export function readTimings(project: CodeProject): Known<string>[] {
  return [...project.modules.values()].flatMap(({ sites }) => sites)
    .filter((site) => tellsTime(site) && surroundingsOf(project, site).scope !== 'script')
    .map((site) => codeFact('logs.timing', placeOf(site)));
}

function tellsTime({ node }: Site): boolean {
  if (node.type !== 'CallExpression' || !LOGS.test(memberName(node.callee) ?? '')) return false;
  return node.arguments.some((argument) => contains(argument, (part) => part.type === 'BinaryExpression' && part.operator === '-'
    && part.left.type === 'CallExpression' && memberName(part.left.callee) === 'now'));
}
