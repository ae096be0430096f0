import { around } from '../../../code/python/waiting/statement.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { callAt, programOf } from '../program.ts';
import { styleOf } from '../style.ts';

const LONGEST_LINE = 100;

type Assignment = PythonStatement & { readonly kind: 'assign' };

/** `a = await f()` and `b = await g()` become `a, b = await asyncio.gather(f(), g())`. */
export async function awaitTogether({ at }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const sites = at.flatMap((each) => callAt(program, each) ?? []);
  const statements = sites.flatMap((site) => around(site).at(-1)?.statement ?? []).filter((each): each is Assignment => each.kind === 'assign');
  const [first] = sites;
  const [head, last] = [statements[0], statements.at(-1)];
  if (first === undefined || head === undefined || last === undefined || statements.length < at.length) return refused('the code there is another one now');
  const { file } = first.place;
  const { text } = file.source;
  const whole = { start: head.range.start, end: last.range.end };
  if (statements.some(({ annotation }) => annotation !== undefined)) return refused('a name has its type written down');
  if (file.tree.comments.some(({ start }) => whole.start <= start && start < whole.end)) return refused('a comment stands between them');
  const calls = sites.map(({ call }) => text.slice(call.range.start, call.range.end));
  if (calls.some((call) => call.includes('\n'))) return refused('a call goes over several lines');
  const asyncio = await importEdit(file.source, 'asyncio', whole.start);
  if (!asyncio.ok) return refused(asyncio.because);
  const names = statements.map(({ targets: [target] }) => (target === undefined ? '' : text.slice(target.range.start, target.range.end))).join(', ');
  const opening = `${names} = await ${asyncio.name}.gather(`;
  const line = `${opening}${calls.join(', ')})`;
  const indent = indentAt(text, whole.start);
  const newline = `${newlineOf(text)}${indent}`;
  const inner = `${newline}${styleOf(text, file.tree).indent}`;
  const written = indent.length + line.length <= LONGEST_LINE ? line : `${opening}${calls.map((call) => `${inner}${call},`).join('')}${newline})`;
  return edited(file.path, [...asyncio.edits, { range: whole, text: written }]);
}
