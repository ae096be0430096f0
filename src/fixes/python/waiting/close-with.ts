import { around } from '../../../code/python/waiting/statement.ts';
import type { Planned } from '../../../model/change.ts';
import { lineEnd } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { indentedLines } from '../indent-lines.ts';
import { callAt, programOf } from '../program.ts';
import { styleOf } from '../style.ts';

/** `session = ClientSession()` becomes `async with ClientSession() as session:` around the rest of its block. */
export async function closeWith({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const site = callAt(await programOf(context), at);
  const node = site?.place.chain.at(-1);
  const spot = site === undefined ? undefined : around(site).at(-1);
  if (site === undefined || spot?.statement.kind !== 'assign' || node?.kind !== 'function' || !node.async) return refused('no async function keeps it under a name');
  const { statement, block } = spot;
  const [target] = statement.targets;
  const rest = block.slice(block.indexOf(statement) + 1);
  const last = rest.at(-1);
  const { source: { text }, tree, path } = site.place.file;
  if (target?.kind !== 'name' || last === undefined || statement.value !== site.call) return refused('it has no name by which the lines below use it');
  if (text.slice(statement.range.end, lineEnd(text, statement.range.end)).trim() !== '') return refused('it shares its line with other code or a comment');
  const header = `async with ${text.slice(site.call.range.start, site.call.range.end)} as ${target.name}:`;
  const below = indentedLines(text, tree, { start: lineEnd(text, statement.range.end), end: last.range.end }, styleOf(text, tree).indent);
  return edited(path, [{ range: statement.range, text: header }, ...below]);
}
