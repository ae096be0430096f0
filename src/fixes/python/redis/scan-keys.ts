import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { callAt, programOf } from '../program.ts';

/** `r.keys(pattern)` as a walk in small steps. SCAN may give a key twice: https://redis.io/docs/latest/commands/scan/ */
export async function scanKeys({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const site = callAt(await programOf(context), at);
  if (site === undefined || site.call.callee.kind !== 'attribute') return refused('no call of keys stands there');
  const { call, awaited, place: { file } } = site;
  const { text } = file.source;
  const [pattern, more] = call.arguments;
  if (more !== undefined || (pattern !== undefined && (pattern.splat !== '' || (pattern.name !== undefined && pattern.name !== 'pattern')))) return refused('it is given more than a pattern');
  const client = text.slice(site.call.callee.object.range.start, site.call.callee.object.range.end);
  const match = pattern === undefined ? '' : `match=${text.slice(pattern.value.range.start, pattern.value.range.end)}`;
  const scan = `${client}.scan_iter(${match})`;
  if (!awaited) return edited(file.path, [{ range: call.range, text: `list(set(${scan}))` }]);
  const before = /await\s+$/.exec(text.slice(0, call.range.start));
  if (before === null) return refused('it cannot be told what waits for it');
  return edited(file.path, [{ range: { start: before.index, end: call.range.end }, text: `list({name async for name in ${scan}})` }]);
}
