import { parseShell } from '../../../documents/shell-command.ts';
import type { ShellList, ShellNode } from '../../../documents/shell/shell-tree.ts';
import type { Planned } from '../../../model/change.ts';
import type { Range } from '../../../text/range.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { siteOfCommand } from '../places/find-site.ts';

/** Takes away what a command writes into through a pipe. */
export async function removePipe({ at: [command] }: Rewrite, context: FixContext): Promise<Planned> {
  const site = await siteOfCommand(command, context);
  if ('because' in site) return refused(site.because);
  const { holder, file } = site;
  if (holder.kind === 'words') return refused(`no shell runs the command in ${file.path}`);
  const parsed = await parseShell(holder.text.text);
  const pipeline = parsed.ok ? pipelineFrom(parsed.document.body, holder.at.range) : undefined;
  if (pipeline === undefined) return refused(`the pipe in ${file.path} is written in a way that cannot be changed safely`);
  return edited(file.path, [{ range: holder.text.rangeOf({ start: holder.at.range.end, end: pipeline.end }), text: '' }]);
}

/** The pipeline that begins with the command at a range. */
function pipelineFrom(list: ShellList, first: Range): Range | undefined {
  for (const { node } of list) {
    const found = inNode(node, first);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inNode(node: ShellNode, first: Range): Range | undefined {
  switch (node.kind) {
    case 'pipeline': return node.nodes[0]?.range.start === first.start && node.nodes[0].range.end === first.end ? node.range : undefined;
    case 'and-or': return node.parts.map((part) => inNode(part.node, first)).find((found) => found !== undefined);
    case 'if': return [...node.branches.map(({ body }) => body), node.otherwise ?? []].map((body) => pipelineFrom(body, first)).find((found) => found !== undefined);
    case 'group': case 'subshell': case 'loop': return pipelineFrom(node.body, first);
    case 'case': return node.items.map(({ body }) => pipelineFrom(body, first)).find((found) => found !== undefined);
    case 'function': return inNode(node.body, first);
    default: return undefined;
  }
}
