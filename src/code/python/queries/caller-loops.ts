import type { Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { shown } from '../shown.ts';
import { loopAround, spotsOf, usesAny, type LoopAround } from './loops.ts';

/** The loop in which another function of the file calls the one around a call, with something that changes in each round. */
export function callerLoop(program: Program, { place, call }: CallSite): LoopAround | undefined {
  const node = place.chain.findLast((each) => each.kind === 'function');
  if (node === undefined || node.decorators.some(({ range }) => /cache|memo/i.test(place.file.source.text.slice(range.start, range.end)))) return undefined;
  // What stands under a condition may be a way out of a cache, or an error.
  if (spotsOf(place, call.range).some(({ statement }) => statement.kind === 'if' || statement.kind === 'loop')) return undefined;
  for (const site of program.callers.get(node) ?? []) {
    if (site.place.file !== place.file) continue;
    const around = loopAround(site);
    if (around === undefined || !site.call.arguments.some(({ value }) => usesAny(value, around.changing)) || !scopeOf(program, site).served) continue;
    const excuses = around.statement !== undefined && around.statement.body.length > 1 ? [...around.loop.excuses, 'busy' as const] : around.loop.excuses;
    return { ...around, loop: { kind: 'caller', excuses, at: shown('loop', site.place.file, site.call.range) } };
  }
  return undefined;
}
